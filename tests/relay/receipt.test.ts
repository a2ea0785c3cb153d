/** Receipts are checked with two implementations that are not the relay's. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { receiptText } from '../../src/contract.ts';
import { createReceiptKeyPair, createReceiptSigner } from '../../src/relay/receipt.ts';

const folder = mkdtempSync(join(tmpdir(), 'postern-receipt-'));
after(() => rmSync(folder, { recursive: true }));

const receipt = {
  id: '0123456789abcdef0123',
  sha256: '0123456789abcdef'.repeat(4),
  receivedAt: '2026-11-30T12:00:00Z',
  relay: 'https://relay.example',
};

/** SubjectPublicKeyInfo of Ed25519 (RFC 8410 section 4) before the raw key. */
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');

describe('a receipt', () => {
  it('is verified by node:crypto with the raw public key, and not with a changed field', async () => {
    const { privateKeyPem, publicKey } = await createReceiptKeyPair();
    const { signature, ...signed } = await (await createReceiptSigner(privateKeyPem)).sign(receipt);
    assert.deepEqual(signed, receipt);
    assert.match(signature, /^[\w-]{86}$/);
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: publicKey },
      format: 'jwk',
    });
    const holds = (fields: typeof receipt) =>
      verify(null, receiptText(fields), key, Buffer.from(signature, 'base64url'));
    assert.ok(holds(receipt));
    assert.ok(!holds({ ...receipt, relay: 'https://other.example' }));
    assert.ok(!holds({ ...receipt, receivedAt: '2026-11-30T12:00:01Z' }));
  });

  it('is verified by the openssl command', async () => {
    const { privateKeyPem, publicKey } = await createReceiptKeyPair();
    const { signature } = await (await createReceiptSigner(privateKeyPem)).sign(receipt);
    const path = (name: string, content: string | Uint8Array) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const raw = Buffer.from(publicKey, 'base64url');
    const args = ['pkeyutl', '-verify', '-pubin', '-keyform', 'DER', '-rawin'];
    const said = execFileSync('openssl', [
      ...args,
      ...['-inkey', path('public.der', Buffer.concat([spkiHead, raw]))],
      ...['-in', path('text', receiptText(receipt))],
      ...['-sigfile', path('signature', Buffer.from(signature, 'base64url'))],
    ]);
    assert.match(said.toString(), /Verified Successfully/);
  });

  it('is the same whenever the same report is signed again', async () => {
    const signer = await createReceiptSigner((await createReceiptKeyPair()).privateKeyPem);
    assert.deepEqual(await signer.sign(receipt), await signer.sign(receipt));
  });
});

describe('a receipt key', () => {
  it('may be a file of openssl or the same base64 without its PEM lines', async () => {
    const pem = execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519']).toString();
    const bare = pem.split('\n').slice(1, -2).join('');
    const wanted = createPublicKey(createPrivateKey(pem)).export({ format: 'jwk' }).x;
    assert.equal((await createReceiptSigner(pem)).publicKey, wanted);
    assert.equal((await createReceiptSigner(bare)).publicKey, wanted);
  });

  it('of another kind is refused, without being shown', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    for (const text of [pem, 'no key at all', '']) {
      await assert.rejects(createReceiptSigner(text), {
        message: 'This is not an Ed25519 private key in PKCS#8.',
      });
    }
  });
});
