/** An advisory in words for other places: plain text of 80 columns, the announcement mail, a line for release notes. */
import { advisoryPage } from '#words/advisory-page';
import { releaseNote, announcement as words } from '#words/announcement';
import { remedies as remedyWords } from '#words/remedies';
import { severityWithin } from '#words/severity';
import { toUrl } from '../../desk/site.ts';
import type { Advisory } from '../advisory.ts';
import { type Facts, findProduct } from '../facts.ts';
import { toFullName, toNameWithin, toPublicCredits } from '../people/public-credit.ts';
import { toVersionSentence } from '../versions/versions.ts';
import { toPlainMarkdown } from './plain-markdown.ts';

/** Columns that every mail program shows without breaking a line of its own. */
const columns = 80;

/** The whole advisory as plain text. */
export function renderText(facts: Facts, advisory: Advisory): string {
  const { summary, body } = advisory;
  const head = advisoryPage.title(advisory.id, advisory.title);
  const underline = '='.repeat(Math.min(columns, [...head].length));
  const parts = [
    `${wrap(head)}\n${underline}`,
    ...renderFacts(facts, advisory),
    wrap(summary),
    toPlainMarkdown(body, facts.site),
    wrap(toUrl(facts.site, `/advisories/${advisory.id}/`)),
  ];
  return `${parts.filter((it) => it !== '').join('\n\n')}\n`;
}

/** Subject and text of the mail that tells users; whom to send it to is for its sender to know. */
export function renderAnnouncement(facts: Facts, advisory: Advisory): string {
  const { id, severity, summary, affected, withdrawal } = advisory;
  const products = [...new Set(affected.map((it) => findProduct(facts, it.product).name))];
  const rated =
    severity === null || withdrawal !== undefined
      ? advisory.title
      : words.rated(advisory.title, severityWithin[severity.band]);
  const about = products.length === 0 ? rated : words.about(products, rated);
  const title = withdrawal === undefined ? about : words.withdrawn(about);
  const parts = [
    // A header goes on in a line that begins with a space (RFC 5322 section 2.2.3).
    wrap(`Subject: [security] ${title} [${id}]`, ' '),
    wrap(summary),
    ...renderFacts(facts, advisory),
    `${words.wholeAt}\n${toUrl(facts.site, `/advisories/${id}/`)}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** One line of Markdown for a change log, with thanks to those who agreed to them. */
export function renderReleaseNote(facts: Facts, advisory: Advisory): string {
  const { id, aliases, title, severity, withdrawal } = advisory;
  const names = aliases.length === 0 ? '' : `, ${aliases.join(', ')}`;
  const band = severity === null ? '' : `, ${severityWithin[severity.band]}`;
  const said = withdrawal === undefined ? title : words.withdrawn(title);
  const credits = withdrawal === undefined ? toPublicCredits(advisory, facts.reporters) : [];
  const people = [...new Set(credits.map((it) => escapeMarkdown(toNameWithin(it.shown))))];
  const thanks = people.length === 0 ? '' : `. ${releaseNote.thanks(people)}`;
  const link = `[${id}](${toUrl(facts.site, `/advisories/${id}/`)})`;
  return `- **${releaseNote.security}** ${escapeMarkdown(said)} (${link}${names}${band})${thanks}\n`;
}

function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>]/g, '\\$&');
}

/** Breaks lines between words; a word that is longer, such as an address, keeps a line of its own. */
export function wrap(text: string, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && [...longer].length > columns - (lines.length > 0 ? indent.length : 0)) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].join(`\n${indent}`);
}

function renderFacts(facts: Facts, advisory: Advisory): string[] {
  const { affected, aliases, severity, exploited, remedies, withdrawal } = advisory;
  const versions = affected.map((it) =>
    words.row(findProduct(facts, it.product).name, toVersionSentence(it)),
  );
  const credits = toPublicCredits(advisory, facts.reporters).map((it) => toFullName(it.shown));
  const { names } = words;
  const rows = [
    [names.withdrawn, withdrawal],
    [names.aliases, aliases.join(', ')],
    [
      names.severity,
      severity === null
        ? ''
        : words.severity(severityWithin[severity.band], severity.score, severity.vector),
    ],
    [names.exploited, exploited ? words.exploited : ''],
    [names.thanks, words.people([...new Set(credits)])],
  ].flatMap(([name = '', text]) => (text ? [wrap(words.row(name, text), '  ')] : []));
  return [
    ...versions.map((it) => wrap(it, '  ')),
    ...remedies.map((it) => wrap(words.row(remedyWords[it.kind], it.text), '  ')),
    ...(rows.length === 0 ? [] : [rows.join('\n')]),
  ];
}
