import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Receipt, receiptText } from '../../../src/contract.ts';
import { checkReceipt, parseReceipt } from '../../../src/report/receipt.ts';

const { publicKey, privateKey } = await crypto.subtle.generateKey('Ed25519', true, [
  'sign',
  'verify',
]);
const other = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
const receiptKey = await toText(publicKey);
const otherKey = await toText(other.publicKey);
const sha256 = 'ab'.repeat(32);
const relay = 'https://relay.example';
const expected = { sha256, relay, receiptKeys: [receiptKey] };
const receipt = await sign({});

async function toText(key: CryptoKey): Promise<string> {
  return Buffer.from(await crypto.subtle.exportKey('raw', key)).toString('base64url');
}

async function sign(facts: Partial<Receipt>): Promise<Receipt> {
  const receivedAt = '2026-11-20T02:00:00Z';
  const unsigned = { id: sha256.slice(0, 20), sha256, receivedAt, relay, ...facts };
  const signature = await crypto.subtle.sign('Ed25519', privateKey, receiptText(unsigned));
  return { ...unsigned, signature: Buffer.from(signature).toString('base64url') };
}

test('a receipt for our bytes, from our relay, signed by a published key is verified', async () => {
  assert.deepEqual(await checkReceipt(receipt, expected), { kind: 'verified' });
});

test('any of the published keys may have signed, and a broken one beside it does no harm', async () => {
  const receiptKeys = [otherKey, 'not-a-key', '', receiptKey];
  assert.deepEqual(await checkReceipt(receipt, { ...expected, receiptKeys }), { kind: 'verified' });
});

const wrong = { kind: 'wrong' } as const;

test('a receipt for other bytes is refused', async () => {
  const hash = 'cd'.repeat(32);
  const foreign = await sign({ sha256: hash, id: hash.slice(0, 20) });
  const check = await checkReceipt(foreign, expected);
  assert.deepEqual(check, { ...wrong, reason: 'other-report' });
});

test('an id that is not the beginning of the hash is refused', async () => {
  const check = await checkReceipt(await sign({ id: '0'.repeat(20) }), expected);
  assert.deepEqual(check, { ...wrong, reason: 'other-report' });
});

test('a receipt of another relay is refused', async () => {
  const check = await checkReceipt(await sign({ relay: 'https://other.example' }), expected);
  assert.deepEqual(check, { ...wrong, reason: 'other-relay' });
});

test('a receipt signed with another key, or changed after signing, is refused', async () => {
  const notSigned = { ...wrong, reason: 'not-signed' };
  assert.deepEqual(
    await checkReceipt(receipt, { ...expected, receiptKeys: [otherKey] }),
    notSigned,
  );
  assert.deepEqual(await checkReceipt(receipt, { ...expected, receiptKeys: [] }), notSigned);
  const later = { ...receipt, receivedAt: '2026-11-21T02:00:00Z' };
  assert.deepEqual(await checkReceipt(later, expected), notSigned);
});

test('where the browser has no Ed25519 the receipt is unchecked, never verified', async (t) => {
  const importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'));
  t.mock.method(crypto.subtle, 'importKey', importKey);
  assert.deepEqual(await checkReceipt(receipt, expected), { kind: 'unchecked' });
  const foreign = { ...receipt, relay: 'https://other.example' };
  assert.equal((await checkReceipt(foreign, expected)).kind, 'wrong');
});

test('an answer of another shape is no receipt', () => {
  assert.deepEqual(parseReceipt({ ...receipt, more: 1 }), receipt);
  const faulty: readonly Partial<Record<keyof Receipt, unknown>>[] = [
    { id: 'x' },
    { sha256: sha256.toUpperCase() },
    { receivedAt: '2026-11-20T02:00:00.000Z' },
    { receivedAt: 'yesterday' },
    { relay: 'https://relay.example/path' },
    { signature: 7 },
    { signature: 'AAAA' },
  ];
  for (const fault of faulty) assert.equal(parseReceipt({ ...receipt, ...fault }), null);
  for (const value of [null, 'ok', [], 7]) assert.equal(parseReceipt(value), null);
});
