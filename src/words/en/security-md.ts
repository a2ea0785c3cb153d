/** SECURITY.md: what it says beside the policy itself. */

export const securityMd = {
  title: 'Security policy',
  /** @param page link to the policy page */
  onTheWeb: (page: string) => `On the web, with advisories and keys: ${page}`,
  reviewed: (day: string) => `Last reviewed on ${day}.`,
  supported: 'Supported',
  note: 'Note',
  /** Stands after the first of several ways to report. */
  preferred: '(preferred)',
} as const;
