/** Base64 as mail carries it: lines of at most 76 characters, each ended by CRLF (RFC 2045 section 6.8). */

const alphabet = new TextEncoder().encode(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
);
const lineBytes = 57;
const padding = 0x3d;

/** Empty for no bytes, else every line ended, the last one too. */
export function toBase64Lines(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const lines = Math.ceil(bytes.length / lineBytes);
  const encoded = new Uint8Array(Math.ceil(bytes.length / 3) * 4 + lines * 2);
  let at = 0;
  for (let start = 0; start < bytes.length; start += lineBytes) {
    const end = Math.min(start + lineBytes, bytes.length);
    for (let index = start; index < end; index += 3) {
      const first = bytes[index] ?? 0;
      const second = bytes[index + 1] ?? 0;
      const third = bytes[index + 2] ?? 0;
      encoded[at] = symbol(first >> 2);
      encoded[at + 1] = symbol(((first & 3) << 4) | (second >> 4));
      encoded[at + 2] = index + 1 < end ? symbol(((second & 15) << 2) | (third >> 6)) : padding;
      encoded[at + 3] = index + 2 < end ? symbol(third & 63) : padding;
      at += 4;
    }
    encoded[at] = 0x0d;
    encoded[at + 1] = 0x0a;
    at += 2;
  }
  return encoded;
}

function symbol(sextet: number): number {
  return alphabet[sextet] ?? 0;
}
