/** Shows what was found, built from elements and text alone. */
import { searchResults as words } from '#words/search-results';
import { toExcerpt } from './excerpt.ts';
import type { Found } from './pagefind-bundle.ts';

/** One result: its title as a heading, what it is, and the text around the words. */
export function toResult({ url, excerpt, meta }: Found): HTMLLIElement {
  const text = document.createElement('p');
  text.append(
    ...toExcerpt(excerpt).map((piece) => {
      if (!piece.marked) return document.createTextNode(piece.text);
      const mark = document.createElement('mark');
      mark.textContent = piece.text;
      return mark;
    }),
  );
  const facts = [meta.state, meta.severity, meta.id, meta.date].filter(
    (it) => it !== undefined && it !== '',
  );
  return toItem(url, meta.title ?? url, facts.join(' · '), text);
}

/** An advisory of which nothing but its id is known here. */
export function toIdResult(id: string, url: string): HTMLLIElement {
  return toItem(url, id, '');
}

/** The sentence that is read out when the results are there. */
export function toCountSentence(count: number, shown: number): string {
  if (count === 0) return words.nothing;
  return shown < count ? words.countShown(count, shown) : words.count(count);
}

function toItem(url: string, title: string, facts: string, ...more: Element[]): HTMLLIElement {
  const item = document.createElement('li');
  const heading = document.createElement('h3');
  const link = document.createElement('a');
  link.href = url;
  link.textContent = title;
  heading.append(link);
  item.append(heading);
  if (facts !== '') {
    const line = document.createElement('p');
    line.className = 'muted small';
    line.textContent = facts;
    item.append(line);
  }
  item.append(...more);
  return item;
}
