/** Tells which certificates can be encrypted to at a given moment, and of the others why not. */

import type { Certificate } from './config.ts';
import type { Key, OpenPgp } from './openpgp.ts';

/** Why a certificate is left out. */
export type DeadReason =
  | 'unreadable'
  | 'other-key'
  | 'private'
  | 'not-yet-valid'
  | 'revoked'
  | 'expired'
  | 'cannot-encrypt';

/** A certificate and its parsed key. */
export interface UsableKey {
  readonly certificate: Certificate;
  readonly key: Key;
}

/** A certificate that was left out. */
export interface DeadKey {
  readonly certificate: Certificate;
  readonly reason: DeadReason;
}

/** Reads each certificate alone, so that one dead key never closes the door for the others. */
export async function readUsableKeys(
  pgp: OpenPgp,
  certificates: readonly Certificate[],
  now: Date,
): Promise<{ usable: UsableKey[]; dead: DeadKey[] }> {
  const usable: UsableKey[] = [];
  const dead: DeadKey[] = [];
  for (const certificate of certificates) {
    const read = await readUsableKey(pgp, certificate, now);
    if (typeof read === 'string') dead.push({ certificate, reason: read });
    else usable.push({ certificate, key: read });
  }
  return { usable, dead };
}

async function readUsableKey(
  pgp: OpenPgp,
  { armored, fingerprint }: Certificate,
  now: Date,
): Promise<Key | DeadReason> {
  let key: Key;
  try {
    key = await pgp.readKey({ armoredKey: armored });
  } catch {
    return 'unreadable';
  }
  if (key.isPrivate()) return 'private';
  if (key.getFingerprint().toUpperCase() !== fingerprint.toUpperCase()) return 'other-key';
  try {
    await key.getEncryptionKey(undefined, now);
    return key;
  } catch {
    return toDeadReason(key, now);
  }
}

/** Why a key that can be read cannot be encrypted to. */
export async function toDeadReason(
  key: Key,
  now: Date,
): Promise<Exclude<DeadReason, 'unreadable' | 'private' | 'other-key'>> {
  if (await key.isRevoked(undefined, undefined, now)) return 'revoked';
  const atAnyTime = null;
  try {
    await key.getEncryptionKey(undefined, atAnyTime);
  } catch {
    return 'cannot-encrypt';
  }
  return (await hasExpired(key, now)) ? 'expired' : 'not-yet-valid';
}

async function hasExpired(key: Key, now: Date): Promise<boolean> {
  const ends = [key.getExpirationTime(), ...key.subkeys.map((part) => part.getExpirationTime(now))];
  return (await Promise.all(ends)).some((end) => end instanceof Date && end <= now);
}
