/** Every rule over all advisories of a desk: one list, in the order of the topics. */
import type { Finding } from '../../desk/finding.ts';
import type { SourcedAdvisory } from '../sourced-advisory.ts';
import { checkCwe } from './check-cwe.ts';
import { checkDates } from './check-dates.ts';
import { checkIds } from './check-ids.ts';
import { checkNames, type KnownNames } from './check-names.ts';
import { checkRanges } from './check-ranges.ts';
import { checkReleases, type ListedProduct } from './check-releases.ts';
import { checkRevisions } from './check-revisions.ts';
import { checkTexts } from './check-texts.ts';

/** What advisories are held against. */
export interface Surroundings extends KnownNames {
  /** Products without a fault, with what they list. */
  readonly listed: readonly ListedProduct[];
  /** UTC day of the build. */
  readonly day: string;
}

/** Findings of every rule over all advisories. */
export function checkAdvisories(all: readonly SourcedAdvisory[], around: Surroundings): Finding[] {
  return [
    ...checkIds(all),
    ...all.flatMap((it) => [
      ...checkNames(it, around),
      ...checkTexts(it),
      ...checkRanges(it),
      ...checkReleases(it, around.listed),
      ...checkCwe(it),
      ...checkDates(it, around.day),
      ...checkRevisions(it),
    ]),
  ];
}
