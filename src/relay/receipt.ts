/** The relay's signature that a report is on its disk: Ed25519 (RFC 8032) by Web Crypto. */
import type { Receipt } from '../contract.ts';
import { receiptText } from '../contract.ts';

/** Signs receipts with one key. */
export interface ReceiptSigner {
  /** Raw public key, base64url: one of the desk's `receiptKeys`. */
  readonly publicKey: string;
  sign(receipt: Omit<Receipt, 'signature'>): Promise<Receipt>;
}

/** A new pair, as text for a file and for `desk.yaml`. */
export interface ReceiptKeyPair {
  /** PKCS#8 in PEM, as `openssl genpkey -algorithm ed25519` writes it. To be kept secret. */
  readonly privateKeyPem: string;
  /** Raw public key, base64url. */
  readonly publicKey: string;
}

/** Ed25519 with one private key. @returns the signature, base64url without padding */
export type SignBytes = (bytes: Uint8Array<ArrayBuffer>) => Promise<string>;

function toBase64(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

function toBase64Url(bytes: ArrayBuffer): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Makes a key pair from the platform's randomness. */
export async function createReceiptKeyPair(): Promise<ReceiptKeyPair> {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  const body = toBase64(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  const publicKey = toBase64Url(await crypto.subtle.exportKey('raw', pair.publicKey));
  const privateKeyPem = `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----\n`;
  return { privateKeyPem, publicKey };
}

/**
 * A signer from a private key.
 * @param privateKey PKCS#8, as PEM or as bare base64
 * @param createSign a platform's own way to sign; without it, Web Crypto's
 * @throws when it is not an Ed25519 private key; the error does not show it
 */
export async function createReceiptSigner(
  privateKey: string,
  createSign: (key: CryptoKey) => SignBytes = (key) => async (bytes) =>
    toBase64Url(await crypto.subtle.sign('Ed25519', key, bytes)),
): Promise<ReceiptSigner> {
  const base64 = privateKey.replaceAll(/-----[A-Z ]+-----|\s/g, '');
  let key: CryptoKey;
  try {
    const der = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    key = await crypto.subtle.importKey('pkcs8', der, 'Ed25519', true, ['sign']);
  } catch {
    throw new Error('This is not an Ed25519 private key in PKCS#8.');
  }
  const sign = createSign(key);
  const { x } = await crypto.subtle.exportKey('jwk', key);
  return {
    publicKey: x ?? '',
    async sign(receipt) {
      return { ...receipt, signature: await sign(receiptText(receipt)) };
    },
  };
}
