/** What can be done about a vulnerability, as what an author calls it in a word. */

export const remedies = {
  fix: 'Fix',
  workaround: 'Workaround',
  mitigation: 'Mitigation',
} as const;
