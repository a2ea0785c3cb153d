/**
 * Writes an encrypted message with a data packet of version 1 (RFC 9580 section 5.13.1), with the platform's AES and
 * SHA-1, which is several times faster than CFB in script. It is what gpg of every age and Thunderbird read.
 */

import type { Writing } from './writing.ts';

/** AES block, in bytes. */
const blockBytes = 16;

/** Random bytes and the repetition of the last two (section 5.13.1). */
const prefixBytes = blockBytes + 2;

/** Tag and length of the packet that holds the SHA-1 (section 5.13.1). */
const integrityHead = [0xd3, 0x14] as const;

const sha1Bytes = 20;

/** What the platform's AES is given at once: larger, and most of the time is spent on fresh memory for its answers. */
const pieceBytes = 256 * 1024;

/** A packet's header with a five-octet length (section 4.2.1.3). */
function toHeader(tag: number, bytes: number): Uint8Array {
  const header = new Uint8Array(6);
  header.set([0xc0 | tag, 0xff]);
  new DataView(header.buffer).setUint32(2, bytes);
  return header;
}

/** A literal data packet up to its content: binary, without a name (section 5.9). */
function toLiteralHead(contentBytes: number, date: Date): Uint8Array {
  const head = new Uint8Array(12);
  head.set(toHeader(11, 6 + contentBytes));
  head.set([0x62, 0], 6);
  new DataView(head.buffer).setUint32(8, Math.floor(date.getTime() / 1000));
  return head;
}

/** Adds the key stream to the text. @param stream at least as long */
function xor(text: Uint8Array<ArrayBuffer>, stream: ArrayBuffer): void {
  const words = Math.floor(text.length / 4);
  const from = new Uint32Array(stream, 0, words);
  const to = new Uint32Array(text.buffer, text.byteOffset, words);
  for (let n = 0; n < words; n += 1) to[n] = (to[n] ?? 0) ^ (from[n] ?? 0);
  const rest = new Uint8Array(stream);
  for (let at = 4 * words; at < text.length; at += 1) {
    text[at] = (text[at] ?? 0) ^ (rest[at] ?? 0);
  }
}

/**
 * CFB (section 12.9), in place and piece by piece. The key stream of CFB is what CBC makes of the block before, already
 * encrypted, and of the plaintext behind it: both encrypt plaintext ⊕ key stream, block after block.
 * @param text the block before, then what is to be encrypted
 */
async function encryptInPlace(text: Uint8Array<ArrayBuffer>, key: CryptoKey): Promise<void> {
  const iv = new Uint8Array(blockBytes);
  for (let at = 0; at + blockBytes < text.length; at += pieceBytes) {
    const piece = text.subarray(at, at + blockBytes + pieceBytes);
    const stream = await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, key, piece);
    xor(piece.subarray(blockBytes), stream);
  }
}

/**
 * @param keyPackets the session key for each reader
 * @param sessionKey 32 bytes for AES-256
 * @param content becomes one literal data packet
 * @param date in that packet
 * @returns the key packets and the data packet, which is 59 bytes longer than the content
 */
export async function writeSeipdV1(
  keyPackets: Uint8Array,
  sessionKey: Uint8Array<ArrayBuffer>,
  content: Writing,
  date: Date,
): Promise<Uint8Array<ArrayBuffer>> {
  const literal = toLiteralHead(content.bytes, date);
  const hashed = prefixBytes + literal.length + content.bytes + integrityHead.length;
  const headBytes = keyPackets.length + 7;
  // The text begins at a whole block, so that it can be read as words; the block before it is the IV of zeros.
  const start = Math.ceil(headBytes / blockBytes) * blockBytes;
  const whole = new Uint8Array(start + hashed + sha1Bytes);
  const text = whole.subarray(start);
  crypto.getRandomValues(text.subarray(0, blockBytes));
  text.copyWithin(blockBytes, blockBytes - 2, blockBytes);
  text.set(literal, prefixBytes);
  content.writeTo(text.subarray(prefixBytes + literal.length));
  text.set(integrityHead, hashed - integrityHead.length);

  const hash = await crypto.subtle.digest('SHA-1', text.subarray(0, hashed));
  text.set(new Uint8Array(hash), hashed);
  const key = await crypto.subtle.importKey('raw', sessionKey, 'AES-CBC', false, ['encrypt']);
  await encryptInPlace(whole.subarray(start - blockBytes), key);

  const message = whole.subarray(start - headBytes);
  message.set(keyPackets);
  message.set(toHeader(18, 1 + text.length), keyPackets.length);
  message[headBytes - 1] = 1;
  return message;
}
