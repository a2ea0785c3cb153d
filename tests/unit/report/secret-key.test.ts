import assert from 'node:assert/strict';
import { test } from 'node:test';
import { armor, enums, generateKey, type PrivateKey } from 'openpgp';
import { holdsSecretKey } from '../../../src/report/secret-key.ts';

async function makeKey(type: 'rsa' | 'curve25519', config: object = {}): Promise<PrivateKey> {
  const { privateKey } = await generateKey({
    userIDs: [{ name: 'Wick' }],
    type,
    date: new Date('2026-01-01T00:00:00Z'),
    format: 'object',
    config,
  });
  return privateKey;
}

const keys = {
  curve25519: await makeKey('curve25519'),
  rsa: await makeKey('rsa'),
  'version 6': await makeKey('curve25519', { v6Keys: true }),
};
const curve = keys.curve25519;

for (const [name, key] of Object.entries(keys)) {
  test(`a secret key is found whatever its armor says, its public half is none: ${name}`, () => {
    const secret = key.armor();
    assert.ok(holdsSecretKey(secret));
    assert.ok(holdsSecretKey(secret.replaceAll('PRIVATE', 'PUBLIC')));
    assert.ok(!holdsSecretKey(key.toPublic().armor()));
  });
}

test('it is found without its armor, quoted, on one line, and after other words', () => {
  const lines = curve.armor().split('\n').slice(2, -3);
  assert.ok(holdsSecretKey(lines.join('\n')));
  assert.ok(holdsSecretKey(`Hello, my key:\n${lines.map((line) => `> ${line}`).join('\r\n')}`));
  assert.ok(holdsSecretKey(lines.join(' ')));
  assert.ok(holdsSecretKey(lines.join('')));
});

test('it is found behind a public key, in the same block and in the next', () => {
  const { publicKey } = enums.armor;
  const both = Buffer.concat([curve.toPublic().write(), curve.write()]);
  assert.ok(holdsSecretKey(armor(publicKey, both)));
  const second = curve.armor().replaceAll('PRIVATE', 'PUBLIC');
  assert.ok(holdsSecretKey(`${curve.toPublic().armor()}\n${second}`));
});

test('headers of the old format, as GnuPG writes them, are read too', () => {
  for (const key of [keys.rsa, curve]) {
    const body = key.keyPacket.write();
    const head = [0x80 | (5 << 2) | 1, body.length >> 8, body.length & 255];
    const packet = Uint8Array.of(...head, ...body);
    assert.ok(holdsSecretKey(Buffer.from(packet).toString('base64')));
  }
});

test('words, fingerprints, addresses and encrypted messages are no secret keys', () => {
  const { armor: name } = enums;
  for (const text of [
    '',
    'https://keys.example/wick',
    curve.getFingerprint().toUpperCase(),
    'less learned lately, nothing new here, lengthyWordsAreNoKeysAtAllReally',
    armor(name.message, Uint8Array.of(0xc1, 5, 3, 1, 2, 3, 4, 0xd2, 3, 1, 5, 7)),
    'AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl wick@host',
  ])
    assert.ok(!holdsSecretKey(text), text);
});
