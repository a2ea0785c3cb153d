/** What stands around the facts of a policy, on its page, beside the form and in SECURITY.md. */

export const policyFacts = {
  covers: 'This policy covers',
  doesNotCover: 'This policy does not cover',
  nonIssues: 'Known, and no vulnerability here',
  rewarded: 'Valid reports are rewarded.',
  noReward: 'There is no reward for reports.',
  /** @param place a link to where a flaw is reported that this policy does not cover */
  reportAt: <T>(place: T) => ['Please report it at ', place, '.'] as const,
} as const;
