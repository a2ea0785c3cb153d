/** ASCII armor of an OpenPGP message (RFC 9580 section 6), a piece at a time. */
import { parsePacketLength } from './packet-length.ts';

/** Bytes that make one line of 64 columns. */
const lineBytes = 48;

/** Lines made at once, few enough for one call's arguments. */
const linesAtOnce = 256;

const head = '-----BEGIN PGP MESSAGE-----\r\n\r\n';
const tail = '-----END PGP MESSAGE-----\r\n';

/** Section 6.1.1, as a table of one octet a step. */
const crc24Table = Int32Array.from({ length: 256 }, (_, octet) => {
  let crc = octet << 16;
  for (let bit = 0; bit < 8; bit += 1) {
    crc <<= 1;
    if (crc & 0x1000000) crc ^= 0x1864cfb;
  }
  return crc & 0xffffff;
});

function addToCrc24(crc: number, bytes: Uint8Array): number {
  let sum = crc;
  for (const byte of bytes)
    sum = ((sum << 8) ^ (crc24Table[((sum >> 16) ^ byte) & 255] ?? 0)) & 0xffffff;
  return sum;
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function* toLines(bytes: Uint8Array): Generator<string> {
  for (let at = 0; at < bytes.length; at += lineBytes * linesAtOnce) {
    const text = toBase64(bytes.subarray(at, at + lineBytes * linesAtOnce));
    let lines = '';
    for (let column = 0; column < text.length; column += 64) {
      lines += `${text.slice(column, column + 64)}\r\n`;
    }
    yield lines;
  }
}

/** Section 6.1: no checksum for a message that ends in version 2 data, whose key packets are of version 6. */
function hasChecksum(start: Uint8Array): boolean {
  const length = parsePacketLength(start, 1);
  return length === null || start[1 + length.size] !== 6;
}

/** The length of an armored message with its checksum, in bytes. One without it is 7 bytes shorter. */
export function armoredBytes(bytes: number): number {
  const base64 = 4 * Math.ceil(bytes / 3);
  return head.length + base64 + 2 * Math.ceil(base64 / 64) + '=abcd\r\n'.length + tail.length;
}

/** Armors a message: lines of 64 columns that end in CRLF. */
export async function* armor(message: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest = new Uint8Array(0) as Uint8Array;
  let [crc, checksum]: [number, boolean | null] = [0xb704ce, null];
  yield head;
  for await (const chunk of message) {
    checksum ??= hasChecksum(chunk);
    if (checksum) crc = addToCrc24(crc, chunk);
    const bytes = new Uint8Array(rest.length + chunk.length);
    bytes.set(rest);
    bytes.set(chunk, rest.length);
    const whole = bytes.length - (bytes.length % lineBytes);
    rest = bytes.subarray(whole);
    yield* toLines(bytes.subarray(0, whole));
  }
  yield* toLines(rest);
  if (checksum) yield `=${toBase64(Uint8Array.of(crc >> 16, (crc >> 8) & 255, crc & 255))}\r\n`;
  yield tail;
}
