/** Where reports stay from the moment they arrive until every recipient has them. */

/** A report that was acknowledged. */
export interface SpoolItem {
  /** Lower hex of the body: its name everywhere. */
  readonly sha256: string;
  /** RFC 3339, UTC, whole seconds. */
  readonly receivedAt: string;
  /** Origin of the desk whose page sent it. */
  readonly desk: string;
  readonly bytes: number;
}

/** What is decided about a body once it has arrived whole. */
export interface NewItem extends Omit<SpoolItem, 'bytes'> {
  /** Certificate fingerprints, each to be delivered to on its own. */
  readonly recipients: readonly string[];
}

/** Takes one body. Nothing of it is there for others until `commit()`. */
export interface SpoolWriter {
  write(bytes: Uint8Array): Promise<void>;
  /**
   * Resolves when the report would survive a power cut. Where the same ciphertext was stored before, the writer's own
   * bytes are dropped and the earlier item is returned.
   */
  commit(item: NewItem): Promise<{ readonly item: SpoolItem; readonly repeated: boolean }>;
  /** Drops what was written and not committed; behind a `commit()` that has resolved it drops nothing. */
  abort(): Promise<void>;
}

/** One recipient's mail that is to be tried. */
export interface DueDelivery {
  readonly item: SpoolItem;
  /** Certificate fingerprint. */
  readonly recipient: string;
  /** Attempts that failed before. */
  readonly attempts: number;
}

/**
 * What becomes of a delivery: the item leaves, waits for its time, for a person (`aside`) or for the end of a flood
 * (`held`). Codes are short names, never a server's text.
 */
export type DeliveryRecord =
  | { readonly state: 'delivered'; readonly at: Date }
  | { readonly state: 'due'; readonly nextAt: Date; readonly code: string }
  | { readonly state: 'aside'; readonly code: string }
  | { readonly state: 'held' };

/** Whose mail it is: one desk's to one recipient. */
export interface Mailbox {
  /** Origin. */
  readonly desk: string;
  /** Certificate fingerprint. */
  readonly recipient: string;
}

/** Where one recipient's mail stands, as an operator asks for it. */
export interface DeliveryStatus {
  readonly recipient: string;
  readonly state: DeliveryRecord['state'];
  readonly attempts: number;
  /** RFC 3339, UTC: when it is tried next, for `due`. */
  readonly nextAt: string | null;
  /** How the last attempt failed. */
  readonly code: string | null;
}

/** What the log calls a body that is not whole. */
export const damagedBody = 'damaged-body';

/** No delivery is put off for longer, in milliseconds. */
export const longestPauseMs = 5 * 60 * 60 * 1000;

/** What waits, in numbers. */
export interface SpoolStats {
  readonly reports: number;
  readonly bytes: number;
  /** RFC 3339, UTC: when the oldest arrived, or null. */
  readonly oldest: string | null;
  /** Mails by state. */
  readonly due: number;
  readonly held: number;
  readonly aside: number;
}

/** Undelivered reports together. */
export interface Holding {
  readonly reports: number;
  /** Of their bodies. */
  readonly bytes: number;
}

/** A report with all of its deliveries. */
export interface SpoolStatus {
  readonly item: SpoolItem;
  readonly deliveries: readonly DeliveryStatus[];
}

/**
 * A store of reports. An item is `receiving`, then `received`, then `delivered`; a body is removed only when every
 * recipient has it. Each method may fail when the disk does.
 */
export interface Spool {
  receive(): Promise<SpoolWriter>;
  /** An acknowledged item, delivered or not. */
  find(sha256: string): Promise<SpoolItem | null>;
  /** How much is stored that some recipient does not have yet, of one desk or of all. */
  holding(desk?: string): Promise<Holding>;
  /**
   * Deliveries whose time has come, oldest first; also those further ahead than {@link longestPauseMs}, since the clock
   * that put them off was wrong.
   */
  due(now: Date): Promise<readonly DueDelivery[]>;
  /**
   * A body in pieces of at most 1 MiB. Where some of it is lost or gone, an error whose `code` is {@link damagedBody} is
   * thrown behind the last piece, so that whoever writes it does not finish.
   */
  body(sha256: string): AsyncIterable<Uint8Array>;
  /** Notes how an attempt ended. @returns whether the body was removed, every recipient having it */
  record(sha256: string, recipient: string, outcome: DeliveryRecord): Promise<boolean>;
  /** Makes everything that is `aside` due at `now`. @returns how many deliveries */
  retryAside(now: Date): Promise<number>;
  /** Makes everything due at `now` that was put off. @returns how many deliveries */
  hasten(now: Date): Promise<number>;
  /** Makes what is `held` for one mailbox, or for all, due at `now`. @returns how many deliveries */
  releaseHeld(now: Date, mailbox?: Mailbox): Promise<number>;
  /** Mailboxes for which something is `held`, and how much. */
  held(): Promise<readonly (Mailbox & { readonly count: number })[]>;
  /** How many reports a mailbox was sent after `from` and until `to`. */
  sentBetween(from: Date, to: Date, mailbox: Mailbox): Promise<number>;
  /** Acknowledged reports that some recipient does not have yet, oldest first. */
  undelivered(): Promise<readonly SpoolStatus[]>;
  /** The same in numbers. */
  stats(): Promise<SpoolStats>;
  /** When something was last done that has a name, or null; for what must not be done again after a restart. */
  lastDone(name: string): Promise<Date | null>;
  /** Notes that it was done, or with null that it may be done again. */
  noteDone(name: string, at: Date | null): Promise<void>;
  /** Forgets delivered items that were received before `time`. */
  forgetDelivered(time: Date): Promise<void>;
  close(): Promise<void>;
}
