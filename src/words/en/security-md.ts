/** SECURITY.md: what it says otherwise than the page of the policy, or beside it. */

export const securityMd = {
  /** @param page link to the policy page */
  onTheWeb: (page: string) => `On the web, with advisories and keys: ${page}`,
  supported: 'Supported',
  note: 'Note',
  /** Stands after the first of several ways to report. */
  preferred: '(preferred)',
} as const;
