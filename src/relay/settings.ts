/**
 * The relay's settings: one table of names, documentation, defaults and parsers, from which the parsed settings, the
 * example file and the operator's table are made. Pure; the environment is handed in.
 */
import { defaultProofBits } from '../contract.ts';
import type { Parsed } from './setting-values.ts';
import {
  createNumberParser,
  parseAddress,
  parseFingerprints,
  parseList,
  parseOrigin,
  parseProxies,
  parseRecipients,
  parseSmtpUrl,
  parseSwitch,
  parseText,
} from './setting-values.ts';

/** One row of the table. */
export interface Setting<T> {
  readonly name: `RELAY_${string}`;
  readonly doc: string;
  /** Shown in the example file. */
  readonly example: string;
  /** Text parsed where the variable is not set; null leaves the setting out. */
  readonly fallback: string | null;
  readonly required: boolean;
  readonly parse: (text: string) => Parsed<T>;
}

function required<T>(
  name: Setting<T>['name'],
  parse: Setting<T>['parse'],
  example: string,
  doc: string,
): Setting<T> & { readonly required: true } {
  return { name, parse, example, doc, fallback: null, required: true };
}

function preset<T>(
  name: Setting<T>['name'],
  parse: Setting<T>['parse'],
  fallback: string,
  doc: string,
): Setting<T> & { readonly fallback: string } {
  return { name, parse, example: fallback, doc, fallback, required: false };
}

function optional<T>(
  name: Setting<T>['name'],
  parse: Setting<T>['parse'],
  example: string,
  doc: string,
): Setting<T> & { readonly fallback: null; readonly required: false } {
  return { name, parse, example, doc, fallback: null, required: false };
}

/** Every setting there is. */
export const settingsTable = {
  origin: required(
    'RELAY_ORIGIN',
    parseOrigin,
    'https://relay.project.example',
    'Public origin of this relay. It is signed into every receipt, and its host is the host of the sender address and of Message-ID.',
  ),
  desks: required(
    'RELAY_DESK',
    parseList,
    'https://security.project.example/.well-known/postern/desk.json',
    'Path or https address of the desk.json that the site publishes; several between commas. Only pages of these origins may send, and only to the keys listed there.',
  ),
  receiptKeys: required(
    'RELAY_RECEIPT_KEY',
    parseList,
    './receipt-key.pem',
    'File with the private key that signs receipts (Ed25519, PKCS#8 in PEM), or the same in base64 without the PEM lines; several between commas. Each desk uses the first one whose public half it publishes.',
  ),
  spool: preset(
    'RELAY_SPOOL',
    parseText,
    './relay-spool.sqlite',
    'SQLite file in which reports stay until they are delivered. It needs a local disk: a network share cannot keep the promise that nothing is lost.',
  ),
  spoolMaxMebibytes: preset(
    'RELAY_SPOOL_MAX_MIB',
    createNumberParser(16, 1_000_000),
    '1024',
    'Undelivered reports beyond this many MiB are not taken until others have left; the form is asked to try again. Several desks have an equal share each.',
  ),
  spoolMaxReports: preset(
    'RELAY_SPOOL_MAX_REPORTS',
    createNumberParser(1, 1_000_000),
    '10000',
    'The same limit as a number of reports.',
  ),
  keepDays: preset(
    'RELAY_KEEP_DAYS',
    createNumberParser(1, 3650),
    '30',
    'Days that hash and time of a delivered report are kept, so that the same ciphertext gets the same receipt and no second mail. The report itself is removed at once.',
  ),
  maildir: optional(
    'RELAY_MAILDIR',
    parseText,
    './mail',
    'Maildir that mail is written to. Used where RELAY_SMTP_URL is not set; one of the two is needed.',
  ),
  smtp: optional(
    'RELAY_SMTP_URL',
    parseSmtpUrl,
    'smtps://user:password@smtp.project.example:465',
    'Mail server that takes the mail on (a smarthost; the relay looks up no MX). smtp:// uses STARTTLS, port 587; smtps:// TLS from the start, port 465. Percent-encode user and password.',
  ),
  smtpRequireTls: preset(
    'RELAY_SMTP_REQUIRE_TLS',
    parseSwitch,
    'on',
    'With on, mail waits rather than leave unencrypted. off is for a mail server on the same machine.',
  ),
  tlsCa: optional(
    'RELAY_TLS_CA',
    parseText,
    './smtp-ca.pem',
    'File with further certificate authorities (PEM) to trust for the mail server.',
  ),
  recipients: optional(
    'RELAY_RECIPIENTS',
    parseRecipients,
    '0123456789ABCDEF0123456789ABCDEF01234567=maintainer@project.example',
    'Where each certificate of desk.json gets its mail: FINGERPRINT=address between commas. With RELAY_SMTP_URL every certificate needs one; with a Maildir none does.',
  ),
  inline: optional(
    'RELAY_INLINE',
    parseFingerprints,
    '0123456789ABCDEF0123456789ABCDEF01234567',
    'Certificates whose owners read mail in a program without PGP/MIME, between commas: they get the encrypted message as the text of a plain mail.',
  ),
  replyTo: optional(
    'RELAY_REPLY_TO',
    parseAddress,
    'security@project.example',
    "Reply-To of every mail: the desk's own contact. Replies never go to the relay.",
  ),
  envelopeFrom: optional(
    'RELAY_ENVELOPE_FROM',
    parseAddress,
    'bounces@relay.project.example',
    'Address that mail servers return bounces to. Without it, the sender address report-form@ at the host of RELAY_ORIGIN.',
  ),
  mailsPerHour: preset(
    'RELAY_MAILS_PER_HOUR',
    createNumberParser(1, 100_000),
    '20',
    'Mails an hour that one recipient gets one by one. What comes beyond waits in the spool and is announced in one mail; it goes out when an hour can hold it, or is fetched with queue export.',
  ),
  operator: optional(
    'RELAY_OPERATOR',
    parseAddress,
    'operator@project.example',
    'Who is mailed 60, 30 and 7 days before a key or security.txt of a desk expires, on the day, when a site has not answered for a day, and once a day for each alarm of the log.',
  ),
  trustProxy: preset(
    'RELAY_TRUST_PROXY',
    parseProxies,
    'off',
    'How many proxies of your own stand before the relay. Their X-Forwarded-For then says whose address counts for the rate; with off that header is ignored.',
  ),
  ratePerHour: preset(
    'RELAY_RATE_PER_HOUR',
    createNumberParser(1, 100_000),
    '20',
    'Reports an hour that each desk takes from one network (IPv4 /24, IPv6 /64).',
  ),
  rateTotalPerHour: preset(
    'RELAY_RATE_TOTAL_PER_HOUR',
    createNumberParser(1, 1_000_000),
    '300',
    'Reports an hour that each desk takes from everybody together.',
  ),
  proofBits: preset(
    'RELAY_PROOF_BITS',
    createNumberParser(0, 24),
    String(defaultProofBits),
    'Proof of work asked for each report: one more doubles it. 15 takes a phone about a second; up to three are added by themselves as the hour of a desk fills up. 0 asks for none.',
  ),
  host: preset(
    'RELAY_HOST',
    parseText,
    '127.0.0.1',
    'Address to listen on. Put a proxy with TLS before it.',
  ),
  port: preset(
    'RELAY_PORT',
    createNumberParser(0, 65_535),
    '8025',
    'Port to listen on; 0 takes a free one.',
  ),
  statusPort: optional(
    'RELAY_STATUS_PORT',
    createNumberParser(0, 65_535),
    '8026',
    'Port on 127.0.0.1 for what watches the relay: /live, and /ready with how much waits and for how long. Never pass it through a proxy.',
  ),
} as const;

