/** The answer to “am I affected?”, on release pages and, by their script, on the page of the question. */

export const checkAnswer = {
  affected: (name: string, count: number) => `${name} is affected by ${advisories(count)}.`,
  unplaced: (name: string) =>
    `${name} cannot be placed among the versions we know, so there is no answer.`,
  notAssessed: (name: string, count: number) =>
    `${name} has not been assessed for ${advisories(count)}.`,
  unknown: (name: string, product: string) =>
    `${name} is not a version we know. There is no advisory for ${product}.`,
  notAffected: (name: string) => `${name} has no known advisories.`,
} as const;

/** Where to go from a version: names and what stands beside them. */
export const checkFacts = {
  lowestOf: (line: string) => `Lowest of ${line} with no known advisory`,
  newestSafe: 'Newest with no known advisory',
  none: 'None',
  older: (version: string) => `${version}, which is older`,
  newest: 'Newest release',
  affectedBy: (version: string, count: number) => `${version}, affected by ${advisories(count)}`,
  line: (name: string) => `Release line ${name}`,
  notSupported: 'No longer supported',
  thisVersion: 'This version',
  notListed: 'Not in our list of releases',
  asOf: 'As of',
} as const;

/** Headings above the advisories, and what stands with each of them. */
export const checkGroups = {
  affected: 'Affected by',
  'not-assessed': 'Not assessed',
  'unknown-version': 'Cannot be placed',
  'not-affected': 'Not affected by',
  disputed: 'disputed',
  exploited: 'used in attacks',
  /** @param notes its id first */
  note: (notes: readonly string[]) => notes.join(', '),
  more: (count: number) => `And ${count} more`,
} as const;

function advisories(count: number): string {
  if (count === 0) return 'no advisory';
  return count === 1 ? 'one advisory' : `${count} advisories`;
}
