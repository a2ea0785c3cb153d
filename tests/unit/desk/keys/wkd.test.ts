/** The Web Key Directory, against the published vector, what the tools of GnuPG and Sequoia ask for, and gpg's reading of the files. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { generateKey, type KeyOptions, readKey, readKeys } from 'openpgp';
import { parseCertificate } from '../../../../src/desk/keys/certificate.ts';
import { toFoundAddresses, toWkdFiles, toWkdPaths } from '../../../../src/desk/keys/wkd.ts';
import { toWkdHash } from '../../../../src/desk/keys/wkd-hash.ts';

const at = new Date('2026-11-22T23:59:59Z');
const site = { url: 'https://security.key.test' };

/** What `gpg-wks-client --print-wkd-hash` of GnuPG 2.2.40 printed. */
const vectors = [
  ['security@example.org', 't5s8ztdbon8yzntexy6oz5y48etqsnbb'],
  ['a@example.org', 'o556ep94wsu93ak7dzqmu4zk7e5zc37a'],
  ['SECURITY+Team@example.org', '3omwkckxkzusa9r3a9mk5t7q9oh7on6o'],
  ['first.last_2@example.org', 'gqu9qnesh1rak7usd459nogmnai8sfwm'],
  ['mürre@example.org', '3hpdq5sgnri5e9ic4gd4x9cp69e7sj9b'],
  ['ÄRA@example.org', 'behzd68571acmjh8fiqtpjkw9f6gjcr6'],
] as const;

async function certificate(userIDs: KeyOptions['userIDs']) {
  const { publicKey } = await generateKey({
    userIDs,
    date: new Date('2026-01-01'),
    format: 'armored',
  });
  const { value } = await parseCertificate('keys/test.asc', publicKey, at);
  assert.ok(value);
  return value;
}

test('the address of the draft has the hash of the draft', async () => {
  assert.equal(await toWkdHash('Joe.Doe@Example.ORG'), 'iy9q119eutrkn8s1mk4r39qejnbu3n5q');
});

for (const [address, hash] of vectors) {
  test(`the hash of ${address} is the one that gpg-wks-client prints`, async () => {
    assert.equal(await toWkdHash(address), hash);
  });
}

/**
 * Whole addresses that two programs ask for: `gpg-wks-client --print-wkd-url` of GnuPG 2.2.40 and `sq wkd url` of 0.27 for
 * the advanced layout, `sq wkd direct-url` for the direct one. Their question marks differ in letter case, so none is here.
 */
const askedFor = [
  [
    'Joe.Doe@Example.ORG',
    'https://openpgpkey.example.org/.well-known/openpgpkey/example.org/hu/iy9q119eutrkn8s1mk4r39qejnbu3n5q',
    'https://example.org/.well-known/openpgpkey/hu/iy9q119eutrkn8s1mk4r39qejnbu3n5q',
  ],
  [
    'SECURITY+Team@example.org',
    'https://openpgpkey.example.org/.well-known/openpgpkey/example.org/hu/3omwkckxkzusa9r3a9mk5t7q9oh7on6o',
    'https://example.org/.well-known/openpgpkey/hu/3omwkckxkzusa9r3a9mk5t7q9oh7on6o',
  ],
  [
    'mürre@example.org',
    'https://openpgpkey.example.org/.well-known/openpgpkey/example.org/hu/3hpdq5sgnri5e9ic4gd4x9cp69e7sj9b',
    'https://example.org/.well-known/openpgpkey/hu/3hpdq5sgnri5e9ic4gd4x9cp69e7sj9b',
  ],
] as const;

