/** The public-key encrypted session key packets that begin a sealed report (RFC 9580 section 5.1), read without any key. */
import type { ProblemCode } from '../contract.ts';
import { maxKeyPacketsBytes } from '../contract.ts';
import { parsePacketLength } from './packet-length.ts';

/** Tag octets of the two packets that a sealed report consists of, in the only framing that RFC 9580 lets a writer use. */
const keyPacketTag = 0xc0 | 1;
export const dataPacketTag = 0xc0 | 18;

/** What the bytes so far say about who the message is encrypted to. */
export type KeyPackets =
  | { readonly state: 'more' }
  | { readonly state: 'refused'; readonly code: ProblemCode }
  | {
      readonly state: 'read';
      readonly version: 3 | 6;
      /** Key ids of 16 digits (version 3) or subkey fingerprints of 40 or 64 (version 6), upper hex, in order. */
      readonly ids: readonly string[];
      /** Where the data packet begins. */
      readonly end: number;
    };

type KeyPacket = { readonly version: 3 | 6; readonly id: string } | ProblemCode;

const octets = Array.from({ length: 256 }, (_, octet) =>
  octet.toString(16).padStart(2, '0').toUpperCase(),
);

function toHex(bytes: Uint8Array): string {
  return bytes.reduce((text, byte) => text + octets[byte], '');
}

function parseKeyPacket(body: Uint8Array): KeyPacket {
  if (body[0] === 3) {
    const id = toHex(body.subarray(1, 9));
    // Version 3: the id is followed by at least an algorithm and one octet of key material.
    if (body.length < 11) return 'wrong-framing';
    return /^0+$/.test(id) ? 'hidden-recipient' : { version: 3, id };
  }
  if (body[0] === 6) {
    const length = body[1];
    if (length === 0) return 'hidden-recipient';
    const fingerprintBytes = body[2] === 4 ? 20 : body[2] === 6 ? 32 : 0;
    if (length !== 1 + fingerprintBytes || body.length < 2 + length + 2) return 'wrong-framing';
    return { version: 6, id: toHex(body.subarray(3, 3 + fingerprintBytes)) };
  }
  return 'not-encrypted';
}

/**
 * Reads the key packets from the first bytes of a body. To be called again with more bytes after `more`.
 * Refuses everything that is neither a version 3 or 6 key packet nor the start of the encrypted data.
 */
export function parseKeyPackets(bytes: Uint8Array): KeyPackets {
  const refused = (code: ProblemCode): KeyPackets => ({ state: 'refused', code });
  const ids: string[] = [];
  let version: 3 | 6 | undefined;
  let at = 0;
  for (;;) {
    const tag = bytes[at];
    if (tag === undefined) return { state: 'more' };
    if (tag === dataPacketTag) {
      if (version === undefined) return refused('too-few-recipients');
      return { state: 'read', version, ids, end: at };
    }
    if (tag !== keyPacketTag) return refused('not-encrypted');
    const length = parsePacketLength(bytes, at + 1);
    if (length === null) return { state: 'more' };
    // Section 4.2.1.4: partial lengths are for data packets alone.
    if (length.partial) return refused('wrong-framing');
    const start = at + 1 + length.size;
    const end = start + length.bytes;
    if (end > maxKeyPacketsBytes) return refused('too-large');
    if (end > bytes.length) return { state: 'more' };
    const packet = parseKeyPacket(bytes.subarray(start, end));
    if (typeof packet === 'string') return refused(packet);
    if (version !== undefined && version !== packet.version) return refused('mixed-versions');
    if (ids.includes(packet.id)) return refused('wrong-framing');
    version = packet.version;
    ids.push(packet.id);
    at = end;
  }
}
