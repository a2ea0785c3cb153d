/** The head of every page: the ways through the site, and what is said of a desk that is not in earnest. */

export const header = {
  suffix: 'Security',
  name: 'Main',
  policy: 'Policy',
  advisories: 'Advisories',
  hall: 'Hall of fame',
  guides: 'Guides',
  search: 'Search',
  /** @param rest what a narrow screen has no room for */
  report: <T>(rest: (text: string) => T) => ['Report', rest(' a vulnerability')] as const,
} as const;

/** Above it, on a desk that is not in earnest. */
export const demonstration = {
  name: 'About this site',
  demonstration: 'Demonstration.',
  preview: 'Preview.',
  /** The same where the key is one of this machine. */
  withKey: { demonstration: 'Demonstration,', preview: 'Preview,', rest: 'throw-away key.' },
  example: 'This desk is an example.',
  madeUp: (products: readonly string[]) =>
    products.length > 2
      ? `${products.length} products are made up.`
      : `${products.map((it) => `“${it}”`).join(' and ')} ${products.length === 1 ? 'is' : 'are'} made up.`,
  local: 'Reports stay on this machine.',
  report: 'Report something',
  inbox: 'Read it as maintainer',
} as const;
