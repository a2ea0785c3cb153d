/** Messages of the form's own code on the browser's build of OpenPGP.js, opened by GnuPG and by Sequoia. */

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import PostalMime from 'postal-mime';
import { bucketBytes, seipdV1OverheadBytes } from '../../../src/contract.ts';
import { createPacketLint } from '../../../src/relay/packet-lint.ts';
import type { Certificate } from '../../../src/report/config.ts';
import { toReport } from '../../../src/report/report.ts';
import { runSealJob, type SealedReport, type SealMessage } from '../../../src/report/seal-job.ts';
import { createGpg, decryptWithSq, type Gpg, type KeyWish } from '../../helpers/gpg.ts';
import { exampleAnswers, exampleConfig } from './example-report.ts';
import { openpgp } from './openpgp-build.ts';

const keys = new Map<string, Certificate>();
const attachment = randomBytes(70_000);
let gpg: Gpg;

const wishes: readonly KeyWish[] = [
  { name: 'Rsa', kind: 'rsa3072' },
  { name: 'Curve', kind: 'curve25519' },
  { name: 'Expired', kind: 'curve25519', made: '20200101T000000', expires: '1y' },
  { name: 'Revoked', kind: 'curve25519' },
  { name: 'Signer', kind: 'curve25519', signOnly: true },
];

before(async () => {
  gpg = await createGpg();
  for (const wish of wishes) {
    const { fingerprint } = await gpg.makeKey(wish);
    if (wish.name === 'Revoked') await gpg.revoke(fingerprint);
    const armored = String(await gpg.run(['--armor', '--export', fingerprint]));
    keys.set(wish.name, { owner: wish.name, fingerprint, armored, expires: null });
  }
});

after(() => gpg.close());

function take(...owners: string[]): Certificate[] {
  return owners.map((owner) => keys.get(owner) ?? assert.fail(`no key of ${owner}`));
}

function seal(
  certificates: readonly Certificate[],
  { quorum = 1, now = new Date(), replyKey = '' } = {},
): Promise<Exclude<SealMessage, { kind: 'stage' }>> {
  const files = [{ name: 'poc käse.bin', type: '', size: attachment.length }];
  const request = {
    report: toReport({ ...exampleAnswers, replyKey }, files, exampleConfig, now),
    files: [new Blob([attachment])],
    certificates,
    quorum,
    sender: { relay: 'https://relay.example', mailFrom: null },
    now: now.getTime(),
  };
  return runSealJob(openpgp, request, () => {});
}

/** The same with the bytes of its body. */
async function sealed(
  certificates: readonly Certificate[],
): Promise<Omit<SealedReport, 'body'> & { body: Uint8Array<ArrayBuffer> }> {
  const answer = await seal(certificates);
  assert.equal(answer.kind, 'sealed');
  if (answer.kind !== 'sealed') return assert.fail();
  return { ...answer.sealed, body: new Uint8Array(await answer.sealed.body.arrayBuffer()) };
}

async function checkPlaintext(plaintext: Uint8Array): Promise<void> {
  const mail = await PostalMime.parse(plaintext);
  assert.equal(mail.subject, `[Lantern] ${exampleAnswers.summary}`);
  const [json, file] = mail.attachments;
  assert.equal(
    JSON.parse(Buffer.from(json?.content as ArrayBuffer).toString()).reply,
    'wick@example.org',
  );
  assert.equal(file?.filename, 'poc käse.bin');
  assert.ok(Buffer.from(file?.content as ArrayBuffer).equals(attachment));
}

for (const owners of [['Rsa'], ['Curve'], ['Rsa', 'Curve']]) {
  test(`gpg and sq open a report to ${owners.join(' and ')}, its file byte for byte`, async () => {
    const { body, readers } = await sealed(take(...owners));
    assert.deepEqual(readers, owners);
    await checkPlaintext(await gpg.decrypt(body));
    for (const { fingerprint } of take(...owners)) {
      await checkPlaintext(await decryptWithSq(body, await gpg.exportSecret(fingerprint)));
    }
  });
}

test('the encrypted data packet is the last one and has exactly the size that the relay checks', async () => {
  const { body } = await sealed(take('Curve', 'Rsa'));
  const packets = readPackets(body);
  assert.deepEqual(
    packets.map(({ tag, version }) => [tag, version]),
    [
      [1, 3],
      [1, 3],
      [18, 1],
    ],
  );
  assert.equal(packets.at(-1)?.length, bucketBytes[2] + seipdV1OverheadBytes);
});

test('what the form makes passes the relay’s lint, with the right recipients, in pieces or whole', async () => {
  const modern = await makeModernKey(true);
  for (const certificates of [take('Rsa'), take('Curve'), take('Rsa', 'Curve'), [modern]]) {
    const { body } = await sealed(certificates);
    const owners = await readSubkeys(certificates);
    const desk = { quorum: 1, bucketBytes, recipientOf: (id: string) => owners.get(id) ?? null };
    for (const size of [1000, body.length]) {
      const lint = createPacketLint(desk);
      for (let at = 0; at < body.length; at += size) {
        assert.equal(lint.push(body.subarray(at, at + size)), null);
      }
      const recipients = certificates.map(({ fingerprint }) => fingerprint);
      assert.deepEqual(lint.end(), { ok: true, recipients });
    }
  }
});

test('the hash in the answer is the hash of the message', async () => {
  const { body, sha256 } = await sealed(take('Curve'));
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', body));
  assert.equal(sha256, digest.toString('hex'));
});

test('a version 4 key gets SEIPDv1 even where it says that it reads SEIPDv2', async () => {
  const { body } = await sealed([await makeModernKey(false)]);
  assert.equal(readPackets(body).at(-1)?.version, 1);
});

