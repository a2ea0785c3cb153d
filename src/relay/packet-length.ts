/** Length octets of an OpenPGP packet (RFC 9580 section 4.2.1). */

/** One length header as read. */
export interface PacketLength {
  /** Octets of body that follow. */
  readonly bytes: number;
  /** Octets that the header itself took. */
  readonly size: number;
  /** Whether another length header follows these octets (section 4.2.1.4). */
  readonly partial: boolean;
}

/**
 * Reads the length header that begins at `at`.
 * @returns null while its octets have not all arrived
 */
export function parsePacketLength(bytes: ArrayLike<number>, at: number): PacketLength | null {
  const first = bytes[at];
  if (first === undefined) return null;
  if (first < 192) return { bytes: first, size: 1, partial: false };
  if (first >= 224 && first < 255) return { bytes: 2 ** (first & 31), size: 1, partial: true };
  const second = bytes[at + 1];
  if (second === undefined) return null;
  if (first < 224) return { bytes: (first - 192) * 256 + second + 192, size: 2, partial: false };
  const [third, fourth, fifth] = [bytes[at + 2], bytes[at + 3], bytes[at + 4]];
  if (third === undefined || fourth === undefined || fifth === undefined) return null;
  const length = second * 2 ** 24 + third * 2 ** 16 + fourth * 2 ** 8 + fifth;
  return { bytes: length, size: 5, partial: false };
}
