/** The relay's settings: one table of names, documents, defaults and parsers. Pure; the environment is handed in. */
import { parseAddress, parseList, parseOrigin, parseRecipients, parseSmtpUrl } from './setting-values.ts';
import type { SmtpServer } from './setting-values.ts';

/** Everything an operator decides, parsed. */
export interface Settings {
  /** The relay's own public origin, as receipts name it. */
  readonly origin: string;
  /** Paths or https URLs of the desks' `desk.json`. */
  readonly desks: readonly string[];
  /** Path of the SQLite file. */
  readonly spool: string;
  /** Stored bodies beyond this answer 503, in bytes. */
  readonly spoolMaxBytes: number;
  /** Folder that mail is written to when there is no SMTP server, or null. */
  readonly maildir: string | null;
  readonly smtp: SmtpServer | null;
  readonly smtpRequireTls: boolean;
  /** Path of an extra CA file for SMTP, or null. */
  readonly tlsCa: string | null;
  /** Mail address by certificate fingerprint, upper hex. */
  readonly recipients: ReadonlyMap<string, string>;
  readonly replyTo: string | null;
  /** Envelope sender, or null for the address in From. */
  readonly envelopeFrom: string | null;
  /** PKCS#8 in base64, or paths of PEM files. */
  readonly receiptKeys: readonly string[];
  /** How many proxies stand before the relay; 0 trusts none. */
  readonly trustProxy: number;
  readonly ratePerHour: number;
  readonly rateTotalPerHour: number;
  readonly host: string;
  readonly port: number;
}
