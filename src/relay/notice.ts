/** A mail of the relay's own, to a person who looks after it: constant words and counts, and nothing of any report. */
import { outerFromAddress } from '../contract.ts';
import { toMailDate } from './mime.ts';

/** What a notice says. All of it is ASCII. */
export interface Notice {
  /** Names this notice and no other, in letters, digits, full stops and hyphens; trying again gives the same mail. */
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly date: string;
  readonly subject: string;
  /** Lines of text, each shorter than 78 columns (RFC 5322 section 2.1.1). */
  readonly lines: readonly string[];
}

/**
 * The whole mail, with CRLF at each line's end.
 * @param to address, or null where mail has no address, as in a local folder
 * @param origin the relay's
 * @throws RangeError for words that would need another encoding
 */
export function renderNotice(notice: Notice, to: string | null, origin: string): string {
  const head = [
    `Date: ${toMailDate(notice.date)}`,
    `From: Report relay <${outerFromAddress(origin)}>`,
    `To: ${to ?? 'undisclosed-recipients:;'}`,
    `Subject: ${notice.subject}`,
    `Message-ID: <${notice.id}@${new URL(origin).hostname}>`,
    // RFC 3834 section 5: nobody's program answers this.
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=us-ascii',
    'Content-Transfer-Encoding: 7bit',
  ];
  const mail = [...head, '', ...notice.lines, ''].join('\r\n');
  if (!/^[\r\n\x20-\x7e]*$/.test(mail)) throw new RangeError('A notice holds ASCII only.');
  return mail;
}
