/** The answer to “am I affected?” in words, the same on release pages and in the reader’s browser. */
import type { CheckAnswer } from './check-answer.ts';
import type { CheckAdvisory } from './check-index.ts';
import { toReleasePath } from './release-page.ts';

export type CheckState = 'affected' | 'not-assessed' | 'not-affected';

export interface CheckFact {
  readonly term: string;
  readonly text: string;
  /** Path within the site that the text leads to. */
  readonly path?: `/${string}`;
}

/** Advisories under one heading. */
export interface CheckGroup {
  readonly title: string;
  readonly advisories: readonly CheckAdvisory[];
  /** How many more there are, which only the list of the product shows. */
  readonly rest: number;
}

/** What does not hit is named up to here, and counted from here on. */
const named = 25;

/** The worst that is known; what nobody has assessed is never called not affected. */
export function toCheckState({ advisories, line, released }: CheckAnswer): CheckState {
  if (advisories.affected.length > 0) return 'affected';
  const open = advisories['not-assessed'].length + advisories['unknown-version'].length;
  if (open > 0) return 'not-assessed';
  const placed = released || line !== null || advisories['not-affected'].length > 0;
  return placed ? 'not-affected' : 'not-assessed';
}

/** The answer in one sentence, the worst first. */
export function toCheckSentence(answer: CheckAnswer): string {
  const { product, version, advisories } = answer;
  const name = `${product.name} ${version}`;
  const count = advisories.affected.length;
  if (count > 0) return `${name} is affected by ${toCount(count)}.`;
  if (advisories['unknown-version'].length > 0) {
    return `${name} cannot be placed among the versions we know, so there is no answer.`;
  }
  const open = advisories['not-assessed'].length;
  if (open > 0) return `${name} has not been assessed for ${toCount(open)}.`;
  if (toCheckState(answer) === 'not-assessed') {
    return `${name} is not a version we know. There is no advisory for ${product.name}.`;
  }
  return `${name} has no known advisories.`;
}

/**
 * Where to go from a version.
 * @param date day of the build
 */
export function toCheckFacts(answer: CheckAnswer, date: string): CheckFact[] {
  const { line, version, lowestSafe, newestSafe, newest, product, released } = answer;
  const older = newestSafe !== null && answer.newestSafeIsOlder ? ', which is older' : '';
  return [
    ...(line === null
      ? []
      : [{ term: `Lowest of ${line.name} with no known advisory`, text: lowestSafe ?? 'None' }]),
    { term: 'Newest with no known advisory', text: `${newestSafe ?? 'None'}${older}` },
    ...(newest === null || newest.version === version || newest.version === newestSafe
      ? []
      : [
          {
            term: 'Newest release',
            text: `${newest.version}, affected by ${toCount(newest.affected)}`,
            path: toReleasePath(product.id, newest.version),
          },
        ]),
    ...(line === null || line.supported
      ? []
      : [{ term: `Release line ${line.name}`, text: 'No longer supported' }]),
    ...(released ? [] : [{ term: 'This version', text: 'Not in our list of releases' }]),
    { term: 'As of', text: date },
  ];
}

/** The advisories under their headings, the worst first; those that hit are named all. */
export function toCheckGroups({ advisories }: CheckAnswer): CheckGroup[] {
  const group = (title: string, all: readonly CheckAdvisory[], most = named): CheckGroup => ({
    title,
    advisories: all.slice(0, most),
    rest: Math.max(0, all.length - most),
  });
  return [
    group('Affected by', advisories.affected, advisories.affected.length),
    group('Not assessed', advisories['not-assessed']),
    group('Cannot be placed', advisories['unknown-version']),
    group('Not affected by', advisories['not-affected']),
  ].filter((it) => it.advisories.length > 0);
}

/** What stands under the title of an advisory in a list of them. */
export function toCheckNote({ id, disputed, exploited }: CheckAdvisory): string {
  return [id, ...(disputed ? ['disputed'] : []), ...(exploited ? ['used in attacks'] : [])].join(
    ', ',
  );
}

function toCount(count: number): string {
  if (count === 0) return 'no advisory';
  return count === 1 ? 'one advisory' : `${count} advisories`;
}
