/**
 * Whether a body is one report encrypted to this desk, judged from its packet framing alone (RFC 9580 sections 4.2 and
 * 10.3). The relay has no key: it cannot see whether the encrypted bytes mean anything.
 */
import type { ProblemCode } from '../contract.ts';
import type { DataPacketLint } from './data-packet.ts';
import { createDataPacketLint } from './data-packet.ts';
import { parseKeyPackets } from './key-packets.ts';

/** What the lint has to know of a desk. */
export interface LintDesk {
  /** Fewest maintainers that a report is encrypted to. */
  readonly quorum: number;
  /** Sizes of the padded plaintext, in bytes. */
  readonly bucketBytes: readonly number[];
  /**
   * The certificate that a subkey belongs to.
   * @param id a key id of 16 or a subkey fingerprint of 40 or 64 digits, upper hex
   * @returns the certificate's fingerprint, or null where the subkey is not this desk's
   */
  recipientOf(id: string): string | null;
}

/** A report's recipients by certificate fingerprint, or why it is refused. */
export type LintResult =
  | { readonly ok: true; readonly recipients: readonly string[] }
  | { readonly ok: false; readonly code: ProblemCode };

/** Follows one body as it arrives. */
export interface PacketLint {
  /**
   * Takes the next bytes; a code as soon as the message can no longer be right. After `key-not-published` it may be
   * called again without bytes, to look the keys up anew.
   */
  push(bytes: Uint8Array): ProblemCode | null;
  /** To be called after the last byte. */
  end(): LintResult;
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  // Nearly every head is whole in the first piece, which then needs no copy.
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** A lint for one body. */
export function createPacketLint(desk: LintDesk): PacketLint {
  let head = new Uint8Array(0) as Uint8Array;
  let data: DataPacketLint | undefined;
  let recipients: readonly string[] = [];

  function pushHead(bytes: Uint8Array): ProblemCode | null {
    head = concat(head, bytes);
    const keys = parseKeyPackets(head);
    if (keys.state === 'more') return null;
    if (keys.state === 'refused') return keys.code;
    const found = keys.ids.map((id) => desk.recipientOf(id));
    const known = found.filter((recipient) => recipient !== null);
    if (known.length < found.length) return 'key-not-published';
    recipients = [...new Set(known)];
    // Two subkeys of one person are one person: a quorum counts people.
    if (recipients.length < desk.quorum) return 'too-few-recipients';
    data = createDataPacketLint(keys.version, desk.bucketBytes);
    const rest = head.subarray(keys.end);
    head = new Uint8Array(0);
    return data.push(rest);
  }

  return {
    push: (bytes) => (data === undefined ? pushHead(bytes) : data.push(bytes)),
    end() {
      if (data === undefined) {
        return { ok: false, code: head.length === 0 ? 'not-encrypted' : 'wrong-framing' };
      }
      const code = data.end();
      return code === null ? { ok: true, recipients } : { ok: false, code };
    },
  };
}
