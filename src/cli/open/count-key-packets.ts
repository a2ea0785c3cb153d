/** Counts whom a message is encrypted to, before a program tries its keys on each of them. */

/** Public-key and symmetric-key encrypted session keys (RFC 9580 sections 5.1 and 5.3). */
const keyTags = [1, 3];

/**
 * @param message binary
 * @returns how many key packets it begins with, in either packet format (RFC 9580 section 4.2)
 */
export function countKeyPackets(message: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < message.length; count += 1) {
    const first = message[at] ?? 0;
    const tag = first >= 0xc0 ? first & 0x3f : (first & 0x3f) >> 2;
    const length = first < 0x80 ? null : toLength(message, at);
    if (length === null || !keyTags.includes(tag)) break;
    at += length;
  }
  return count;
}

/** Bytes of a whole packet; null for a length that is only known at the end, which no key packet has. */
function toLength(message: Uint8Array, at: number): number | null {
  const number = (size: number, from: number) =>
    message.subarray(from, from + size).reduce((sum, byte) => sum * 256 + byte, 0);
  const [first = 0, second = 0, third = 0] = message.subarray(at, at + 3);
  if (first < 0xc0) {
    const size = 1 << (first & 3);
    return size === 8 ? null : 1 + size + number(size, at + 1);
  }
  if (second < 192) return 2 + second;
  if (second < 224) return 3 + ((second - 192) << 8) + third + 192;
  return second === 255 ? 6 + number(4, at + 2) : null;
}
