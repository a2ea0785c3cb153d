/** Base64 as mail carries it: lines of at most 76 characters, each ended by CRLF (RFC 2045 section 6.8). */

import type { Writing } from './writing.ts';

const alphabet = new TextEncoder().encode(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
);
const lineBytes = 57;
const lineEnd = 0x0d0a;
const padding = 0x3d;

/** The two characters of every 12 bits: half as many steps as with one by one. */
const pairs = Uint16Array.from(
  { length: 4096 },
  (_, bits) => (symbol(bits >> 6) << 8) | symbol(bits & 63),
);

/** Empty for no bytes, else every line ended, the last one too. */
export function toBase64Lines(bytes: Uint8Array): Writing {
  const triples = Math.ceil(bytes.length / 3);
  return {
    bytes: triples * 4 + Math.ceil(bytes.length / lineBytes) * 2,
    writeTo(room) {
      // The last line alone, with zeros behind it, as three bytes are read as four.
      const full = Math.max(0, Math.ceil(bytes.length / lineBytes) - 1) * lineBytes;
      const last = new Uint8Array(lineBytes + 1);
      last.set(bytes.subarray(full));
      const at = writeLines(bytes, full, room, 0);
      const end = writeLines(last, triples * 3 - full, room, at);
      const missing = triples * 3 - bytes.length;
      room.fill(padding, end - 2 - missing, end - 2);
    },
  };
}

/**
 * @param bytes at least one more than `length`, unless that is 0
 * @param length whole threes
 * @returns where in the room it ended
 */
function writeLines(bytes: Uint8Array, length: number, room: Uint8Array, begin: number): number {
  const from = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const to = new DataView(room.buffer, room.byteOffset, room.length);
  let at = begin;
  for (let start = 0; start < length; start += lineBytes) {
    const end = Math.min(start + lineBytes, length);
    for (let index = start; index < end; index += 3) {
      const bits = from.getUint32(index);
      to.setUint32(at, ((pairs[bits >>> 20] ?? 0) << 16) | (pairs[(bits >>> 8) & 0xfff] ?? 0));
      at += 4;
    }
    to.setUint16(at, lineEnd);
    at += 2;
  }
  return at;
}

function symbol(sextet: number): number {
  return alphabet[sextet] ?? 0;
}
