/** The frame of the demonstration's inbox pages. */
import { type Html, html } from './html.ts';

/** What every page of the inbox says about itself. */
export interface Frame {
  readonly siteName: string;
  /** The site's own stylesheet. */
  readonly stylesheetHref: string;
  /** Path that the site is served under, with slashes at both ends. */
  readonly base: string;
  /** Fingerprint of the throw-away key, upper hex. */
  readonly keyFingerprint: string;
}

/** A whole page. */
export function renderPage(frame: Frame, title: string, content: Html): string {
  const { base, siteName } = frame;
  const page = html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${title} · ${siteName}</title>
    <link rel="icon" href="${base}favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="${frame.stylesheetHref}">
    <link rel="stylesheet" href="${base}_inbox/inbox.css">
  </head>
  <body>
    <a class="skip-link" href="#main">Skip to the text</a>
    <aside class="demonstration-bar" aria-label="About this page">
      <div class="page">
        <p><strong>Demonstration,</strong> throw-away key. In real life this is the maintainer’s own mail program.</p>
      </div>
    </aside>
    <header class="site-header">
      <div class="page">
        <a class="site-name" href="${base}"><strong>${siteName}</strong></a>
        <nav aria-label="Main">
          <ul role="list">
            <li><a href="${base}_inbox/">Inbox</a></li>
            <li><a href="${base}report/">Report something</a></li>
          </ul>
        </nav>
      </div>
    </header>
    <main id="main" tabindex="-1">
      <div class="page inbox">
${content}
      </div>
    </main>
  </body>
</html>
`;
  return page.markup;
}

/** `ABCD EF01 …`, as people compare it. */
export function toGroups(fingerprint: string): string {
  return fingerprint.replace(/.{4}(?=.)/g, '$& ');
}

/** `2026-11-22 01:43:10 UTC` */
export function renderTime(time: Date): Html {
  const iso = `${time.toISOString().slice(0, 19)}Z`;
  return html`<time datetime="${iso}">${iso.replace('T', ' ').replace('Z', ' UTC')}</time>`;
}
