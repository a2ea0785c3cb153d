/** A receipt as a text that people keep, and that `desk verify-receipt` reads as well as the JSON. */

import type { Receipt } from '../contract.ts';

/** LF at line ends. */
export function renderReceiptText({ id, sha256, receivedAt, relay, signature }: Receipt): string {
  return `Receipt for a security report

The relay below signed that this encrypted report was on its disk at this time.
It does not say that a person has read it.

id: ${id}
sha256: ${sha256}
receivedAt: ${receivedAt}
relay: ${relay}
signature: ${signature}

sha256 is the hash of the encrypted message. The signature is Ed25519 over five
lines, each ended by a line feed: postern-receipt-v1, id, sha256, receivedAt, relay.
`;
}

/** The facts of a receipt in its text or JSON form, not yet judged; null where neither is found. */
export function parseReceiptText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const lines = [...text.matchAll(/^(id|sha256|receivedAt|relay|signature): (\S+)\s*$/gm)];
    return lines.length === 0
      ? null
      : Object.fromEntries(lines.map(([, key, value]) => [key, value]));
  }
}
