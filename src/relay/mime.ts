/** The mail around a sealed report (RFC 3156 section 4). It says nothing about the report but when it came and its hash. */
import { outerFromAddress, outerFromName, outerSubject } from '../contract.ts';
import { armor, armoredBytes } from './armor.ts';
import type { SpoolItem } from './spool.ts';

/** What of a mail is the operator's to say. */
export interface MailSettings {
  /** The relay's origin. */
  readonly origin: string;
  /** The desk's own contact, or null for no Reply-To. */
  readonly replyTo: string | null;
}

/** A mail that is written as it is read. */
export interface Mail {
  /** Length of the whole in bytes, or at most 7 more. */
  readonly bytes: number;
  /** The text in pieces; every line ends in CRLF, and all of it is ASCII. May be read once. */
  readonly text: AsyncIterable<string>;
}

/** The first 20 digits of the hash: the name that receipt, mail and log share. */
export function toReportId(sha256: string): string {
  return sha256.slice(0, 20);
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** RFC 5322 section 3.3, in UTC. @param time RFC 3339 */
export function toMailDate(time: string): string {
  const date = new Date(time);
  const clock = date.toISOString().slice(11, 19);
  const day = `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  return `${weekdays[date.getUTCDay()]}, ${day} ${clock} +0000`;
}

/** Who a mail is for, and how they read it. */
export interface Addressee {
  /** Address, or null where mail has no address, as in a local folder. */
  readonly to: string | null;
  /** True for a mail program without PGP/MIME: the encrypted message is the text of a plain mail. */
  readonly inline: boolean;
}

/** Headers and words around the armored message, which stands between the two. */
function toFrame(id: string, inline: boolean): { head: readonly string[]; tail: string } {
  if (inline) {
    const head = [
      'Content-Type: text/plain; charset=us-ascii',
      'Content-Transfer-Encoding: 7bit',
      '',
      '',
    ];
    return { head, tail: '' };
  }
  const boundary = `postern-${id}`;
  const head = [
    'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted";',
    ` boundary="${boundary}"`,
    '',
    'This mail is encrypted with OpenPGP (RFC 3156).',
    '',
    `--${boundary}`,
    'Content-Type: application/pgp-encrypted',
    'Content-Transfer-Encoding: 7bit',
    'Content-Description: PGP/MIME version',
    '',
    'Version: 1',
    '',
    `--${boundary}`,
    'Content-Type: application/octet-stream; name="encrypted.asc"',
    'Content-Transfer-Encoding: 7bit',
    'Content-Description: OpenPGP encrypted message',
    'Content-Disposition: inline; filename="encrypted.asc"',
    '',
    '',
  ];
  return { head, tail: `\r\n--${boundary}--\r\n` };
}

/**
 * Writes the mail of one report to one recipient.
 * @param body the sealed report
 */
export function renderMail(
  item: SpoolItem,
  { to, inline }: Addressee,
  { origin, replyTo }: MailSettings,
  body: AsyncIterable<Uint8Array>,
): Mail {
  const id = toReportId(item.sha256);
  const frame = toFrame(id, inline);
  const lines = [
    `Date: ${toMailDate(item.receivedAt)}`,
    `From: ${outerFromName} <${outerFromAddress(origin)}>`,
    `To: ${to ?? 'undisclosed-recipients:;'}`,
    ...(replyTo === null ? [] : [`Reply-To: ${replyTo}`]),
    `Subject: ${outerSubject}`,
    `Message-ID: <${id}@${new URL(origin).hostname}>`,
    `X-Postern-Id: ${id}`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    ...frame.head,
  ];
  const head = lines.join('\r\n');
  async function* text(): AsyncGenerator<string> {
    yield head;
    yield* armor(body);
    yield frame.tail;
  }
  return { bytes: head.length + armoredBytes(item.bytes) + frame.tail.length, text: text() };
}
