/** What of an advisory under embargo must be nowhere, and how a text is searched for it. */
import { type MdastNode, markdownToMdast } from 'satteri';
import type { Embargoed } from '../advisory/draft.ts';
import { unescapeText } from './leak-views.ts';

/** Characters from which on a title, and a sentence, says something that is nowhere by chance. */
const titleCharacters = 20;
const sentenceCharacters = 40;

/** The terms that a text holds. */
export type FindTerms = (text: string) => readonly string[];

/**
 * Ids, aliases, titles of 20 and sentences of 40 characters or more, each as words without case, marks and spacing.
 */
export function toLeakTerms(embargoed: readonly Embargoed[]): string[] {
  const terms = embargoed.flatMap(({ id, aliases, title, summary, body }) => [
    // A search index writes a name with hyphens as one word.
    ...[id, ...aliases].flatMap((name) => [name, name.replaceAll(/[^\p{L}\p{N}]/gu, '')]),
    ...(title.length < titleCharacters ? [] : [title]),
    ...[summary ?? '', body, ...readBlocks(body)]
      .flatMap((text) => text.split(/(?<=[.!?。！？])\s+|\n\s*\n/u))
      .filter((sentence) => sentence.trim().length >= sentenceCharacters),
  ]);
  const words = terms.flatMap((term) => [toWords(term), toWords(unescapeText(term))]);
  // An alias of two letters would be everywhere.
  return [...new Set(words)].filter((it) => it.length > 4);
}

/** Looks for all terms in one pass, so that thousands of them cost little more than one. */
export function createFindTerms(terms: readonly string[]): FindTerms {
  const single = terms.filter((it) => !it.includes(' '));
  const byStart = new Map<string, string[]>();
  for (const term of terms) {
    const start = firstTwoWords(term, 0);
    if (start !== null) byStart.set(start, [...(byStart.get(start) ?? []), term]);
  }
  return (text) => {
    const words = toWords(text);
    const found = single.filter((term) => words.includes(term));
    for (let at = 0; at !== -1 && at < words.length; at = nextWord(words, at)) {
      const start = firstTwoWords(words, at);
      for (const term of (start === null ? undefined : byStart.get(start)) ?? []) {
        if (words.startsWith(term, at) && endsWord(words, at + term.length)) found.push(term);
      }
    }
    return found;
  };
}

/** Lower-case words with one space between them: what is left when spelling does not count. */
export function toWords(text: string): string {
  const composed = /[^\p{ASCII}]/u.test(text) ? text.normalize('NFKC') : text;
  return composed
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/** The text of each paragraph, heading and cell as a reader sees it, without the addresses of links. */
export function readBlocks(body: string): string[] {
  const text = (node: MdastNode): string => {
    if ('value' in node && typeof node.value === 'string') return node.value;
    if (node.type === 'break') return ' ';
    return 'children' in node ? node.children.map((it) => text(it as MdastNode)).join('') : '';
  };
  const blocks = (node: MdastNode): string[] => {
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
      return [text(node)];
    }
    if ('children' in node) return node.children.flatMap((it) => blocks(it as MdastNode));
    // Code is compared line by line: a page may number or wrap it.
    return node.type === 'code' ? node.value.split('\n') : [];
  };
  return blocks(markdownToMdast(body));
}

/** `one two` of `one two three`, or null where there is only one. */
function firstTwoWords(words: string, at: number): string | null {
  const first = words.indexOf(' ', at);
  if (first === -1) return null;
  const second = words.indexOf(' ', first + 1);
  return words.slice(at, second === -1 ? words.length : second);
}

function nextWord(words: string, at: number): number {
  const space = words.indexOf(' ', at);
  return space === -1 ? -1 : space + 1;
}

function endsWord(words: string, at: number): boolean {
  return at === words.length || words[at] === ' ';
}
