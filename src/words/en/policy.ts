/** The page of the policy, around its sections. */

export const policy = {
  title: 'Security policy',
  description: (desk: string) =>
    `How ${desk} handles reports of vulnerabilities: where to send them, what happens then, and what is in scope.`,
  reviewed: <T>(day: T) => ['Last reviewed on ', day, '.'] as const,
  record: 'How it went so far',
} as const;

/** On the pages of a desk that has no form. */
export const otherWays = {
  heading: 'Please report here',
  policy: <T>(link: (text: string) => T) =>
    [
      'This site has no form of its own. ',
      link('The policy'),
      ' says what to include and what happens then.',
    ] as const,
} as const;

/** Below a fact of the policy: where something that is not ours is reported. */
export const reportThere = <T>(link: T) => ['Please report it at ', link, '.'] as const;

/** Which release lines receive security fixes. */
export const supportTable = {
  name: (product: string) => `Supported versions of ${product}`,
  version: 'Version',
  fixes: 'Security fixes',
  until: 'Until',
  yes: 'Yes',
  no: 'No',
} as const;
