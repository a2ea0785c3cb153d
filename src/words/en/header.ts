/** The head of every page: the ways through the site, and what is said of a desk that is not in earnest. */

export const header = {
  suffix: 'Security',
  name: 'Main',
  policy: 'Policy',
  advisories: 'Advisories',
  hall: 'Hall of fame',
  guides: 'Guides',
  search: 'Search',
  report: 'Report a vulnerability',
} as const;
