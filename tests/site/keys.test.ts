/** The page of keys: what it shows of each certificate, and where it says that mail programs find it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeskManifest } from '../../src/contract.ts';
import { toFingerprintQr } from '../../src/desk/qr.ts';
import { builtSite } from '../helpers/built-site.ts';

test('each certificate has its fingerprint as a picture with a name, beside the text', async () => {
  const site = await builtSite('fixture');
  const html = site.read('/keys/');
  const { recipients } = JSON.parse(site.read('/.well-known/postern/desk.json')) as DeskManifest;
  assert.equal(recipients.length, 2);
  const labels = html.matchAll(/<svg class="qr" role="img" aria-label="([^"]+)"/g);
  assert.deepEqual(
    [...labels].map(([, label]) => label),
    ['Fingerprint of Cato Fixture as a QR code', 'Fingerprint of Rosa Fixture as a QR code'],
  );
  for (const { fingerprint } of recipients) {
    assert.ok(html.includes(`<path d="${toFingerprintQr(fingerprint).path}" fill="#000">`));
  }
});

test('the page names a Web Key Directory only where programs find it without more set up', async () => {
  const above = await builtSite('fixture');
  assert.doesNotMatch(above.read('/keys/'), /Web Key Directory/);
  const own = await builtSite('fixture', { POSTERN_URL: 'https://fixture.test' });
  for (const address of ['cato@fixture.test', 'rosa@fixture.test']) {
    const command = `gpg --auto-key-locate clear,wkd --locate-external-keys ${address}`;
    assert.ok(own.read('/keys/').includes(`<code>${command}</code>`), address);
  }
});
