/** Answers what is known already, from the one file of `/check/`. Loaded when a reporter asks. */
import { known } from '#words/known-advisories';
import { newTab } from '#words/links';
import { toCheckAnswer, toProductCheck } from '../advisory/versions/check-answer.ts';
import type { CheckIndex } from '../advisory/versions/check-index.ts';
import { type KnownAdvisory, toProductWords, toVersionWords } from './known-words.ts';
import { toWholeNodes } from './whole-nodes.ts';

/** Shows what is known of a product and a version, either of them possibly empty. */
export type ShowKnown = (product: string, version: string) => void;

/**
 * Reads the index, once and whole: what is asked of it is never part of a request.
 * @param place where the answer stands
 * @param root the site's own root, with slashes at both ends
 * @param texts language of the titles, where it is another than the page’s
 */
export async function readKnown(
  address: string,
  place: HTMLElement,
  root: string,
  texts: string,
): Promise<ShowKnown> {
  const response = await fetch(address, { credentials: 'omit' });
  if (!response.ok) throw new Error(`The index was answered with ${response.status}.`);
  const index = (await response.json()) as CheckIndex;
  return (product, version) => {
    const check = toProductCheck(index, product);
    if (check === null) {
      place.replaceChildren(paragraph(known.noProduct));
      return;
    }
    const typed = version.trim();
    const words =
      typed === '' ? toProductWords(check) : toVersionWords(toCheckAnswer(check, typed));
    const { sentences, near, others } = words;
    place.replaceChildren(...sentences.map(paragraph));
    if (near.length > 0) place.append(renderList(near, root, texts));
    if (others.length === 0) return;
    if (typed === '') place.append(renderList(others, root, texts));
    else place.append(renderOthers(others, check.product.name, root, texts));
  };
}

function renderOthers(
  all: readonly KnownAdvisory[],
  product: string,
  root: string,
  texts: string,
): HTMLElement {
  const details = document.createElement('details');
  const summary = document.createElement('summary');
  summary.textContent = known.others(all.length, product);
  details.append(summary, renderList(all, root, texts));
  return details;
}

function renderList(all: readonly KnownAdvisory[], root: string, texts: string): HTMLElement {
  const list = document.createElement('ul');
  list.append(
    ...all.map(({ id, title, note }) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.setAttribute('href', `${root}advisories/${id}/`);
      // Leaving the page would leave the report.
      link.target = '_blank';
      link.rel = 'noopener';
      const name = document.createElement('span');
      name.textContent = title;
      if (texts !== '') name.lang = texts;
      link.append(name, ` ${newTab}`);
      item.append(link, ...toWholeNodes(known.notes([id, note].filter((it) => it !== ''))));
      return item;
    }),
  );
  return list;
}

function paragraph(text: string): HTMLElement {
  const made = document.createElement('p');
  made.append(...toWholeNodes(text));
  return made;
}
