/** Affected versions as phrases and sentences. */

export const versions = {
  all: 'all versions',
  before: (end: string) => `before ${end}`,
  fromBefore: (start: string, end: string) => `from ${start} before ${end}`,
  upTo: (end: string) => `up to ${end}`,
  fromTo: (start: string, end: string) => `from ${start} to ${end}`,
  andLater: (start: string) => `${start} and later`,
  /** @param range one of the phrases above, of commits */
  commits: (range: string) => `commits ${range}`,
  allCommits: 'commits of all times',
  /** @param rest how many more there are than those that are named */
  named: (names: readonly string[], rest: number) =>
    rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(', '),
  affected: (phrases: readonly string[]) => `affected ${phrases.join('; ')}.`,
  /** Of an advisory that was taken back. */
  saidToBeAffected: (phrases: readonly string[]) =>
    `was said to be affected ${phrases.join('; ')}.`,
} as const;
