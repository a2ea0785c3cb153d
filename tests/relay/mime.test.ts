/** The mail around a report: fixed headers, RFC 3156 structure, armor that others read. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { unarmor } from 'openpgp';
import { armor, armoredBytes } from '../../src/relay/armor.ts';
import { renderMail } from '../../src/relay/mime.ts';
import { createEntity, createTestKey, seal } from '../helpers/sealed.ts';

const home = mkdtempSync(join(tmpdir(), 'gpg-'));
after(() => rmSync(home, { recursive: true }));

const item = {
  sha256: '0123456789abcdef'.repeat(4),
  receivedAt: '2026-03-01T09:08:07Z',
  desk: 'https://desk.example',
  bytes: 1000,
};
const settings = { origin: 'https://relay.example:8443', replyTo: null };

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function toText(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

/** Bytes that begin like a message with a version 3 key packet. */
function createBytes(length: number): Uint8Array {
  const bytes = Uint8Array.from({ length }, (_, n) => (n * 31) % 256);
  bytes.set([0xc1, 100, 3].slice(0, length));
  return bytes;
}

describe('the mail', () => {
  it('has constant headers that say nothing but when it came and its hash', async () => {
    const mail = renderMail(
      item,
      { to: null, inline: false },
      settings,
      inPieces(createBytes(1000), 100),
    );
    const text = await toText(mail.text);
    assert.deepEqual(text.slice(0, text.indexOf('\r\n\r\n')).split('\r\n'), [
      'Date: Sun, 1 Mar 2026 09:08:07 +0000',
      'From: Security report form <report-form@relay.example>',
      'To: undisclosed-recipients:;',
      'Subject: Security report',
      'Message-ID: <0123456789abcdef0123@relay.example>',
      'X-Postern-Id: 0123456789abcdef0123',
      'Auto-Submitted: auto-generated',
      'MIME-Version: 1.0',
      'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted";',
      ' boundary="postern-0123456789abcdef0123"',
    ]);
  });

  it('names its recipient and where answers go, when there are addresses', async () => {
    const replying = { ...settings, replyTo: 'security@desk.example' };
    const mail = renderMail(
      item,
      { to: 'anna@desk.example', inline: false },
      replying,
      inPieces(createBytes(9), 9),
    );
    const text = await toText(mail.text);
    assert.match(text, /^To: anna@desk.example\r$/m);
    assert.match(text, /^Reply-To: security@desk.example\r$/m);
  });

  for (const inline of [false, true]) {
    it(`is 7-bit text with CRLF and short lines, and as long as it says, inline ${inline}`, async () => {
      const addressee = { to: null, inline };
      const mail = renderMail(item, addressee, settings, inPieces(createBytes(1000), 7));
      const text = await toText(mail.text);
      assert.equal(text.length, mail.bytes);
      for (const line of text.split('\r\n')) assert.match(line, /^[\x20-\x7e]{0,78}$/);
    });
  }

  it('is plain text with nothing but the message for a program without PGP/MIME', async () => {
    const addressee = { to: 'anna@desk.example', inline: true };
    const mail = renderMail(item, addressee, settings, inPieces(createBytes(1000), 1000));
    const text = await toText(mail.text);
    assert.match(text, /^Content-Type: text\/plain; charset=us-ascii\r$/m);
    assert.match(text, /\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n/);
    assert.ok(text.endsWith('-----END PGP MESSAGE-----\r\n'));
    assert.doesNotMatch(text, /multipart|boundary/);
  });
});

describe('the armor', () => {
  for (const length of [1, 2, 3, 47, 48, 49, 96, 12_287, 12_288, 12_289]) {
    it(`of ${length} bytes is read back by gpg, checksum and all, whatever the pieces`, async () => {
      const bytes = createBytes(length);
      const texts = new Set<string>();
      for (const size of [1, 48, 5000, length])
        texts.add(await toText(armor(inPieces(bytes, size))));
      assert.equal(texts.size, 1);
      const [text = ''] = texts;
      assert.equal(text.length, armoredBytes(length));
      const read = execFileSync('gpg', ['--homedir', home, '--dearmor'], {
        input: text,
        stdio: ['pipe', 'pipe', 'ignore'],
      });
      assert.ok(read.equals(bytes));
    });
  }

  it('carries no checksum where the message ends in version 2 data', async () => {
    const key = await createTestKey('v6');
    const sealed = await seal([key.publicKey], createEntity('v6'), 2);
    const text = await toText(armor(inPieces(sealed, 1000)));
    assert.equal(text.length, armoredBytes(sealed.length) - '=abcd\r\n'.length);
    assert.deepEqual(new Uint8Array((await unarmor(text)).data), sealed);
  });
});
