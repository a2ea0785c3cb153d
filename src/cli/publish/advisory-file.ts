/** Advisory files as text: facts between two lines of hyphens, then prose. */
import { type Document, parseDocument, stringify } from 'yaml';
import { toSourceText } from '../../desk/source/source-text.ts';

/** The order in which an author meets the fields. */
const order = [
  ...['id', 'aliases', 'title', 'summary', 'status', 'withdrawal', 'dates', 'revisions'],
  ...['affected', 'cvss', 'cwe', 'exploited', 'remedies', 'references', 'credits', 'announcement'],
];

/**
 * Writes out facts and prose.
 * @param comment lines for the author alone, which no page shows; it may hold anything
 */
export function renderAdvisoryFile(
  facts: Readonly<Record<string, unknown>>,
  body: string,
  comment = '',
): string {
  const known = order.filter((name) => facts[name] !== undefined && !isEmpty(facts[name]));
  const sorted = Object.fromEntries(known.map((name) => [name, facts[name]]));
  const yaml = stringify(sorted, { lineWidth: 0, aliasDuplicateObjects: false });
  return `---\n${yaml}${renderComment(comment)}---\n\n${body.trim()}\n`;
}

/** The facts of a file, to be changed in place with all comments kept, and its prose. */
export function splitAdvisoryFile(text: string): { document: Document; body: string } {
  const clean = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const [whole = '', yaml = ''] = /^---\n([\s\S]*?)^---[ \t]*(?:\n|$)/m.exec(clean) ?? [];
  return { document: parseDocument(yaml), body: clean.slice(whole.length) };
}

/** The same file with changed facts. */
export function joinAdvisoryFile(document: Document, body: string): string {
  return `---\n${document.toString({ lineWidth: 0 })}---\n${body}`;
}

function renderComment(comment: string): string {
  if (comment === '') return '';
  // A control character would make the file unreadable, and a line of its own end the comment.
  const lines = toSourceText(comment)
    .replaceAll(/[\u2028\u2029\uFEFF]/gu, '')
    .split('\n');
  return lines.map((line) => `${`# ${line}`.trimEnd()}\n`).join('');
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value)
    ? value.length === 0
    : typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