test('a certificate lies exactly where gpg-wks-client and sq ask for it, in either layout', async () => {
  for (const [address, advanced, direct] of askedFor) {
    const holder = await certificate([{ name: 'Holder', email: address }]);
    for (const [url, host] of [
      [advanced, 'https://openpgpkey.example.org'],
      [direct, 'https://example.org'],
    ] as const) {
      const files = toWkdFiles({ url: host }, [holder]);
      assert.equal(url.startsWith(`${host}/`), true);
      assert.ok(files.get(new URL(url).pathname), url);
    }
  }
  assert.deepEqual(toWkdPaths('iy9q119eutrkn8s1mk4r39qejnbu3n5q', 'example.org'), {
    direct: '/.well-known/openpgpkey/hu/iy9q119eutrkn8s1mk4r39qejnbu3n5q',
    advanced: '/.well-known/openpgpkey/example.org/hu/iy9q119eutrkn8s1mk4r39qejnbu3n5q',
  });
});

test('addresses at the site’s host and at domains above it are served in both layouts, others in none', async () => {
  const ann = await certificate([
    { name: 'Ann', email: 'ann@key.test' },
    { name: 'Ann', email: 'anna@security.key.test' },
    { name: 'Ann', email: 'ann@elsewhere.test' },
    { name: 'Ann', email: 'ann@ey.test' },
    { name: 'Ann' },
  ]);
  const [a, b] = [await toWkdHash('ann@x'), await toWkdHash('anna@x')];
  const root = '/.well-known/openpgpkey';
  assert.deepEqual(
    [...toWkdFiles(site, [ann]).keys()].sort(),
    [
      `${root}/hu/${a}`,
      `${root}/hu/${b}`,
      `${root}/policy`,
      `${root}/key.test/hu/${a}`,
      `${root}/key.test/policy`,
      `${root}/security.key.test/hu/${b}`,
      `${root}/security.key.test/policy`,
    ].sort(),
  );
  assert.equal(toWkdFiles({ url: 'https://other.test' }, [ann]).size, 0);
});

test('a served certificate is binary, and names nobody but the address that was asked for', async () => {
  const ann = await certificate([
    { name: 'Ann', email: 'ann@key.test' },
    { name: 'Ann at home', email: 'ann@home.test' },
    { name: 'A. Test', email: 'Ann@key.test' },
  ]);
  const bytes = toWkdFiles(site, [ann]).get(
    toWkdPaths(await toWkdHash('ann@x'), 'key.test').direct,
  );
  assert.ok(bytes);
  const key = await readKey({ binaryKey: bytes });
  assert.equal(key.getFingerprint().toUpperCase(), ann.fingerprint);
  assert.deepEqual(key.getUserIDs(), ['Ann <ann@key.test>', 'A. Test <Ann@key.test>']);
  assert.equal(key.getSubkeys().length, 1);
});

test('certificates that share an address follow each other, and gpg shows each of them', async () => {
  const team = { name: 'Team', email: 'security@key.test' };
  const both = [await certificate([team]), await certificate([team])];
  const folder = mkdtempSync(join(tmpdir(), 'postern-wkd-'));
  try {
    for (const [path, bytes] of toWkdFiles(site, both)) {
      if (path.endsWith('/policy')) continue;
      assert.equal((await readKeys({ binaryKeys: bytes })).length, 2, path);
      const file = join(folder, 'served');
      writeFileSync(file, bytes);
      const shown = execFileSync(
        'gpg',
        ['--homedir', folder, '--show-keys', '--with-colons', file],
        {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        },
      );
      for (const { fingerprint } of both)
        assert.match(shown, new RegExp(`^fpr:+${fingerprint}:`, 'm'));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a page says only of addresses at its own host that a mail program finds them', async () => {
  const ann = await certificate([
    { email: 'ann@key.test' },
    { email: 'ann@security.key.test' },
    { email: "a'nn@key.test" },
  ]);
  const found = (url: string) => toFoundAddresses({ url }, ann);
  assert.deepEqual(found('https://key.test'), ['ann@key.test']);
  assert.deepEqual(found('https://openpgpkey.key.test'), ['ann@key.test']);
  assert.deepEqual(found('https://security.key.test'), ['ann@security.key.test']);
  assert.deepEqual(found('https://key.test/desk'), []);
  assert.deepEqual(found('https://other.test'), []);
});
