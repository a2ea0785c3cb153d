/** The desk at a glance. */

export const front = {
  title: (desk: string) => `${desk} security: report a vulnerability`,
  description: (desk: string) =>
    `How to report a security problem in ${desk}, what is promised, and every advisory published so far.`,
  heading: (desk: string) => `Found a security problem in ${desk}?`,
  lead: 'Tell us in private.',
  encrypted:
    'Your report is encrypted in your browser, and only the maintainers named here can read it.',
  report: 'Report a vulnerability',
  policy: 'Read the policy',
  noAccount: 'No account is needed. You may stay anonymous.',
  noIssue: 'Please do not open a public issue.',
  readers: 'Who can read a report',
  compare: <T>(link: (text: string) => T) =>
    ['Compare the fingerprint with ', link('where else it is published'), '.'] as const,
  promises: 'What you may expect',
  record: 'How it went so far',
  ways: 'Ways to report',
  versions: 'Supported versions',
  latest: 'Latest advisories',
  all: (count: number) => `All ${count} advisories`,
  check: 'Check your version',
} as const;
