/** A desk as the app knows it: whose pages may post, to which keys, and what signs the receipts. */
import type { LintDesk } from './packet-lint.ts';
import type { ReceiptSigner } from './receipt.ts';

/** One desk. Its answers may change between two calls, since keys come and go while the relay runs. */
export interface Desk extends LintDesk {
  /** Origin of the site, the only one whose pages may post. */
  readonly origin: string;
  readonly signer: ReceiptSigner;
  /**
   * Reads the desk's keys anew, because a report was encrypted to an unknown one. At most once a minute, else at once.
   * Never rejects.
   */
  refresh(): Promise<void>;
}

/** All desks that one relay serves. */
export interface Desks {
  find(origin: string): Desk | null;
}
