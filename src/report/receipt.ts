/** Judges the relay's receipt with Web Crypto before the page may say "received" (Ed25519, RFC 8032). */

import { type Receipt, receiptText } from '../contract.ts';

/** What a receipt must agree with. */
export interface Expected {
  /** SHA-256 of the bytes we posted, lower hex. */
  readonly sha256: string;
  /** Origin we posted to. */
  readonly relay: string;
  /** Raw public keys, base64url; the signature of any of them counts. */
  readonly receiptKeys: readonly string[];
}

/** Why a receipt is not one for this report. */
export type WrongReceipt = 'other-report' | 'other-relay' | 'not-signed';

/** `unchecked`: all but the signature agrees, and this browser cannot check that. */
export type ReceiptCheck =
  | { readonly kind: 'verified' | 'unchecked' }
  | { readonly kind: 'wrong'; readonly reason: WrongReceipt };

const receiptShape: Record<keyof Receipt, RegExp> = {
  id: /^[0-9a-f]{20}$/,
  sha256: /^[0-9a-f]{64}$/,
  receivedAt: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  relay: /^https?:\/\/[^\s/]+$/,
  signature: /^[\w-]{86}$/,
};

/** Any valid public key, to ask the browser whether it knows Ed25519 at all (RFC 8032 section 7.1, test 1). */
const probeKey = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';

/** A receipt of the right shape, or null. Members it does not know are left out. */
export function parseReceipt(value: unknown): Receipt | null {
  if (typeof value !== 'object' || value === null) return null;
  const found = new Map<string, unknown>(Object.entries(value));
  const read = (key: keyof Receipt): string => {
    const member = found.get(key);
    return typeof member === 'string' && receiptShape[key].test(member) ? member : '';
  };
  const receipt: Receipt = {
    id: read('id'),
    sha256: read('sha256'),
    receivedAt: read('receivedAt'),
    relay: read('relay'),
    signature: read('signature'),
  };
  return Object.values(receipt).includes('') ? null : receipt;
}

/** Never rejects. */
export async function checkReceipt(receipt: Receipt, expected: Expected): Promise<ReceiptCheck> {
  if (receipt.sha256 !== expected.sha256 || receipt.id !== expected.sha256.slice(0, 20)) {
    return { kind: 'wrong', reason: 'other-report' };
  }
  if (receipt.relay !== expected.relay) return { kind: 'wrong', reason: 'other-relay' };
  if ((await importKey(probeKey)) === null) return { kind: 'unchecked' };
  for (const receiptKey of expected.receiptKeys) {
    if (await isSignedBy(receipt, receiptKey)) return { kind: 'verified' };
  }
  return { kind: 'wrong', reason: 'not-signed' };
}

async function isSignedBy(receipt: Receipt, receiptKey: string): Promise<boolean> {
  const key = await importKey(receiptKey);
  if (key === null) return false;
  const signature = fromBase64Url(receipt.signature);
  return crypto.subtle.verify('Ed25519', key, signature, receiptText(receipt)).catch(() => false);
}

async function importKey(key: string): Promise<CryptoKey | null> {
  try {
    const bytes = fromBase64Url(key);
    return await crypto.subtle.importKey('raw', bytes, 'Ed25519', false, ['verify']);
  } catch {
    return null;
  }
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.codePointAt(0) ?? 0);
}
