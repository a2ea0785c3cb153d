/** A whole relay in this process: spool, couriers, desks and app put together for Node. */
import type { Log } from './log.ts';
import type { Settings } from './settings.ts';

/** What a relay is made of. */
export interface RelayParts {
  /** From `parseSettings()`. */
  readonly settings: Settings;
  readonly log: Log;
  /** Defaults to the machine's clock. */
  readonly clock?: () => Date;
  /**
   * Whether the desks' keys are remembered on disk, so that an exchange of all keys at once waits for the operator
   * (the default). A demonstration whose key is made anew says false.
   */
  readonly rememberDesks?: boolean;
}

/** An open relay. */
export interface Relay {
  /** Answers one request; `remoteAddress` is the address of the TCP connection. */
  fetch(request: Request, remoteAddress: string): Promise<Response>;
  /** Tries all mail that is due now, and resolves when the pass is over. */
  deliverNow(): Promise<void>;
  /** Finishes the running pass and closes the spool. Stop taking requests first. */
  close(): Promise<void>;
}

/** A relay, or every reason why it cannot start, each a sentence for the operator without secrets. */
export type OpenedRelay =
  | { readonly ok: true; readonly relay: Relay }
  | { readonly ok: false; readonly faults: readonly string[] };

/** Opens the spool, reads keys and desks, and begins to deliver what is due. */
export async function openRelay(parts: RelayParts): Promise<OpenedRelay> {
  return { ok: false, faults: [`RELAY_SPOOL: ${parts.settings.spool} cannot be opened yet.`] };
}
