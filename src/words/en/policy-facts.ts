/** What stands around the facts of a policy, on its page, beside the form and in SECURITY.md. */

export const policyFacts = {
  covers: 'This policy covers',
  doesNotCover: 'This policy does not cover',
  nonIssues: 'Known, and no vulnerability here',
  rewarded: 'Valid reports are rewarded.',
  noReward: 'There is no reward for reports.',
} as const;
