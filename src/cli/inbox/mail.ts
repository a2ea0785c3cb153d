/** The page of one mail: what every server on the way could see, beside what the maintainer reads. */
import type { OpenedReport, ReportFile } from '../open/opened-report.ts';
import { toBytesText, toSenderSentence } from '../open/render-report.ts';
import { type Html, html } from './html.ts';
import { type Frame, renderPage, renderTime, toGroups } from './page.ts';
import type { InboxMail } from './read-mail.ts';

/** More of a mail than this is left out of the page: a report of 12 MiB is a mail of 17 MB. */
const maxShownBytes = 64 * 1024;

/** The whole page, whatever the mail is. */
export function renderMail(frame: Frame, { entry, raw, opening }: InboxMail): string {
  const href = `${frame.base}_inbox/${encodeURIComponent(entry.name)}/`;
  const content = html`
<header class="page-head">
  <p class="small"><a href="${frame.base}_inbox/">All mails</a></p>
  <h1>One report, closed and open</h1>
  <p>Received ${renderTime(entry.receivedAt)}, ${toBytesText(entry.bytes)}. In real life the opened report
    is read in the maintainer’s own mail program, and only the maintainers have the key.</p>
</header>
<div class="inbox-sides">
  ${renderTravelled(href, Buffer.from(raw).toString('latin1'))}
  ${renderRead(frame, href, opening)}
</div>`;
  return renderPage(frame, 'One mail', content);
}

function renderTravelled(href: string, raw: string): Html {
  const [header = ''] = raw.split(/\r?\n\r?\n/, 1);
  const body = raw.slice(header.length).replace(/^\r?\n\r?\n/, '');
  const hidden = body.length - maxShownBytes;
  return html`
<section class="inbox-side" aria-labelledby="travelled">
  <h2 id="travelled">What travelled</h2>
  <p class="muted">All that the relay and every mail server on the way could see.</p>
  <h3 id="travelled-header">Header</h3>
  ${renderScroll('travelled-header', header)}
  <h3 id="travelled-body">Body</h3>
  ${renderScroll('travelled-body', body.slice(0, maxShownBytes))}
  ${hidden > 0 ? html`<p class="muted small">${toBytesText(hidden)} more of the same.</p>` : ''}
  <p class="small"><a href="${href}mail.eml" download>Save the mail as it travelled</a>, to open it in a mail program.</p>
</section>`;
}

function renderRead({ keyFingerprint }: Frame, href: string, opening: InboxMail['opening']): Html {
  return html`
<section class="inbox-side" aria-labelledby="read">
  <h2 id="read">What the maintainer reads</h2>
  <p class="muted">After decryption with the throw-away key <code>${toGroups(keyFingerprint)}</code>.</p>
  ${'problem' in opening ? renderProblem(opening.problem) : renderOpened(href, opening.report)}
</section>`;
}

function renderProblem(problem: string): Html {
  return html`<div class="card"><h3>This mail could not be opened</h3><p>${problem}</p></div>`;
}

function renderOpened(href: string, report: OpenedReport): Html {
  return html`
<dl class="inbox-fields">
  ${report.headers.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
  <div><dt>Sender</dt><dd>${toSenderSentence(report.signed)}</dd></div>
</dl>
<h3 id="read-text">Text</h3>
${renderScroll('read-text', report.text || '(The report has no plain text. Its files are listed below.)')}
<h3>Files</h3>
${report.files.length === 0 ? html`<p class="muted">None.</p>` : renderFiles(href, report.files)}`;
}

function renderFiles(href: string, files: readonly ReportFile[]): Html {
  const rows = files.map(
    (file, index) => html`
  <li>
    <a href="${href}${String(index + 1)}" download>${file.name.trim() || `File ${index + 1}, without a name`}</a>
    <span class="muted small">${file.mediaType}, ${toBytesText(file.content.length)}</span>
    <code class="inbox-hash">sha256 ${file.sha256}</code>
  </li>`,
  );
  return html`<ol class="inbox-list" role="list">${rows}</ol>`;
}

/** A long text scrolls in a region of its own, which the keyboard reaches and a screen reader names. */
function renderScroll(labelledBy: string, text: string): Html {
  return html`<section class="inbox-scroll" tabindex="0" aria-labelledby="${labelledBy}"><pre>${text}</pre></section>`;
}
