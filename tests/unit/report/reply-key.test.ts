import assert from 'node:assert/strict';
import { test } from 'node:test';
import { armor, enums, generateKey, type PrivateKey, revokeKey } from 'openpgp';
import { checkReplyKey } from '../../../src/report/reply-key.ts';
import { openpgp } from './openpgp-build.ts';

const made = new Date('2026-01-01T00:00:00Z');
const now = Date.parse('2026-11-22T00:00:00Z');
const year = 365 * 24 * 3600;

const check = (replyKey: string, time = now) => checkReplyKey(openpgp, { replyKey, now: time });

async function makeKey(name: string, keyExpirationTime = 0): Promise<PrivateKey> {
  const { privateKey } = await generateKey({
    userIDs: [{ name }],
    date: made,
    keyExpirationTime,
    format: 'object',
  });
  return privateKey;
}

const wick = await makeKey('Wick');
const wickPublic = wick.toPublic().armor();

test('a good key is told by its owner and fingerprint', async () => {
  assert.deepEqual(await check(wickPublic), {
    kind: 'usable',
    fingerprint: wick.getFingerprint().toUpperCase(),
    owner: 'Wick',
  });
  assert.equal((await check(`My key:\n\n${wickPublic}\nThanks`)).kind, 'usable');
});

test('a private key is recognised, also where its first line is missing', async () => {
  assert.equal((await check(wick.armor())).kind, 'private');
  const disguised = wick.armor().replaceAll('PRIVATE', 'PUBLIC');
  assert.equal((await check(disguised)).kind, 'private');
});

test('two keys are told from one, in two blocks or in one', async () => {
  const other = await makeKey('Other');
  assert.equal((await check(`${wickPublic}\n${other.toPublic().armor()}`)).kind, 'several');
  const both = Buffer.concat([wick.toPublic().write(), other.toPublic().write()]);
  assert.equal((await check(armor(enums.armor.publicKey, both))).kind, 'several');
});

test('a key that has expired, is not valid yet or was revoked is told by its reason', async () => {
  const short = await makeKey('Short', year / 2);
  assert.equal((await check(short.toPublic().armor())).kind, 'expired');
  assert.equal((await check(wickPublic, Date.parse('2025-06-01'))).kind, 'not-yet-valid');
  const { publicKey } = await revokeKey({ key: wick, date: made, format: 'object' });
  assert.equal((await check(publicKey.armor())).kind, 'revoked');
});

test('a key that can only sign is told', async () => {
  const { publicKey } = await generateKey({
    userIDs: [{ name: 'Signer' }],
    date: made,
    subkeys: [],
    format: 'object',
  });
  assert.equal((await check(publicKey.armor())).kind, 'cannot-encrypt');
});

test('what is no key, or half of one, has an answer too', async () => {
  assert.equal((await check('https://keys.example/wick')).kind, 'no-key');
  assert.equal((await check('')).kind, 'no-key');
  assert.equal((await check(wickPublic.slice(0, 300))).kind, 'unreadable');
  assert.equal((await check('-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n!!')).kind, 'unreadable');
});
