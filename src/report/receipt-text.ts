/** A receipt as a text that people keep, and that `desk verify-receipt` reads as well as the JSON. */

import { receiptText } from '#words/receipt';
import type { Receipt } from '../contract.ts';

/** LF at line ends. */
export function renderReceiptText({ id, sha256, receivedAt, relay, signature }: Receipt): string {
  return `${receiptText.title}

${receiptText.statement}

id: ${id}
sha256: ${sha256}
receivedAt: ${receivedAt}
relay: ${relay}
signature: ${signature}

${receiptText.explanation}
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
