/** What arrives is opened with gpg, which shares no code with the form or the relay. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as openpgp from 'openpgp';
import PostalMime from 'postal-mime';
import { outerFromAddress, outerFromName, outerSubject } from '../../src/contract.ts';
import { createEntity, createManifest, seal, toManifestRecipient } from '../helpers/sealed.ts';
import { openSocketDoor, post, relayOrigin } from './doors.ts';

/** A gpg of its own with one key. */
function createKeyring(algorithm: 'rsa2048' | 'future-default') {
  const home = mkdtempSync(join(tmpdir(), 'gpg-'));
  const gpg = (args: readonly string[], input?: string): Buffer =>
    execFileSync('gpg', ['--homedir', home, '--batch', '--quiet', ...args], {
      input,
      stdio: ['pipe', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
    });
  const user = `${algorithm}@desk.example`;
  gpg(['--passphrase', '', '--quick-generate-key', user, algorithm, 'default', 'never']);
  if (algorithm === 'rsa2048') {
    const line = gpg(['--with-colons', '--list-keys']).toString().split('\n');
    const fingerprint = line.find((text) => text.startsWith('fpr'))?.split(':')[9] ?? '';
    gpg(['--passphrase', '', '--quick-add-key', fingerprint, 'rsa2048', 'encr', 'never']);
  }
  return {
    readCertificate: () =>
      openpgp.readKey({ armoredKey: gpg(['--armor', '--export', user]).toString() }),
    decrypt: (armored: string) => gpg(['--decrypt'], armored),
    remove() {
      execFileSync('gpgconf', ['--homedir', home, '--kill', 'all']);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Posts a report and gives the armored part of every mail that arrives. */
async function toArrived(
  certificates: readonly openpgp.Key[],
  plaintext: Uint8Array,
): Promise<string[]> {
  const recipients = await Promise.all(certificates.map(toManifestRecipient));
  const door = await openSocketDoor(createManifest(recipients));
  try {
    assert.equal((await post(door, await seal(certificates, plaintext))).status, 202);
    const mails = await Promise.all((await door.mails()).map((mail) => PostalMime.parse(mail)));
    return mails.map(({ subject, from, attachments }) => {
      assert.equal(subject, outerSubject);
      assert.deepEqual(from, { name: outerFromName, address: outerFromAddress(relayOrigin) });
      const [version, message, ...more] = attachments;
      assert.deepEqual(more, []);
      assert.equal(version?.mimeType, 'application/pgp-encrypted');
      assert.equal(message?.filename, 'encrypted.asc');
      const text = (content: unknown) => new TextDecoder().decode(content as ArrayBuffer);
      assert.equal(text(version?.content).trim(), 'Version: 1');
      return text(message?.content);
    });
  } finally {
    await door.close();
  }
}

describe('gpg opens a mail from the relay', () => {
  const kinds = ['rsa2048', 'future-default'] as const;
  let keyrings: ReturnType<typeof createKeyring>[] = [];
  let certificates: openpgp.Key[] = [];

  before(async () => {
    keyrings = kinds.map(createKeyring);
    certificates = await Promise.all(keyrings.map((keyring) => keyring.readCertificate()));
  });
  after(() => {
    for (const keyring of keyrings) keyring.remove();
  });

  for (const [name, n] of [
    ['RSA', 0],
    ['Curve25519', 1],
  ] as const) {
    it(`for a recipient with ${name}`, async () => {
      const plaintext = createEntity(`for ${name}: grüße`);
      const [mail = '', ...more] = await toArrived(certificates.slice(n, n + 1), plaintext);
      assert.deepEqual(more, []);
      assert.ok(keyrings[n]?.decrypt(mail).equals(plaintext));
    });
  }

  it('for RSA and Curve25519 together: each recipient opens each copy', async () => {
    const plaintext = createEntity('for both', 1024 * 1024);
    const mails = await toArrived(certificates, plaintext);
    assert.equal(mails.length, 2);
    for (const mail of mails) {
      for (const keyring of keyrings) assert.ok(keyring.decrypt(mail).equals(plaintext));
    }
  });
});