type Table = typeof settingsTable;
type Value<S> = S extends { readonly parse: (text: string) => Parsed<infer T> } ? T : never;
type Optional<S> = S extends { readonly fallback: null; readonly required: false } ? null : never;

/** Everything an operator decides, parsed; null where an optional setting is not made. */
export type Settings = { readonly [K in keyof Table]: Value<Table[K]> | Optional<Table[K]> };

/** The environment as Node has it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Settings, or every fault of the environment at once: sentences that never repeat a value. */
export type ParsedSettings =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly faults: readonly string[] };

/** Reads all `RELAY_…` variables. A variable with a name that is not in the table is a fault: it may be a typing error. */
export function parseSettings(env: Environment): ParsedSettings {
  const faults: string[] = [];
  const rows: readonly [string, Setting<unknown>][] = Object.entries(settingsTable);
  const names = new Set<string>(rows.map(([, row]) => row.name));
  for (const name of Object.keys(env)) {
    if (name.startsWith('RELAY_') && !names.has(name)) {
      faults.push(`${name} is not a setting. Remove it, or correct its name.`);
    }
  }
  const values = rows.map(([key, row]): readonly [string, unknown] => {
    const text = env[row.name]?.trim() || row.fallback;
    if (text === null) {
      if (row.required) faults.push(`${row.name} is not set. Set it like ${row.example}.`);
      return [key, null];
    }
    const parsed = row.parse(text);
    if (parsed.ok) return [key, parsed.value];
    faults.push(`${row.name} cannot be used. Wanted: ${parsed.wanted}.`);
    return [key, null];
  });
  const { RELAY_SMTP_URL: smtp, RELAY_MAILDIR: maildir } = env;
  if (!smtp?.trim() && !maildir?.trim()) {
    faults.push('Mail has nowhere to go. Set RELAY_SMTP_URL, or RELAY_MAILDIR for a local folder.');
  }
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, settings: Object.fromEntries(values) as unknown as Settings };
}
