/** The ways to report: where, who can read it, whether an account is needed. */

export const formChannel = {
  title: 'The encrypted form on this site',
  how: 'Your browser encrypts the report before it leaves your device.',
  readers: 'Only the maintainers named on the form can read it',
  account: 'No account',
} as const;

export const mailChannel = {
  title: 'Mail',
  how: (address: string) => `Write to ${address}.`,
  readers:
    'The maintainers can read it, and unless you encrypt it, so can the mail servers on the way',
  account: 'No account, but your address is seen',
} as const;

export const codeHostChannel = {
  /** Stands for a code host that is not named. */
  unnamed: 'the code host',
  title: (host: string) => `A private advisory on ${host}`,
  how: 'In the repository: Security tab → Report a vulnerability.',
  readers: (host: string) => `The maintainers and ${host} itself can read it`,
  account: (host: string) => `An account on ${host} is needed`,
} as const;

/** A page elsewhere; the desk says what it is called. */
export const webChannel = {
  how: (host: string) => `A page at ${host} takes the report.`,
  readers: (host: string) => `The maintainers can read it, and so can whoever runs ${host}`,
  account: 'An account there is needed',
  noAccount: 'No account',
  mayNeedAccount: 'It may ask for an account',
} as const;
