/** The full text of an advisory as HTML for a feed: every fact of its page, and every address whole, since a reader knows no base. */
import { defineHastPlugin, markdownToHtml } from 'satteri';
import { createProseMarkup } from '../desk/prose-markup.ts';
import { toUrl } from '../desk/site.ts';
import type { Advisory } from './advisory.ts';
import { type Facts, findProduct } from './facts.ts';
import { toCreditLines } from './public-credit.ts';
import { toVersionPhrases } from './versions.ts';

/** Control characters that XML 1.0 cannot hold. */
const unusable = /[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu;

/** The reason of a withdrawal first, then who is hit, what to do, the body, and the facts beside it. */
export function renderFeedHtml(facts: Facts, advisory: Advisory): string {
  const { withdrawal, summary, remedies, affected, body, severity, references } = advisory;
  const page = toUrl(facts.site, `/advisories/${advisory.id}/`);
  const verb = advisory.status === 'withdrawn' ? 'was said to be affected' : 'affected';
  const prose = markdownToHtml(body, {
    hastPlugins: [createProseMarkup(facts.site.url), createWholeAddresses(page)],
  });
  return [
    ...(withdrawal === undefined ? [] : [paragraph('Withdrawn', withdrawal)]),
    ...(advisory.status === 'disputed' ? [paragraph('Disputed', 'Read the text for why.')] : []),
    `<p>${escapeHtml(summary)}</p>`,
    ...affected.map((it) =>
      paragraph(findProduct(facts, it.product).name, `${verb} ${toVersionPhrases(it).join('; ')}.`),
    ),
    ...(severity === null
      ? []
      : [
          paragraph(
            'Severity',
            `${severity.band}, ${severity.score.toFixed(1)} by CVSS ${severity.version}, ${severity.vector}`,
          ),
        ]),
    ...(advisory.exploited ? [paragraph('Exploited', 'Known to be used in attacks.')] : []),
    ...remedies.map((it) => paragraph(capital(it.kind), it.text)),
    prose.html.trim(),
    list('Dates', toDays(advisory)),
    list('Thanks to', toCreditLines(advisory, facts.reporters)),
    list(
      'References',
      references.map((it) => it.url),
      true,
    ),
    `<p><a href="${escapeHtml(page)}">${escapeHtml(page)}</a></p>`,
  ]
    .filter((part) => part !== '')
    .join('\n')
    .replaceAll(unusable, '');
}

/** Text as HTML, good in an attribute as well. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function toDays({ dates, revisions }: Advisory): string[] {
  const later = revisions.slice(1).map((it) => `${it.date}: ${it.change}`);
  return [`${dates.published}: Published.`, ...later];
}

/** What is still relative, such as a heading of the page itself, becomes an address of the page. */
function createWholeAddresses(page: string) {
  return defineHastPlugin({
    name: 'whole-addresses',
    element: {
      filter: ['a', 'img'],
      visit(node, context) {
        const field = node.tagName === 'a' ? 'href' : 'src';
        const address = node.properties[field];
        if (typeof address !== 'string' || !URL.canParse(address, page)) return;
        context.setProperty(node, field, new URL(address, page).href);
      },
    },
  });
}

function paragraph(term: string, text: string): string {
  return `<p><strong>${escapeHtml(term)}:</strong> ${escapeHtml(text)}</p>`;
}

function list(term: string, entries: readonly string[], links = false): string {
  if (entries.length === 0) return '';
  const items = entries.map((it) => {
    const text = escapeHtml(it);
    return links ? `<li><a href="${text}">${text}</a></li>` : `<li>${text}</li>`;
  });
  return `<p><strong>${escapeHtml(term)}:</strong></p>\n<ul>${items.join('')}</ul>`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
