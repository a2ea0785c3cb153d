/**
 * Brings a MIME entity to one of the agreed sizes with random characters after its closing boundary: an epilogue, which
 * readers ignore (RFC 2046 section 5.1.1). OpenPGP's own padding packet makes older programs refuse the message.
 */

import { bucketBytes } from '../contract.ts';
import type { Writing } from './writing.ts';

const lineCharacters = 76;
const lineEnd = [0x0d, 0x0a];
/** 64 characters, none of them a hyphen, so that no line looks like a boundary. */
const characters = new TextEncoder().encode(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
);
/** `crypto.getRandomValues` gives no more at once. */
const maxRandomBytes = 65_536;

/** Fills the given bytes with randomness from a cryptographic source. */
export type FillRandom = (bytes: Uint8Array<ArrayBuffer>) => void;

/** The smallest agreed size that holds the entity, or null where even the largest is too small. */
export function toBucket(bytes: number): number | null {
  return bucketBytes.find((bucket) => bytes <= bucket) ?? null;
}

/**
 * @param entity a whole MIME entity, its closing boundary followed by CRLF
 * @returns the entity and its epilogue, exactly as large as the smallest fitting bucket
 * @throws RangeError where it fits none
 */
export function padEntity(
  entity: Writing,
  fillRandom: FillRandom = (bytes) => crypto.getRandomValues(bytes),
): Writing {
  const bucket = toBucket(entity.bytes);
  if (bucket === null) throw new RangeError('The report is larger than the largest agreed size.');
  return {
    bytes: bucket,
    writeTo(room) {
      entity.writeTo(room);
      writeEpilogue(room.subarray(entity.bytes, bucket), fillRandom);
    },
  };
}

function writeEpilogue(epilogue: Uint8Array<ArrayBuffer>, fillRandom: FillRandom): void {
  for (let start = 0; start < epilogue.length; start += maxRandomBytes) {
    fillRandom(epilogue.subarray(start, start + maxRandomBytes));
  }
  for (let at = 0; at < epilogue.length; at += 1) {
    epilogue[at] = characters[(epilogue[at] ?? 0) & 63] ?? 0;
  }
  for (let start = 0; epilogue.length - start > lineCharacters; start += lineCharacters + 2) {
    epilogue.set(lineEnd, Math.min(start + lineCharacters, epilogue.length - 2));
  }
}
