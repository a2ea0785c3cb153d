/** The page of keys: what it shows of each certificate, and where it says that mail programs find it. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import type { DeskManifest } from '../../src/contract.ts';
import { toFingerprintQr } from '../../src/desk/keys/qr.ts';
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

test('the page says what became of the keys, the newest change first', async () => {
  const html = (await builtSite('fixture')).read('/keys/');
  const list = html.slice(html.indexOf('id="changes"')).split('</section>')[0] ?? '';
  const items = [...list.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, it = '']) =>
    it
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
  assert.deepEqual(items, [
    '2026-02-01 Cato Fixture: new key in place of a retired one. The old key was on a laptop that was sold. 13F5 6515 B300 BEA1 AD8C 73E8 27C9 7D85 2C6D E58F Retired: 7A1C 5E3F 9B2D 4680 A1C5 E3F9 B2D4 680A 1C5E 3F9B',
    '2025-06-01 Rosa Fixture: key added. She keeps the releases. 60C6 7B4F 3115 E50C 3A2E CBE9 2F19 7476 BC7C 0864',
    '2025-01-01 Edna Fixture: key added, valid until 2025-01-02. 2471 0BCA B3F1 FCC8 4BA9 DDFE DE87 C4E1 0D8A CA60',
  ]);
  assert.doesNotMatch((await builtSite('best-effort')).read('/keys/'), /id="changes"/);
});

test('gpg reads every certificate that the site serves, and finds the key and the address it is served for', async () => {
  const site = await builtSite('fixture', { POSTERN_URL: 'https://fixture.test' });
  const { recipients } = JSON.parse(site.read('/.well-known/postern/desk.json')) as DeskManifest;
  const served = site.paths.filter((it) => /^\/keys\/.*\.asc$|\/openpgpkey\/.*hu\/\w+$/.test(it));
  const home = mkdtempSync(join(tmpdir(), 'postern-keys-'));
  try {
    const shown = new Map<string, string>();
    for (const path of served) {
      const options = ['--homedir', home, '--batch', '--with-colons', '--show-keys'];
      const { stdout } = await promisify(execFile)('gpg', [...options, join(site.folder, path)]);
      shown.set(path, stdout);
    }
    for (const { fingerprint } of recipients) {
      const files = [...shown].filter(([, it]) => it.includes(`:${fingerprint}:`));
      const folders = files.map(([path]) => path.slice(0, path.lastIndexOf('/'))).sort();
      assert.deepEqual(folders, [
        '/.well-known/openpgpkey/fixture.test/hu',
        '/.well-known/openpgpkey/hu',
        '/keys',
      ]);
      for (const [, text] of files) assert.match(text, /^uid:.*@fixture\.test>/m);
    }
    assert.equal(served.length, 3 * recipients.length);
  } finally {
    rmSync(home, { recursive: true });
  }
});
