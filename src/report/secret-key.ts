/** Finds a secret key in a text by its packets (RFC 9580 section 5.5), whatever the line above it says it is. */

/** Base64 in lines, also quoted ones; the checksum of an armor is too short to belong to it. */
const encoded = /[A-Za-z0-9+/]{20,}(?:={0,2}[\s>|]+[A-Za-z0-9+/]{20,})*/g;
/** Secret-Key, Public-Key, Secret-Subkey and Public-Subkey packets (section 5). */
const keyTags = [5, 6, 7, 14];
const secretTags = [5, 7];

/** Whether a secret key stands anywhere in it, with or without its armor. */
export function holdsSecretKey(text: string): boolean {
  return [...text.matchAll(encoded)].some(([run]) => {
    const tags = readKeyTags(toBytes(run));
    return tags.some((tag) => secretTags.includes(tag));
  });
}

/** Types of the key packets, in their order; none where it does not begin with a key. */
function readKeyTags(bytes: Uint8Array): number[] {
  const tags: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { tag, body, end } = readHeader(bytes, at);
    const version = bytes[body] ?? 0;
    const isKey = keyTags.includes(tag) && version > 1 && version < 7;
    if (isKey) tags.push(tag);
    if (tags.length === 0) break;
    at = end;
  }
  return tags;
}

/** Section 4.2. Keys have definite lengths; the end of any other packet is past everything. */
function readHeader(bytes: Uint8Array, at: number): { tag: number; body: number; end: number } {
  const [octet = 0, first = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(at, at + 5);
  if (octet < 0x80) return { tag: 0, body: at, end: Number.POSITIVE_INFINITY };
  if (octet >= 0xc0) {
    const tag = octet & 63;
    if (first < 192) return { tag, body: at + 2, end: at + 2 + first };
    const end = at + 3 + ((first - 192) << 8) + second + 192;
    return first < 224
      ? { tag, body: at + 3, end }
      : { tag, body: at + 6, end: Number.POSITIVE_INFINITY };
  }
  const tag = (octet >> 2) & 15;
  const kind = octet & 3;
  if (kind === 0) return { tag, body: at + 2, end: at + 2 + first };
  if (kind === 1) return { tag, body: at + 3, end: at + 3 + (first << 8) + second };
  const end = at + 5 + first * 2 ** 24 + (second << 16) + (third << 8) + fourth;
  return { tag, body: at + 5, end };
}

function toBytes(run: string): Uint8Array {
  const digits = run.replaceAll(/[^A-Za-z0-9+/]/g, '');
  const binary = atob(digits.slice(0, digits.length - (digits.length % 4)));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
