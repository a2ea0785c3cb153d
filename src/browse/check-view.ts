/** Shows an answer of `/check/`, built from elements and text alone. */
import { checkGroups } from '#words/check-answer';
import { checkForm } from '#words/check-form';
import { severity as severityWords } from '#words/severity';
import type { CheckAnswer } from '../advisory/versions/check-answer.ts';
import type { CheckAdvisory } from '../advisory/versions/check-index.ts';
import {
  type CheckGroup,
  toCheckFacts,
  toCheckGroups,
  toCheckNote,
  toCheckSentence,
  toCheckState,
} from '../advisory/versions/check-words.ts';
import { toReleasePath } from '../advisory/versions/release-page.ts';
import { toWholeNodes } from './whole-nodes.ts';

/**
 * The same parts as a release page has.
 * @param root the site's own root, with slashes at both ends
 * @param date day of the build
 * @param texts language of the advisories’ titles, where it is another than the page’s
 */
export function toCheckView(
  answer: CheckAnswer,
  root: string,
  date: string,
  texts: string,
): Element[] {
  const { product, version, released } = answer;
  const heading = element('h2', toCheckSentence(answer), 'check-answer');
  heading.tabIndex = -1;
  const facts = element('dl', '', 'facts');
  for (const { term, text, path } of toCheckFacts(answer, date)) {
    const description = element('dd', '');
    if (path === undefined) description.append(...toWholeNodes(text));
    else description.append(link(below(root, path), text));
    facts.append(element('dt', term), description);
  }
  const result = element('div', '', 'check-result');
  result.dataset.answer = toCheckState(answer);
  result.append(heading, facts);
  if (released) {
    const page = element('p', '');
    page.append(link(below(root, toReleasePath(product.id, version)), checkForm.releasePage));
    result.append(page);
  }
  return [
    result,
    ...toCheckGroups(answer).map((group) => toSection(group, root, product.id, texts)),
  ];
}

function toSection(
  { title, advisories, rest }: CheckGroup,
  root: string,
  product: string,
  texts: string,
): Element {
  const list = element('ul', '', 'check-list');
  list.setAttribute('role', 'list');
  list.append(
    ...advisories.map((it) => {
      const item = element('li', '');
      const name = link(below(root, `/advisories/${it.id}/`), it.title);
      if (texts !== '') name.lang = texts;
      item.append(toBadge(it), name, element('span', toCheckNote(it), 'muted small'));
      return item;
    }),
  );
  const section = element('section', '');
  section.append(element('h3', title), list);
  if (rest > 0) {
    const more = element('p', '');
    more.append(link(below(root, `/advisories/by/product/${product}/`), checkGroups.more(rest)));
    section.append(more);
  }
  return section;
}

function below(root: string, path: `/${string}`): string {
  return `${root}${path.slice(1)}`;
}

function toBadge({ severity }: CheckAdvisory): Element {
  const text =
    severity === null
      ? severityWords.unrated
      : `${severityWords[severity.band]} ${severity.score.toFixed(1)}`;
  const badge = element('span', text, 'severity');
  badge.dataset.band = severity?.band ?? 'unrated';
  return badge;
}

function link(href: string, text: string): HTMLElement {
  const anchor = element('a', text);
  anchor.setAttribute('href', href);
  return anchor;
}

function element(name: string, text: string, className = ''): HTMLElement {
  const made = document.createElement(name);
  made.append(...toWholeNodes(text));
  if (className !== '') made.className = className;
  return made;
}
