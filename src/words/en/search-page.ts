/** The page of the search, before anything is searched for. */

export const searchPage = {
  title: 'Search',
  description: (desk: string) => `Search the advisories, the policy and the guides of ${desk}.`,
  lead: 'Words, or an id: ours, CVE, GHSA or CWE. What you type is not sent anywhere.',
  label: 'Search for',
  button: 'Search',
  only: 'Only advisories with',
  kinds: { severity: 'Severity', product: 'Product', year: 'Year' },
  any: 'Any',
  key: <T>(key: T) => ['The key ', key, ' leads to the field above.'] as const,
  keyOff: 'Turn this off',
  results: 'Results',
  more: 'Show more',
  noScript: <T>(link: (text: string) => T) =>
    [
      'Searching needs script. ',
      link('All advisories'),
      ' are on lists by severity, product and year, which your browser can search.',
    ] as const,
} as const;
