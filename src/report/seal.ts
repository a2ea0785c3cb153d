/**
 * Encrypts a padded entity to every usable certificate (RFC 9580). Version 4 keys get SEIPDv1 whatever they advertise:
 * widespread mail programs show SEIPDv2 as a blank mail without an error.
 */

import type { Certificate } from './config.ts';
import type { Key, OpenPgp } from './openpgp.ts';
import { writeSeipdV1 } from './seipd-v1.ts';
import { type DeadKey, readUsableKeys } from './usable-key.ts';
import { toBytes, type Writing } from './writing.ts';

/** An encrypted report, or why there is none. */
export type SealResult =
  | {
      readonly ok: true;
      /** The binary OpenPGP message. */
      readonly message: Uint8Array<ArrayBuffer>;
      readonly recipients: readonly Certificate[];
      readonly dead: readonly DeadKey[];
    }
  | { readonly ok: false; readonly dead: readonly DeadKey[] };

/**
 * @param entity what to encrypt, already of an agreed size
 * @param quorum how many certificates must be usable; at least one always must
 * @param now the clock by which keys are valid
 */
export async function sealEntity(
  pgp: OpenPgp,
  entity: Writing,
  certificates: readonly Certificate[],
  quorum: number,
  now: Date,
): Promise<SealResult> {
  const { usable, dead } = await readUsableKeys(pgp, certificates, now);
  if (usable.length < Math.max(1, quorum)) return { ok: false, dead };
  const keys = usable.map(({ key }) => key);
  const message = await encrypt(pgp, entity, keys, now);
  return { ok: true, message, recipients: usable.map(({ certificate }) => certificate), dead };
}

async function encrypt(
  pgp: OpenPgp,
  entity: Writing,
  encryptionKeys: Key[],
  now: Date,
): Promise<Uint8Array<ArrayBuffer>> {
  if (encryptionKeys.every((key) => key.keyPacket.version === 6)) {
    const config = { preferredCompressionAlgorithm: pgp.enums.compression.uncompressed };
    const encrypted = await pgp.encrypt({
      message: await pgp.createMessage({ binary: toBytes(entity), date: now }),
      encryptionKeys,
      date: now,
      format: 'binary',
      config,
    });
    return new Uint8Array(encrypted);
  }
  // Every implementation that is read here has AES-256, whatever a certificate prefers.
  const data = crypto.getRandomValues(new Uint8Array(32));
  const keyPackets = await pgp.encryptSessionKey({
    data,
    algorithm: 'aes256',
    encryptionKeys,
    date: now,
    format: 'binary',
  });
  return await writeSeipdV1(keyPackets, data, entity, now);
}
