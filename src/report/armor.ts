/** ASCII armor of a message, for pasting (RFC 9580 section 6). */

import { toBase64Lines } from './base64-lines.ts';
import { toBytes } from './writing.ts';

/** Section 6.1.1, an octet a step. */
const crc24Table = Int32Array.from({ length: 256 }, (_, octet) => {
  let crc = octet << 16;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc << 1) ^ (crc & 0x800000 ? 0x1864cfb : 0);
  return crc;
});

/** LF at line ends, the last one ended too. */
export function toArmor(message: Uint8Array): string {
  const lines = toText(toBytes(toBase64Lines(message)));
  const checksum = hasChecksum(message)
    ? `=${toText(toBytes(toBase64Lines(toCrc24(message))))}`
    : '';
  return `-----BEGIN PGP MESSAGE-----\n\n${lines}${checksum}-----END PGP MESSAGE-----\n`;
}

/**
 * Section 6.1: none where the key packets are of version 6. Everywhere else GnuPG 2.2 needs it: without a checksum it
 * refuses each message whose base64 ends without padding.
 */
function hasChecksum(message: Uint8Array): boolean {
  const lengthOctets = (message[1] ?? 0) < 192 ? 1 : 2;
  return message[1 + lengthOctets] !== 6;
}

function toCrc24(bytes: Uint8Array): Uint8Array {
  let crc = 0xb704ce;
  for (const byte of bytes) crc = (crc << 8) ^ (crc24Table[((crc >> 16) ^ byte) & 255] ?? 0);
  return Uint8Array.of(crc >> 16, crc >> 8, crc);
}

function toText(lines: Uint8Array): string {
  return new TextDecoder().decode(lines).replaceAll('\r\n', '\n');
}
