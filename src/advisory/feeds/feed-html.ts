/** The full text of an advisory as HTML for a feed: every fact of its page, and every address whole, since a reader knows no base. */
import { defineHastPlugin, markdownToHtml } from 'satteri';
import { feedFacts as words } from '#words/feeds';
import { remedies as remedyWords } from '#words/remedies';
import { severityWithin } from '#words/severity';
import { versions as versionWords } from '#words/versions';
import { createProseMarkup } from '../../desk/prose/prose-markup.ts';
import { toUrl } from '../../desk/site.ts';
import type { Advisory } from '../advisory.ts';
import { type Facts, findProduct } from '../facts.ts';
import { toCreditLines } from '../people/public-credit.ts';
import { toVersionPhrases } from '../versions/versions.ts';

/** Control characters that XML 1.0 cannot hold. */
const unusable = /[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu;

/** The reason of a withdrawal first, then who is hit, what to do, the body, and the facts beside it. */
export function renderFeedHtml(facts: Facts, advisory: Advisory): string {
  const { withdrawal, summary, remedies, affected, body, severity, references } = advisory;
  const page = toUrl(facts.site, `/advisories/${advisory.id}/`);
  const hit = versionWords[advisory.status === 'withdrawn' ? 'saidToBeAffected' : 'affected'];
  const prose = markdownToHtml(body, {
    hastPlugins: [createProseMarkup(facts.site.url), createWholeAddresses(page)],
  });
  return [
    ...(withdrawal === undefined ? [] : [paragraph(words.withdrawn, withdrawal)]),
    ...(advisory.status === 'disputed' ? [paragraph(words.disputed, words.disputedWhy)] : []),
    `<p>${escapeHtml(summary)}</p>`,
    ...affected.map((it) =>
      paragraph(findProduct(facts, it.product).name, hit(toVersionPhrases(it))),
    ),
    ...(severity === null
      ? []
      : [
          paragraph(
            words.severity,
            words.rated(
              severityWithin[severity.band],
              severity.score.toFixed(1),
              severity.version,
              severity.vector,
            ),
          ),
        ]),
    ...(advisory.exploited ? [paragraph(words.exploited, words.exploitedHow)] : []),
    ...remedies.map((it) => paragraph(remedyWords[it.kind], it.text)),
    prose.html.trim(),
    list(words.dates, toDays(advisory)),
    list(words.thanks, toCreditLines(advisory, facts.reporters)),
    list(
      words.references,
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
  const later = revisions.slice(1).map((it) => words.revised(it.date, it.change));
  return [words.published(dates.published), ...later];
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
  return `<p><strong>${escapeHtml(words.label(term))}</strong> ${escapeHtml(text)}</p>`;
}

function list(term: string, entries: readonly string[], links = false): string {
  if (entries.length === 0) return '';
  const items = entries.map((it) => {
    const text = escapeHtml(it);
    return links ? `<li><a href="${text}">${text}</a></li>` : `<li>${text}</li>`;
  });
  return `<p><strong>${escapeHtml(words.label(term))}</strong></p>\n<ul>${items.join('')}</ul>`;
}
