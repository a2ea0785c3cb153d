/** Certificates that are about to expire, and addresses that no certificate has. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateKey } from 'openpgp';
import { type Certificate, parseCertificate } from '../../../../src/desk/keys/certificate.ts';
import { checkKeys } from '../../../../src/desk/keys/check-keys.ts';

const created = new Date('2026-01-01T00:00:00Z');
const day = 86_400;
const form = { channels: [{ kind: 'form' as const }] };

/** `keyDays` for the whole key, `subkeyDays` for each of its subkeys for encryption; 0 is never. */
async function certificate(keyDays: number, subkeyDays: readonly number[] = [0]) {
  const { publicKey } = await generateKey({
    userIDs: [{ name: 'Ann Test', email: 'Ann@key.test' }],
    date: created,
    keyExpirationTime: keyDays * day,
    subkeys: subkeyDays.map((days) => ({ keyExpirationTime: days * day })),
    format: 'armored',
  });
  const { value } = await parseCertificate('keys/ann.asc', publicKey, new Date(+created + 1000));
  assert.ok(value);
  return value;
}

function endOfDay(daysBefore: number, expires: string): Date {
  const date = new Date(Date.parse(expires) - daysBefore * day * 1000);
  return new Date(`${date.toISOString().slice(0, 10)}T23:59:59Z`);
}

const said = (it: Certificate, at: Date) => checkKeys(form, [it], at).map(({ found }) => found);

test('a certificate says how many days it has left from sixty on, and nothing before', async () => {
  const ann = await certificate(300);
  assert.equal(ann.expires, '2026-10-28T00:00:00Z');
  for (const [daysBefore, found] of [
    [61, null],
    [60, 'in 60 days'],
    [30, 'in 30 days'],
    [7, 'in 7 days'],
    [1, 'in 1 day'],
    [0, 'today'],
  ] as const) {
    const at = endOfDay(daysBefore, '2026-10-28T00:00:00Z');
    const expected =
      found === null ? [] : [`the certificate of Ann Test, which expires ${found}, on 2026-10-28`];
    assert.deepEqual(said(ann, at), expected, `${daysBefore} days before`);
  }
});

test('a certificate ends with the last of its subkeys for encryption', async () => {
  const at = endOfDay(10, '2026-10-28T00:00:00Z');
  assert.equal(said(await certificate(0, [300]), at).length, 1);
  assert.equal(said(await certificate(0, [300, 0]), at).length, 0);
  assert.equal(said(await certificate(0, [0]), at).length, 0);
  assert.equal(said(await certificate(300, [0]), at).length, 1);
});

test('an address for mail wants a certificate with it, whatever its letter case', async () => {
  const ann = await certificate(0);
  const check = (address: string | undefined, certificates = [ann]) =>
    checkKeys(
      { channels: [{ kind: 'form' }, { kind: 'mail', address, where: 'Ask.' }] },
      certificates,
      created,
    ).map((it) => `${it.level} ${it.rule} ${it.field} ${it.found}`);
  assert.deepEqual(check('ann@KEY.test'), []);
  assert.deepEqual(check(undefined), []);
  assert.deepEqual(check('security@key.test', []), [], 'no key at all is said by another rule');
  assert.deepEqual(check('security@key.test'), [
    'warning key-address channels[1].address security@key.test, which is in no user ID of a certificate',
  ]);
});
