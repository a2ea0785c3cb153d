/** Decrypts with a secret key file, by openpgp.js: for machines without gpg, and for the demonstration's throw-away key. */
import {
  decryptKey,
  decrypt as decryptMessage,
  enums,
  type KeyID,
  type Message,
  type PrivateKey,
  readMessage,
  readPrivateKeys,
} from 'openpgp';
import type { Decrypt, Decrypted } from './decrypt.ts';
import { maxOpenBytes, OpenError } from './open-error.ts';

/** A secret key file ready for use; a locked one is unlocked when first needed. */
export interface KeyDecrypt {
  readonly decrypt: Decrypt;
  /** Fingerprint of the first key, upper hex. */
  readonly fingerprint: string;
  /** Whether the message names one of these keys among its recipients. */
  canOpen(ciphertext: Uint8Array): Promise<boolean>;
}

/**
 * @param options.file the key file's contents, armored or binary
 * @param options.label the key file's name, for messages
 * @param options.passphrase asked at most once, and only when a key is locked
 * @throws OpenError when the file holds no secret key
 */
export async function createKeyDecrypt(options: {
  readonly file: Uint8Array;
  readonly label: string;
  readonly passphrase: () => Promise<string>;
}): Promise<KeyDecrypt> {
  const { label } = options;
  const locked = await readKeys(options.file).catch(() => []);
  const [first] = locked;
  if (first === undefined) throw new OpenError('key-unreadable', label);
  let unlocked: Promise<PrivateKey[]> | undefined;
  const openKeys = () => {
    unlocked ??= unlock(locked, label, options.passphrase);
    return unlocked;
  };
  return {
    fingerprint: first.getFingerprint().toUpperCase(),
    canOpen: async (ciphertext) => isFor(await toMessage(ciphertext), locked),
    decrypt: async (ciphertext) => {
      const message = await toMessage(ciphertext);
      if (!isFor(message, locked)) throw new OpenError('no-secret-key', recipientsOf(message));
      return open(message, await openKeys(), label);
    },
  };
}

async function open(
  message: Message<Uint8Array>,
  decryptionKeys: PrivateKey[],
  label: string,
): Promise<Decrypted> {
  const opened = await decryptMessage({
    message,
    decryptionKeys,
    format: 'binary',
    config: { maxDecompressedMessageSize: maxOpenBytes },
  }).catch((error: Error) => {
    if (error.message.includes('decompressed')) {
      throw new OpenError('too-large', 'The decrypted report');
    }
    // A hidden recipient is only known by trying.
    throw message.getEncryptionKeyIDs().every(isHidden)
      ? new OpenError('no-secret-key', recipientsOf(message))
      : new OpenError('damaged');
  });
  const key = decryptionKeys[0]?.getFingerprint().toUpperCase() ?? '';
  return {
    plaintext: opened.data as Uint8Array,
    signed: opened.signatures.length > 0,
    // Typed as a string, and null where the sender named none.
    fileName: opened.filename ?? '',
    openedWith: `${label} (${key})`,
  };
}

async function readKeys(file: Uint8Array): Promise<PrivateKey[]> {
  return isArmored(file)
    ? await readPrivateKeys({ armoredKeys: new TextDecoder().decode(file) })
    : await readPrivateKeys({ binaryKeys: file });
}

async function unlock(
  keys: PrivateKey[],
  label: string,
  passphrase: () => Promise<string>,
): Promise<PrivateKey[]> {
  if (keys.every((key) => key.isDecrypted())) return keys;
  const answer = await passphrase();
  return Promise.all(
    keys.map((privateKey) =>
      privateKey.isDecrypted()
        ? privateKey
        : decryptKey({ privateKey, passphrase: answer }).catch(() => {
            throw new OpenError('passphrase-wrong', label);
          }),
    ),
  );
}

async function toMessage(ciphertext: Uint8Array): Promise<Message<Uint8Array>> {
  const message = await readAny(ciphertext).catch(() => {
    throw new OpenError('damaged');
  });
  const { packet } = enums;
  const encrypted = message.packets.filterByTag(
    packet.symEncryptedIntegrityProtectedData,
    packet.aeadEncryptedData,
  );
  if (encrypted.length === 0) throw new OpenError('not-encrypted', 'The OpenPGP block');
  if (message.getEncryptionKeyIDs().length === 0) throw new OpenError('password-only');
  return message;
}

async function readAny(bytes: Uint8Array): Promise<Message<Uint8Array>> {
  if (!isArmored(bytes)) return readMessage({ binaryMessage: bytes });
  const armoredMessage = new TextDecoder().decode(bytes);
  return (await readMessage({ armoredMessage })) as unknown as Message<Uint8Array>;
}

function isArmored(bytes: Uint8Array): boolean {
  return (bytes[0] ?? 0) < 0x80;
}

function isFor(message: Message<Uint8Array>, keys: PrivateKey[]): boolean {
  return message
    .getEncryptionKeyIDs()
    .some((id) => isHidden(id) || keys.some((key) => key.getKeys(id).length > 0));
}

function recipientsOf(message: Message<Uint8Array>): string {
  return message
    .getEncryptionKeyIDs()
    .map((id) => (isHidden(id) ? 'a hidden key' : `key ${id.toHex().toUpperCase()}`))
    .join(', ');
}

/** RFC 9580 section 5.1.8: a key id of zeros stands for any key. */
function isHidden(id: KeyID): boolean {
  return /^0+$/.test(id.toHex());
}
