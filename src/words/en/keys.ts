/** Every certificate that reports are encrypted to, and how to compare it. */

export const keys = {
  title: 'Encryption keys',
  description: (desk: string) =>
    `The OpenPGP certificates that reports to ${desk} are encrypted to, with their fingerprints.`,
  lead: 'Reports are encrypted to these OpenPGP certificates.',
  each: 'Each says which reports are encrypted to it. Its holder can read those; nobody else can.',
  any: 'Whoever holds one of them can read a report; nobody else can.',
  none: <T>(strong: (text: string) => T, policy: (text: string) => T) =>
    [
      strong('No key yet.'),
      ' This desk cannot receive encrypted reports. Please use another way of ',
      policy('the policy'),
      '.',
    ] as const,
  throwAway: 'A throw-away key that this machine made for trying things out.',
  fingerprint: 'Fingerprint',
  picture: (owner: string) => `Fingerprint of ${owner} as a QR code`,
  readsAbout: 'Reads reports about',
  userIds: 'User IDs',
  algorithm: 'Algorithm',
  version: (algorithm: string, version: number) => `${algorithm}, version ${version}`,
  encryptsWith: 'Encrypts with',
  subkey: (algorithm: string) => `${algorithm} subkey`,
  expires: 'Expires',
  never: 'Never',
  deliveryTest: 'Delivery test',
  /** @param day on which the owner of the key signed that they could open it */
  tested: <T>(day: T) => ['Opened on ', day, '. It had come the way of every report.'] as const,
  download: 'Download the certificate',
  gpg: 'Check it with gpg',
  directory: (address: string) => `Also found by Web Key Directory, under ${address}`,
  compare: 'Compare before you trust',
  compareHow:
    'This page and the form come from the same place, so each vouches for the other and for nothing more. Compare the fingerprint with a copy you got in another way: the repository, an older clone, a person you know.',
} as const;

/** What became of them. */
export const keyChanges = {
  heading: 'Changes',
  retired: 'Retired:',
} as const;

/** Who will be able to read a report sent through the form. */
export const readers = {
  none: 'Nobody yet: this desk has no key that reports could be encrypted to, so its form cannot send.',
  about: (products: string) => `Reads reports about ${products}`,
  tested: <T>(day: T) => ['Opened a delivery test on ', day] as const,
} as const;
