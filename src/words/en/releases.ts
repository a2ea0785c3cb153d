/** “Am I affected?”, the page of one release, and all releases at a glance. */

export const checkPage = {
  title: 'Am I affected?',
  description: (desk: string) =>
    `Which advisories of ${desk} affect the version you use, and which version is safe.`,
  lead: 'Name the version you use, and see which advisories affect it and which version is safe.',
  local: 'The answer is worked out in your browser. What you enter is sent nowhere.',
  product: 'Product',
  version: 'Version',
  check: 'Check',
  choose: 'Or choose a release',
  noScript: 'Each release has a page, which needs no script.',
  allReleases: 'All releases at a glance',
  older: 'older ones',
} as const;

export const releases = {
  title: 'Releases',
  description: (desk: string) => `Every release of ${desk} and the advisories that affect it.`,
  lead: 'Which release is affected by what. Each release has a page of its own.',
  check: 'Check your version',
} as const;

export const release = {
  all: 'Releases',
  date: <T>(day: T) => ['Released on ', day] as const,
  line: (name: string, supported: boolean) =>
    `${name}, ${supported ? 'receives security fixes' : 'no longer supported'}`,
  same: <T>(json: (text: string) => T, other: (text: string) => T) =>
    ['The same ', json('as JSON'), ', or for ', other('another version'), '.'] as const,
  report: <T>(link: (text: string) => T) =>
    ['Found something that is not listed? ', link('Report it in private'), '.'] as const,
  others: 'Other releases',
  newer: 'Newer release',
  older: 'Older release',
} as const;

export const releaseMatrix = {
  verdicts: {
    affected: 'Affected',
    'not-affected': 'Not affected',
    'not-assessed': 'Not assessed',
    'unknown-version': 'Unknown',
  },
  noRelease: 'No release is listed yet.',
  name: (product: string) => `Releases of ${product} and its advisories`,
  release: 'Release',
  left: <T>(shown: number, left: number, link: (text: string) => T) =>
    [
      `The newest ${shown} advisories are shown; `,
      link(`${left} more`),
      ' are counted on the page of each release.',
    ] as const,
  older: 'Older releases',
} as const;
