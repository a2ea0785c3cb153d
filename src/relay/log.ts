/** The relay's only way to write about what it does: time, event, id, code and bytes, and no room for anything else. */

/** Everything the relay has to say. An event that begins with `alarm-` needs a person. */
export type LogEvent =
  | 'started'
  | 'status-started'
  | 'stopped'
  | 'desk-read'
  | 'report-received'
  | 'report-repeated'
  | 'report-refused'
  | 'leftovers-removed'
  | 'mail-delivered'
  | 'mail-deferred'
  | 'mail-held'
  | 'body-removed'
  | 'operator-told'
  | 'alarm-desk-unreadable'
  | 'alarm-desk-not-remembered'
  | 'alarm-desk-all-keys-changed'
  | 'alarm-recipient-without-address'
  | 'alarm-receipt-key-not-published'
  | 'alarm-mail-set-aside'
  | 'alarm-operator-not-told'
  | 'alarm-flood'
  | 'alarm-spool-failed'
  | 'alarm-delivery-failed'
  | 'alarm-failed';

/** One line of the log. */
export interface LogEntry {
  readonly event: LogEvent;
  /** A report's id, a key's fingerprint or a host name. */
  readonly id?: string;
  /** A problem code, an SMTP reply code or the name of a system error. */
  readonly code?: string;
  readonly bytes?: number;
}

/** Takes one entry. Never throws. */
export type Log = (entry: LogEntry) => void;

const token = /^[\w.:-]{1,80}$/;

function toToken(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  return token.test(value) ? value : 'unprintable';
}

/**
 * A log of one JSON object a line.
 * @param write takes a line with its line feed; a failure of it is swallowed, since a report matters more than its log
 * @param now the clock of the field `time`
 */
export function createLog(write: (line: string) => void, now: () => Date): Log {
  return ({ event, id, code, bytes }) => {
    const entry = {
      time: now().toISOString(),
      event,
      id: toToken(id),
      code: toToken(code),
      bytes: Number.isSafeInteger(bytes) ? bytes : undefined,
    };
    try {
      write(`${JSON.stringify(entry)}\n`);
    } catch {}
  };
}
