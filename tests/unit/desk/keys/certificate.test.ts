/** Which OpenPGP certificates reports are encrypted to, and which are left out by name. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  armor,
  enums,
  generateKey,
  type KeyOptions,
  reformatKey,
  revokeKey,
  SecretKeyPacket,
} from 'openpgp';
import { parseCertificate } from '../../../../src/desk/keys/certificate.ts';

const at = new Date('2026-11-22T23:59:59Z');
const created = new Date('2026-01-01T00:00:00Z');
const file = 'keys/test.asc';
const fixtures = join(import.meta.dirname, '../../../fixtures/desk/keys');

function readCase(rule: string, name: string): string {
  return readFileSync(
    join(import.meta.dirname, `../../../checks/${rule}/keys/${name}.asc`),
    'utf8',
  );
}

async function generate(options: Partial<KeyOptions> = {}) {
  const { publicKey, privateKey, revocationCertificate } = await generateKey({
    userIDs: [{ name: 'Ann Test', email: 'ann@key.test' }],
    date: created,
    ...options,
    format: 'object',
  });
  return { publicKey, privateKey, revocationCertificate };
}

async function parse(text: string, day = at) {
  const { value, findings } = await parseCertificate(file, text, day);
  return {
    value,
    codes: findings.map((it) => `${it.level} ${it.rule}`),
    found: findings[0]?.found,
    wanted: findings[0]?.wanted ?? '',
  };
}

for (const [name, fingerprint, algorithm] of [
  ['rosa', '60C67B4F3115E50C3A2ECBE92F197476BC7C0864', 'RSA 3072'],
  ['cato', '13F56515B300BEA1AD8C73E827C97D852C6DE58F', 'Curve25519'],
] as const) {
  test(`a certificate of GnuPG is read with what a reporter compares: ${algorithm}`, async () => {
    const { value, codes } = await parse(readFileSync(join(fixtures, `${name}.asc`), 'utf8'));
    assert.deepEqual(codes, []);
    assert.equal(value?.fingerprint, fingerprint);
    assert.equal(value?.algorithm, algorithm);
    assert.equal(value?.version, 4);
    assert.equal(value?.expires, null);
    assert.equal(value?.subkeys.length, 1);
    assert.equal(value?.subkeys[0]?.algorithm, algorithm);
    assert.equal(value?.subkeys[0]?.keyId, value?.subkeys[0]?.fingerprint.slice(-16));
  });
}

test('the owner is shown by name, without the mail address', async () => {
  const { publicKey } = await generate();
  const { value } = await parse(publicKey.armor());
  assert.equal(value?.owner, 'Ann Test');
  assert.deepEqual(value?.userIds, ['Ann Test <ann@key.test>']);
});

test('an owner with an address only is shown by fingerprint', async () => {
  const { publicKey } = await generate({ userIDs: [{ email: 'ann@key.test' }] });
  const { value } = await parse(publicKey.armor());
  assert.equal(value?.owner, value?.fingerprint);
});

test('expiry is a time in UTC, and the certificate is used until then', async () => {
  const day = 86_400;
  const { publicKey } = await generate({ keyExpirationTime: 30 * day });
  const text = publicKey.armor();
  const before = await parse(text, new Date('2026-01-30T23:59:59Z'));
  assert.equal(before.value?.expires, '2026-01-31T00:00:00Z');
  assert.equal(before.value?.subkeys[0]?.expires, '2026-01-31T00:00:00Z');
  const after = await parse(text, new Date('2026-01-31T23:59:59Z'));
  assert.equal(after.value, null);
  assert.deepEqual(after.codes, ['warning key-unusable']);
  assert.equal(after.found, 'the certificate of Ann Test, which expired on 2026-01-31');
});

test('an expired certificate of GnuPG is left out by name', async () => {
  const { value, codes, found } = await parse(readFileSync(join(fixtures, 'edna.asc'), 'utf8'));
  assert.equal(value, null);
  assert.deepEqual(codes, ['warning key-unusable']);
  assert.equal(found, 'the certificate of Edna Fixture, which expired on 2025-01-02');
});

test('a revoked certificate is left out by name', async () => {
  const { privateKey } = await generate();
  const { publicKey } = await revokeKey({ key: privateKey, date: created, format: 'object' });
  const { value, codes, found } = await parse(publicKey.armor());
  assert.equal(value, null);
  assert.deepEqual(codes, ['warning key-unusable']);
  assert.equal(found, 'the certificate of Ann Test, which is revoked');
});

test('a certificate that can only sign is left out by name', async () => {
  const { publicKey } = await generate({ subkeys: [{ sign: true }] });
  const { value, codes, found } = await parse(publicKey.armor());
  assert.equal(value, null);
  assert.deepEqual(codes, ['warning key-unusable']);
  assert.match(found ?? '', /^the certificate of Ann Test, which has no encryption subkey/);
});

test('a certificate from the future is left out by name', async () => {
  const { publicKey } = await generate({ date: new Date('2027-01-01T00:00:00Z') });
  const { value, found } = await parse(publicKey.armor());
  assert.equal(value, null);
  assert.equal(found, 'the certificate of Ann Test, which is not valid yet');
});

test('what to do about a key is the step of desk key that helps against its fault, with its name', async () => {
  const { publicKey: signing } = await generate({ subkeys: [{ sign: true }] });
  const { publicKey: later } = await generate({ date: new Date('2027-01-01T00:00:00Z') });
  const { privateKey } = await generate();
  const { publicKey: revoked } = await revokeKey({
    key: privateKey,
    date: created,
    format: 'object',
  });
  const steps = async (text: string) =>
    [...(await parse(text)).wanted.matchAll(/npm run desk -- key (\w+ \w+)/g)].map(([, it]) => it);
  const expired = readFileSync(join(fixtures, 'edna.asc'), 'utf8');
  assert.deepEqual(await steps(expired), ['extend test', 'remove test']);
  assert.deepEqual(await steps(revoked.armor()), ['rotate test', 'remove test']);
  assert.deepEqual(await steps(signing.armor()), ['extend test', 'rotate test']);
  assert.deepEqual(await steps(later.armor()), ['rotate test']);
  assert.match((await parse(later.armor())).wanted, /used from 2027-01-01 on/);
});

test('of several encryption subkeys every usable one is listed, and no other', async () => {
  const { publicKey } = await generate({
    subkeys: [{}, { keyExpirationTime: 86_400 }, {}, { sign: true }],
  });
  const { value } = await parse(publicKey.armor());
  assert.equal(value?.subkeys.length, 2);
});

test('a private key is an error, whatever its armor is called', async () => {
  const { privateKey } = await generate();
  const armored = privateKey.armor();
  const disguised = armored.replaceAll('PRIVATE KEY', 'PUBLIC KEY');
  assert.notEqual(armored, disguised);
  for (const text of [armored, disguised]) {
    const { value, codes } = await parse(text);
    assert.equal(value, null);
    assert.deepEqual(codes, ['error key-private']);
  }
});

test('no finding repeats a line of a private key', async () => {
  const { privateKey } = await generate();
  const armored = privateKey.armor();
  const { findings } = await parseCertificate(file, armored, at);
  const lines = armored.split(/\r?\n/).filter((it) => it.length >= 20 && !it.startsWith('-----'));
  assert.ok(lines.length > 3);
  const said = JSON.stringify(findings);
  assert.ok(lines.every((it) => !said.includes(it)));
});

test('two certificates in one file are an error, also when one is private', async () => {
  const [a, b] = [await generate(), await generate()];
  const both = await parse(a.publicKey.armor() + b.publicKey.armor());
  assert.deepEqual(both.codes, ['error key-several']);
  // What gpg --armor --export writes for two names.
  const bytes = Uint8Array.from([...a.publicKey.write(), ...b.publicKey.write()]);
  const oneBlock = await parse(armor(enums.armor.publicKey, bytes));
  assert.deepEqual(oneBlock.codes, ['error key-several']);
  const mixed = await parse(a.publicKey.armor() + b.privateKey.armor());
  assert.deepEqual(mixed.codes, ['error key-private']);
});

test('something else in the file is an error', async () => {
  const { privateKey } = await generate();
  const { publicKey } = await reformatKey({
    privateKey,
    userIDs: [{ name: 'Ann Test' }],
    date: created,
    format: 'object',
  });
  const cut = publicKey.armor().split('\n').slice(0, 4).join('\n');
  const message = publicKey.armor().replaceAll('PUBLIC KEY BLOCK', 'MESSAGE');
  for (const text of ['', 'hello', cut, message]) {
    const { value, codes } = await parse(text);
    assert.equal(value, null);
    assert.deepEqual(codes, ['error key-unreadable'], text.slice(0, 40));
  }
});

test('a certificate with a short RSA key is left out, and the finding says how short', async () => {
  const short = await parse(readCase('key-weak', 'rita'));
  assert.equal(short.value, null);
  assert.deepEqual(short.codes, ['warning key-weak']);
  assert.equal(short.found, 'the certificate of Rita Fixture, with an RSA key of 1024 bits');
});

test('a certificate that signed itself with SHA-1 is used, and named', async () => {
  const old = await parse(readCase('key-sha1', 'shea'));
  assert.equal(old.value?.owner, 'Shea Fixture');
  assert.deepEqual(old.codes, ['warning key-sha1']);
});

test('where SHA-1 makes a certificate unusable, the finding about SHA-1 stands beside it', async () => {
  const old = await parse(readCase('key-sha1', 'edda'));
  assert.equal(old.value, null);
  assert.deepEqual(old.codes, ['warning key-unusable', 'warning key-sha1']);
});

test('every valid address is a mailbox once, an address that was revoked is none', async () => {
  const { privateKey } = await generate({
    userIDs: [
      { name: 'Ann Test', email: 'ann@key.test' },
      { name: 'Ann', email: 'ANN@key.test' },
      { name: 'Ann', email: 'old@key.test' },
      { name: 'No address' },
    ],
  });
  const [old, primary] = [privateKey.users[2], privateKey.keyPacket];
  assert.ok(old && primary instanceof SecretKeyPacket);
  privateKey.users[2] = await old.revoke(primary, {}, created);
  const { value } = await parse(privateKey.toPublic().armor());
  assert.deepEqual(
    value?.mailboxes.map((it) => it.address),
    ['ann@key.test'],
  );
});

test('the published text is armor with line feeds and one at its end', async () => {
  const { publicKey } = await generate();
  const { value } = await parse(publicKey.armor().replaceAll('\n', '\r\n'));
  assert.match(value?.armored ?? '', /^-----BEGIN PGP PUBLIC KEY BLOCK-----\n/);
  assert.match(value?.armored ?? '', /-----END PGP PUBLIC KEY BLOCK-----\n$/);
  assert.doesNotMatch(value?.armored ?? '', /\r/);
});

test('the encryption subkey of a newer key format is read as well', async () => {
  const { publicKey } = await generate({ config: { v6Keys: true } });
  const { value } = await parse(publicKey.armor());
  assert.equal(value?.version, 6);
  assert.equal(value?.fingerprint.length, 64);
  assert.equal(value?.algorithm, 'Curve25519');
  assert.equal(publicKey.keyPacket.algorithm, enums.publicKey.ed25519);
});

test('an owner is named by letters, whatever the user ID holds', async () => {
  const userIDs = [{ name: 'Ann \u202etseT\u001b[2J\u0000', email: 'ann@key.test' }];
  const { publicKey } = await generate({ userIDs });
  const { value } = await parse(publicKey.armor());
  assert.equal(value?.owner, 'Ann \\u202etseT\\u001b[2J\\u0000');
});
