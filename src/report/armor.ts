/** ASCII armor of a message (RFC 9580 section 6.2), for pasting. Without the checksum, which that section makes optional. */

import { toBase64Lines } from './base64-lines.ts';

/** LF at line ends, the last one ended too. */
export function toArmor(message: Uint8Array): string {
  const lines = new TextDecoder().decode(toBase64Lines(message)).replaceAll('\r\n', '\n');
  return `-----BEGIN PGP MESSAGE-----\n\n${lines}-----END PGP MESSAGE-----\n`;
}
