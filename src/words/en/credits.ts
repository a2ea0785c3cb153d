/** Whom an advisory and the hall of fame thank, and for what. */

export const credits = {
  roles: {
    FINDER: 'found it',
    REPORTER: 'reported it',
    ANALYST: 'analysed it',
    COORDINATOR: 'coordinated',
    REMEDIATION_DEVELOPER: 'wrote the fix',
    REMEDIATION_REVIEWER: 'reviewed the fix',
    REMEDIATION_VERIFIER: 'verified the fix',
    TOOL: 'tool',
    SPONSOR: 'sponsor',
    OTHER: 'helped',
  },
  /** @param roles of one person, from the above */
  all: (roles: readonly string[]) => roles.join(', '),
  line: (name: string, roles: string) => `${name} (${roles})`,
  member: (name: string, organisation: string) => `${name}, ${organisation}`,
  /** Alone, as a name. */
  anonymous: { person: 'An anonymous reporter', team: 'An anonymous team' },
  /** Within a sentence. */
  anonymousWithin: { person: 'an anonymous reporter', team: 'an anonymous team' },
} as const;
