/** What `npm run relay -- --check` says: a line for each thing that was looked at, and the DNS records that mail needs. */

import { toPrintable } from './printable.ts';

/** One thing that was looked at. */
export interface Looked {
  readonly ok: boolean;
  /** What it is, in a few words. */
  readonly what: string;
  /** What was found, and where it is wrong what to do. */
  readonly found: string;
}

/** DNS as it is now; null where it could not be asked. */
export interface MailRecords {
  /** TXT records of the sender's host. */
  readonly host: readonly string[] | null;
  /** TXT records at `_dmarc.` before it. */
  readonly dmarc: readonly string[] | null;
}

export function renderLooked(all: readonly Looked[]): string {
  return all.map(({ ok, what, found }) => `${ok ? 'ok  ' : 'NOT '}  ${what}: ${found}\n`).join('');
}

function renderRecord(name: string, value: string, now: readonly string[] | null, mark: RegExp) {
  const found = now?.find((it) => mark.test(it));
  const state =
    now === null
      ? 'could not be looked up'
      : found === undefined
        ? 'is not there'
        : `now ${toPrintable(found)}`;
  return `  ${name}  TXT  "${value}"\n      ${state}\n`;
}

/**
 * The records that let mail servers believe the sender: SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489). Which
 * servers may send is known to whoever runs the smarthost, so that part is left to be filled in.
 * @param host of the sender's address
 */
export function renderMailRecords(host: string, now: MailRecords): string {
  return [
    `Mail leaves as report-form@${host}. For mail servers to believe it, DNS needs:\n`,
    renderRecord(host, 'v=spf1 include:SPF-OF-YOUR-MAIL-SERVER -all', now.host, /^v=spf1\b/i),
    `  SELECTOR._domainkey.${host}  TXT  the public key that your mail server signs with (DKIM)\n`,
    renderRecord(`_dmarc.${host}`, 'v=DMARC1; p=reject', now.dmarc, /^v=DMARC1\b/i),
    `Whoever runs the mail server can name the first value and the selector.\n`,
  ].join('');
}
