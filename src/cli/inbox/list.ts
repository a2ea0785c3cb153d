/** The page that lists the mails of a demonstration, newest first. */
import type { MailEntry } from '../open/maildir.ts';
import { toBytesText } from '../open/render-report.ts';
import { type Html, html } from './html.ts';
import { type Frame, renderPage, renderTime, toGroups } from './page.ts';

/** One line of the list. */
export interface ListedMail {
  readonly entry: MailEntry;
  /** The Subject outside the encryption. */
  readonly subject: string;
  /** The report's id outside the encryption, or null. */
  readonly id: string | null;
}

/**
 * @param mails newest first
 * @param total how many the Maildir holds, of which the list may show fewer
 * @param now when the Maildir was read
 */
export function renderList(
  frame: Frame,
  mails: readonly ListedMail[],
  total: number,
  now: Date,
): string {
  const content = html`
<header class="page-head">
  <h1>The maintainer’s inbox</h1>
  <p class="lead">Every report that this demonstration has received, as a maintainer’s mail program would list it.</p>
  <p>A real desk has no such page: its relay mails each report, encrypted, to the maintainers, and they read it in the
    mail program they have. Here the mail is encrypted to a throw-away key, <code>${toGroups(frame.keyFingerprint)}</code>,
    which lies unlocked in <code>.postern/keys/</code> on this machine.</p>
</header>
${mails.length === 0 ? renderEmpty(frame) : renderMails(frame, mails)}
<p class="muted small">${total > mails.length ? `The newest ${mails.length} of ${total} mails. ` : ''}As of ${renderTime(now)};
  reload the page to look again. In a terminal: <code>npm run desk -- open</code></p>`;
  return renderPage(frame, 'Inbox', content);
}

function renderEmpty({ base }: Frame): Html {
  return html`<p class="card">No mail yet. <a href="${base}report/">Send a report</a>: “Fill in a sample” on that page is
  one click, and a few seconds after you send it the mail is here.</p>`;
}

function renderMails(frame: Frame, mails: readonly ListedMail[]): Html {
  return html`<ol class="inbox-list" role="list">${mails.map((mail) => renderRow(frame, mail))}</ol>`;
}

function renderRow({ base }: Frame, { entry, subject, id }: ListedMail): Html {
  const href = `${base}_inbox/${encodeURIComponent(entry.name)}/`;
  return html`
  <li>
    <a href="${href}">${subject || '(no subject)'}, ${renderTime(entry.receivedAt)}</a>
    <span class="muted small">${id === null ? '' : html`id <code>${id}</code>, `}${toBytesText(entry.bytes)}</span>
  </li>`;
}
