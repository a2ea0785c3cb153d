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
  /** Drops what was written. May be called at any time before `commit()`. */
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

/** How an attempt ended: the item leaves, waits, or waits for a person. Codes are short names, never a server's text. */
export type DeliveryRecord =
  | { readonly state: 'delivered' }
  | { readonly state: 'due'; readonly nextAt: Date; readonly code: string }
  | { readonly state: 'aside'; readonly code: string };

/**
 * A store of reports. An item is `receiving`, then `received`, then `delivered`; a body is removed only when every
 * recipient has it. Each method may fail when the disk does.
 */
export interface Spool {
  receive(): Promise<SpoolWriter>;
  /** An acknowledged item, delivered or not. */
  find(sha256: string): Promise<SpoolItem | null>;
  /** Bytes of all bodies that are held. */
  heldBytes(): Promise<number>;
  /** Deliveries whose time has come, oldest first. */
  due(now: Date): Promise<readonly DueDelivery[]>;
  /** A body in pieces of at most 1 MiB. */
  body(sha256: string): AsyncIterable<Uint8Array>;
  /** Notes how an attempt ended. @returns whether the body was removed, every recipient having it */
  record(sha256: string, recipient: string, outcome: DeliveryRecord): Promise<boolean>;
  /** Makes everything that was set aside due at `now`. */
  retryAside(now: Date): Promise<void>;
  /** Forgets delivered items that were received before `time`. */
  forgetDelivered(time: Date): Promise<void>;
  close(): Promise<void>;
}
