/** What stands at the foot of every page. */

export const footer = {
  reviewed: <T>(day: T) => ['Policy last reviewed on ', day, '.'] as const,
  about: 'About this desk',
  forPeople: 'For people',
  policy: 'Security policy',
  check: 'Am I affected?',
  keys: 'Encryption keys',
  hall: 'Hall of fame',
  guides: 'Guides',
  repository: 'Source repository',
  forMachines: 'For machines',
  subscribe: 'Feeds, files and scanners',
  rss: 'Advisories as RSS',
  osv: 'Advisories as OSV',
  securityTxt: 'security.txt',
} as const;
