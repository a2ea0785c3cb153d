/** The receipt of a report: as a text to keep, and what is said when it is judged. */
import type { WrongReceipt } from '../../report/receipt.ts';

/** Lines end where a text of 80 columns does. */
export const receiptText = {
  title: 'Receipt for a security report',
  statement: `The relay below signed that this encrypted report was on its disk at this time.
It does not say that a person has read it.`,
  explanation: `sha256 is the hash of the encrypted message. The signature is Ed25519 over five
lines, each ended by a line feed: postern-receipt-v1, id, sha256, receivedAt, relay.`,
} as const;

/** Said after “the relay’s answer cannot be trusted:”. */
export const wrongReceipts = {
  'other-report': 'it speaks of another report',
  'other-relay': 'it names another relay',
  'not-signed': 'its signature was made with none of the published keys',
} as const satisfies Record<WrongReceipt, string>;

/** Of a receipt that somebody pastes. */
export const receiptJudged = {
  notWhole: 'This is no whole receipt. Wanted: id, sha256, receivedAt, relay and signature.',
  wrong: (reason: string) => `This receipt is not good: ${reason}.`,
  unchecked:
    'This browser cannot check signatures of this kind. The guide says how to check it with openssl.',
  good: (id: string, time: string) =>
    `This receipt is good. The relay had report ${id} on its disk at ${time}.`,
} as const;
