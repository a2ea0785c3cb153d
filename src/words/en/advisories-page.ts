/** Lists of advisories. */

export const advisories = {
  title: 'Advisories',
  description: (desk: string) =>
    `Every security advisory of ${desk}, newest first, with the versions it affects.`,
  lead: 'Every vulnerability we have published, with the versions it affects and what to do.',
  check: 'Check your version',
  releases: 'All releases at a glance',
  pageTitle: (list: string, number: number) => `${list}, page ${number}`,
  pageDescription: (desk: string, number: number, count: number) =>
    `Security advisories of ${desk}, page ${number} of ${count}.`,
  page: (number: number, count: number) => `Page ${number} of ${count}, newest first.`,
  groupDescription: (group: string, desk: string) =>
    `${group} in the list of ${desk}, newest first.`,
  /** How many a narrowed list has, and which of its pages this is. */
  group: (shown: number, all: number, { number, count }: { number: number; count: number }) =>
    `${shown === 1 ? 'One' : shown} of ${all} advisories${count > 1 ? `, page ${number} of ${count}` : ''}.`,
  none: <T>(day: T) => ['No known advisories as of ', day, '.'] as const,
  noneSuch: 'There is none.',
} as const;

/** One advisory in a list. */
export const advisoryCard = {
  noVersion: 'No version is affected.',
  exploited: 'used in attacks',
} as const;

/** Links that narrow a list. */
export const listFilters = {
  name: 'Narrow the list',
  all: 'All',
  kinds: { severity: 'Severity', product: 'Product', year: 'Year', state: 'State' },
} as const;

/** The other pages of a list. */
export const listPages = {
  name: 'Pages of the list',
  newer: 'Newer',
  page: (number: number) => `Page ${number}`,
  older: 'Older',
} as const;

/** What is announced but not published yet. */
export const announced = {
  title: <T>(title: T) => ['Announced: ', title] as const,
  on: <T>(day: T) => ['Announced on ', day] as const,
  planned: <T>(day: T) => ['Publication is planned for ', day] as const,
} as const;
