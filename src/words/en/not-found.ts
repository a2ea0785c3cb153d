/** The answer to an address that does not exist. */

export const notFound = {
  title: 'Page not found',
  description: 'This page does not exist.',
  heading: 'This page does not exist',
  lead: 'The address may be mistyped, or the page was never here. An advisory that was published stays for ever.',
  report: 'Report a vulnerability',
  advisories: 'All advisories',
  search: 'Search',
} as const;
