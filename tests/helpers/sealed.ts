/** Makes keys, manifests and real encrypted messages for tests of the relay: openpgp.js stands in for the form. */
import * as openpgp from 'openpgp';
import type { DeskManifest, ManifestRecipient } from '../../src/contract.ts';
import { bucketBytes } from '../../src/contract.ts';

/** Both halves of one test key. */
export interface TestKey {
  readonly privateKey: openpgp.PrivateKey;
  readonly publicKey: openpgp.PublicKey;
  /** Certificate, upper hex. */
  readonly fingerprint: string;
  /** As a manifest names it. */
  readonly recipient: ManifestRecipient;
}

/** `curve25519` and `rsa` are version 4 keys as gpg has them; `v6` advertises SEIPDv2. */
export type KeyKind = 'curve25519' | 'rsa' | 'v6';

/** Names a certificate as a manifest does. */
export async function toManifestRecipient(key: openpgp.Key): Promise<ManifestRecipient> {
  const subkey = await key.getEncryptionKey();
  const fingerprint = subkey.getFingerprint().toUpperCase();
  const keyId = subkey.getKeyID().toHex().toUpperCase();
  return {
    fingerprint: key.getFingerprint().toUpperCase(),
    subkeys: [{ fingerprint, keyId, expires: null }],
  };
}

/** Makes a key. */
export async function createTestKey(kind: KeyKind = 'curve25519'): Promise<TestKey> {
  const userIDs = [{ name: 'Test maintainer', email: 'maintainer@desk.example' }];
  const made = { userIDs, format: 'object' } as const;
  const { privateKey, publicKey } =
    kind === 'rsa'
      ? await openpgp.generateKey({ ...made, type: 'rsa', rsaBits: 2048 })
      : kind === 'v6'
        ? await openpgp.generateKey({
            ...made,
            type: 'curve25519',
            config: { v6Keys: true, aeadProtect: true },
          })
        : await openpgp.generateKey({ ...made, type: 'ecc', curve: 'curve25519Legacy' });
  const recipient = await toManifestRecipient(publicKey);
  return { privateKey, publicKey, fingerprint: recipient.fingerprint, recipient };
}

/** A manifest that lists the given certificates. */
export function createManifest(
  recipients: readonly ManifestRecipient[],
  more: Partial<DeskManifest> = {},
): DeskManifest {
  return {
    version: 1,
    origin: 'https://desk.example',
    quorum: 1,
    recipients,
    receiptKeys: ['A'.repeat(43)],
    bucketBytes,
    reviewed: null,
    expires: '2099-01-01T00:00:00Z',
    ...more,
  };
}

/** A small MIME entity, filled up behind its end to exactly `bytes`. */
export function createEntity(text: string, bytes: number = bucketBytes[0]): Uint8Array {
  const entity = `Content-Type: text/plain; charset=utf-8; hp="cipher"\r\n\r\n${text}\r\n`;
  const plaintext = new Uint8Array(bytes).fill(0x20);
  plaintext.set(new TextEncoder().encode(entity));
  return plaintext;
}

/**
 * Encrypts as the form does: one message to all certificates, version 1 data unless `version` says 2.
 * @param plaintext see {@link createEntity}
 */
export async function seal(
  certificates: readonly openpgp.Key[],
  plaintext: Uint8Array,
  version: 1 | 2 = 1,
): Promise<Uint8Array> {
  const encryptionKeys = [...certificates];
  const message = await openpgp.createMessage({ binary: plaintext });
  const sessionKey = await openpgp.generateSessionKey({ encryptionKeys });
  const key = version === 2 ? sessionKey : { data: sessionKey.data, algorithm: 'aes256' as const };
  const sealed: unknown = await openpgp.encrypt({
    message,
    encryptionKeys,
    sessionKey: key,
    format: 'binary',
  });
  if (!(sealed instanceof Uint8Array)) throw new Error('openpgp.js gave no bytes');
  return sealed;
}

/** Puts byte strings together. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
