/** What hands mail on. The queue knows nothing of SMTP or folders, and a courier nothing of the queue. */
import type { Notice } from './notice.ts';
import type { SpoolItem } from './spool.ts';

/**
 * How an attempt ended. `transient` may work later, `permanent` will not until a person has changed something. The code
 * is a reply code or the short name of an error, never a server's text.
 */
export type Delivery =
  | { readonly outcome: 'delivered' }
  | { readonly outcome: 'transient' | 'permanent'; readonly code: string };

/** A report on its way to one recipient. */
export interface Outgoing {
  readonly item: SpoolItem;
  /** The sealed report; read from its start at each call. */
  readonly body: () => AsyncIterable<Uint8Array>;
}

/** One way for mail to leave. */
export interface Courier {
  /**
   * Delivers to one recipient. A report may be delivered twice where the answer to the first attempt was lost; both
   * mails have the same Message-ID. Never rejects.
   * @param recipient certificate fingerprint
   */
  deliver(mail: Outgoing, recipient: string): Promise<Delivery>;
  /**
   * Sends a notice of the relay's own. Never rejects.
   * @param to address, or null where mail has no address, as in a local folder
   */
  notify(notice: Notice, to: string | null): Promise<Delivery>;
  /** Whether mail could leave now; nothing is sent. Never rejects. */
  check(): Promise<Delivery>;
}
