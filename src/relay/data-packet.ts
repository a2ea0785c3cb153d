/** Framing and exact size of the encrypted data packet (RFC 9580 sections 5.13.1 and 5.13.2), read without any key. */
import type { ProblemCode } from '../contract.ts';
import { seipdV1OverheadBytes } from '../contract.ts';
import { dataPacketTag } from './key-packets.ts';
import { parsePacketLength } from './packet-length.ts';

/** Follows one data packet through the chunks of a body. */
export interface DataPacketLint {
  /** Takes the next bytes; a code as soon as the packet can no longer be right. */
  push(bytes: Uint8Array): ProblemCode | null;
  /** To be called after the last byte. */
  end(): ProblemCode | null;
}

/** Section 4.2.1.4: the first part of a packet in parts has at least this many octets. */
const minFirstPartBytes = 512;

/** Tag, format, empty name and date of the literal data packet inside, with a five-octet length. */
const literalHeaderBytes = 12;

const [v2HeaderBytes, v2SaltBytes, authTagBytes] = [4, 32, 16];

function toV2Bytes(bucket: number, chunkSizeOctet: number): number {
  const plaintext = bucket + literalHeaderBytes;
  const chunks = Math.ceil(plaintext / 2 ** (chunkSizeOctet + 6));
  return v2HeaderBytes + v2SaltBytes + plaintext + (chunks + 1) * authTagBytes;
}

/**
 * The sizes that a packet body may have, or a code where its first octets are not those of a packet that belongs to
 * the key packets before it. Null while too few octets have arrived.
 */
function toSizes(
  keyPacketVersion: 3 | 6,
  buckets: readonly number[],
  start: readonly number[],
): readonly number[] | ProblemCode | null {
  const [version, cipher = 0, mode = 0, chunkSizeOctet] = start;
  if (version === undefined) return null;
  if (version !== 1 && version !== 2) return 'not-encrypted';
  if ((version === 1) !== (keyPacketVersion === 3)) return 'mixed-versions';
  if (version === 1) return buckets.map((bucket) => bucket + seipdV1OverheadBytes);
  if (chunkSizeOctet === undefined) return null;
  // AES with EAX, OCB or GCM, and at most 4 MiB a chunk (section 5.13.2): all of these have tags of 16 octets.
  const known = [7, 8, 9].includes(cipher) && [1, 2, 3].includes(mode) && chunkSizeOctet <= 16;
  return known ? buckets.map((bucket) => toV2Bytes(bucket, chunkSizeOctet)) : 'not-encrypted';
}

/**
 * A lint that begins at the packet's tag.
 * @param keyPacketVersion version of the key packets before it; 3 belongs to version 1 data, 6 to version 2
 * @param buckets sizes of the padded plaintext, in bytes
 */
export function createDataPacketLint(
  keyPacketVersion: 3 | 6,
  buckets: readonly number[],
): DataPacketLint {
  const header: number[] = [];
  const start: number[] = [];
  let [arrived, left, parts] = [0, 0, 0];
  let [last, complete] = [false, false];

  function checkSize(): ProblemCode | null {
    const sizes = toSizes(keyPacketVersion, buckets, start);
    if (typeof sizes === 'string') return sizes;
    if (sizes === null) return complete ? 'wrong-size' : null;
    // A packet in parts tells its size with the last one; until then the relay's limit on a body holds.
    return !last || sizes.includes(arrived + left) ? null : 'wrong-size';
  }

  function takeHeaderOctet(octet: number): ProblemCode | null {
    header.push(octet);
    if (header[0] !== dataPacketTag) return 'wrong-framing';
    const length = parsePacketLength(header, 1);
    if (length === null) return null;
    if (length.partial && parts === 0 && length.bytes < minFirstPartBytes) return 'wrong-framing';
    header.length = 1;
    parts += 1;
    left = length.bytes;
    last = !length.partial;
    complete = last && left === 0;
    return checkSize();
  }

  return {
    push(bytes) {
      let at = 0;
      while (at < bytes.length) {
        if (complete) return 'wrong-framing';
        let code: ProblemCode | null;
        if (left === 0) {
          code = takeHeaderOctet(bytes[at] ?? 0);
          at += 1;
        } else {
          const taken = Math.min(left, bytes.length - at);
          start.push(...bytes.subarray(at, at + Math.min(taken, v2HeaderBytes - start.length)));
          [at, arrived, left] = [at + taken, arrived + taken, left - taken];
          complete = last && left === 0;
          code = checkSize();
        }
        if (code !== null) return code;
      }
      return null;
    },
    end: () => (complete ? checkSize() : 'wrong-framing'),
  };
}