test('SEIPDv2 is used only where every key is of version 6', async () => {
  const modern = await makeModernKey(true);
  assert.equal(readPackets((await sealed([modern])).body).at(-1)?.version, 2);
  const mixed = readPackets((await sealed([modern, ...take('Curve')])).body);
  assert.deepEqual(
    mixed.map(({ version }) => version),
    [3, 3, 1],
  );
});

test('an expired, a revoked, a sign-only and a wrong key are left out by name, and the good ones still read', async () => {
  const [curve, signer] = take('Curve', 'Signer');
  const swapped = { owner: 'Swapped', fingerprint: 'A'.repeat(40), armored: curve?.armored ?? '' };
  const torn = { owner: 'Torn', fingerprint: 'B'.repeat(40), armored: 'not a key' };
  const secret = await gpg.exportSecret(signer?.fingerprint ?? '');
  const { body, readers, dropped } = await sealed([
    ...take('Expired', 'Rsa', 'Revoked', 'Signer'),
    { ...swapped, expires: null },
    { ...torn, expires: null },
    { owner: 'Private', fingerprint: signer?.fingerprint ?? '', armored: secret, expires: null },
    ...take('Curve'),
  ]);
  assert.deepEqual(readers, ['Rsa', 'Curve']);
  assert.deepEqual(
    dropped.map(({ owner, reason }) => [owner, reason]),
    [
      ['Expired', 'expired'],
      ['Revoked', 'revoked'],
      ['Signer', 'cannot-encrypt'],
      ['Swapped', 'other-key'],
      ['Torn', 'unreadable'],
      ['Private', 'private'],
    ],
  );
  await checkPlaintext(await gpg.decrypt(body));
});

test('keys are judged by the clock that is handed in, not by the one of the machine', async () => {
  const past = new Date('2020-06-01T00:00:00Z');
  const then = await seal(take('Expired', 'Curve'), { now: past });
  assert.equal(then.kind === 'sealed' && then.sealed.readers.join(), 'Expired');
  assert.deepEqual(
    then.kind === 'sealed' && then.sealed.dropped.map(({ owner, reason }) => [owner, reason]),
    [['Curve', 'not-yet-valid']],
  );
});

test('where no key is left, nothing is encrypted and every reason is told', async () => {
  const answer = await seal(take('Expired', 'Revoked'));
  assert.deepEqual(answer, {
    kind: 'failed',
    failure: {
      kind: 'no-usable-key',
      dropped: [
        { owner: 'Expired', fingerprint: keys.get('Expired')?.fingerprint, reason: 'expired' },
        { owner: 'Revoked', fingerprint: keys.get('Revoked')?.fingerprint, reason: 'revoked' },
      ],
    },
  });
  assert.equal((await seal([], { quorum: 0 })).kind, 'failed');
});

test('fewer usable keys than the desk asks for are refused', async () => {
  assert.equal((await seal(take('Curve', 'Expired'), { quorum: 2 })).kind, 'failed');
  assert.equal((await seal(take('Curve', 'Rsa'), { quorum: 2 })).kind, 'sealed');
});

/** Fingerprint of the certificate by key id and by fingerprint of each of its subkeys. */
async function readSubkeys(certificates: readonly Certificate[]): Promise<Map<string, string>> {
  const owners = new Map<string, string>();
  for (const { armored, fingerprint } of certificates) {
    const key = await openpgp.readKey({ armoredKey: armored });
    for (const subkey of key.getSubkeys()) {
      owners.set(subkey.getKeyID().toHex().toUpperCase(), fingerprint);
      owners.set(subkey.getFingerprint().toUpperCase(), fingerprint);
    }
  }
  return owners;
}

/** A key of OpenPGP.js that advertises SEIPDv2. */
async function makeModernKey(isVersion6: boolean): Promise<Certificate> {
  const { generateKey, readKey } = await import('openpgp');
  const { publicKey } = await generateKey({
    type: 'curve25519',
    userIDs: [{ name: 'Modern' }],
    date: new Date(Date.now() - 1000),
    config: { aeadProtect: true, v6Keys: isVersion6 },
  });
  const fingerprint = (await readKey({ armoredKey: publicKey })).getFingerprint().toUpperCase();
  return { owner: 'Modern', fingerprint, armored: publicKey, expires: null };
}

/** Tag, version and length of each packet in the new format (RFC 9580 section 4.2.1); one in parts is taken for the last. */
function readPackets(message: Uint8Array): { tag: number; version: number; length: number }[] {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const packets: { tag: number; version: number; length: number }[] = [];
  for (let at = 0; at < message.length; ) {
    const tag = view.getUint8(at) & 0x3f;
    const octet = view.getUint8(at + 1);
    if (octet >= 224 && octet < 255) {
      return [...packets, { tag, version: view.getUint8(at + 2), length: Number.NaN }];
    }
    const [length, header] =
      octet < 192
        ? [octet, 2]
        : octet === 255
          ? [view.getUint32(at + 2), 6]
          : [view.getUint16(at + 1) - 0xc000 + 192, 3];
    packets.push({ tag, version: view.getUint8(at + header), length });
    at += header + length;
    assert.ok(at <= message.length, 'cut short');
  }
  return packets;
}

test('a reporter’s secret key under a public name is never encrypted to anybody', async () => {
  const [{ fingerprint, armored: certificate }] = take('Curve') as [Certificate];
  const secret = (await gpg.exportSecret(fingerprint)).replaceAll('PRIVATE', 'PUBLIC');
  const answer = await seal(take('Rsa'), { replyKey: secret });
  assert.deepEqual(answer, { kind: 'failed', failure: { kind: 'private-key' } });
  assert.equal((await seal(take('Rsa'), { replyKey: certificate })).kind, 'sealed');
});
