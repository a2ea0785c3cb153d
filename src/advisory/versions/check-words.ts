/** The answer to “am I affected?” in words, the same on release pages and in the reader’s browser. */
import { checkAnswer, checkFacts, checkGroups } from '#words/check-answer';
import type { CheckAnswer } from './check-answer.ts';
import type { CheckAdvisory } from './check-index.ts';
import { toReleasePath } from './release-page.ts';
import type { Verdict } from './verdict.ts';

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
  if (count > 0) return checkAnswer.affected(name, count);
  if (advisories['unknown-version'].length > 0) return checkAnswer.unplaced(name);
  const open = advisories['not-assessed'].length;
  if (open > 0) return checkAnswer.notAssessed(name, open);
  return toCheckState(answer) === 'not-assessed'
    ? checkAnswer.unknown(name, product.name)
    : checkAnswer.notAffected(name);
}

/**
 * Where to go from a version.
 * @param date day of the build
 */
export function toCheckFacts(answer: CheckAnswer, date: string): CheckFact[] {
  const { line, version, lowestSafe, newestSafe, newest, product, released } = answer;
  const safe = newestSafe ?? checkFacts.none;
  const isOlder = newestSafe !== null && answer.newestSafeIsOlder;
  return [
    ...(line === null
      ? []
      : [{ term: checkFacts.lowestOf(line.name), text: lowestSafe ?? checkFacts.none }]),
    { term: checkFacts.newestSafe, text: isOlder ? checkFacts.older(safe) : safe },
    ...(newest === null || newest.version === version || newest.version === newestSafe
      ? []
      : [
          {
            term: checkFacts.newest,
            text: checkFacts.affectedBy(newest.version, newest.affected),
            path: toReleasePath(product.id, newest.version),
          },
        ]),
    ...(line === null || line.supported
      ? []
      : [{ term: checkFacts.line(line.name), text: checkFacts.notSupported }]),
    ...(released ? [] : [{ term: checkFacts.thisVersion, text: checkFacts.notListed }]),
    { term: checkFacts.asOf, text: date },
  ];
}

/** The advisories under their headings, the worst first; those that hit are named all. */
export function toCheckGroups({ advisories }: CheckAnswer): CheckGroup[] {
  const group = (verdict: Verdict, most = named): CheckGroup => {
    const all = advisories[verdict];
    return {
      title: checkGroups[verdict],
      advisories: all.slice(0, most),
      rest: Math.max(0, all.length - most),
    };
  };
  return [
    group('affected', advisories.affected.length),
    group('not-assessed'),
    group('unknown-version'),
    group('not-affected'),
  ].filter((it) => it.advisories.length > 0);
}

/** What stands under the title of an advisory in a list of them. */
export function toCheckNote({ id, disputed, exploited }: CheckAdvisory): string {
  return checkGroups.note([
    id,
    ...(disputed ? [checkGroups.disputed] : []),
    ...(exploited ? [checkGroups.exploited] : []),
  ]);
}
