/** What is said of the reporter's own key, before it is sent. */

export const replyKey = {
  looking: 'Looking at the key…',
  notLooked: 'This browser could not look at the key. It is sent as it is.',
  'no-key': 'This is not an OpenPGP public key. It is sent as you wrote it, for somebody to read.',
  several:
    'There is more than one key here. All of them are sent; say in the report which one is to be used, or leave one.',
  private:
    'This is a private key, which nobody else may have. It is never sent: remove it here and paste the public key, which “gpg --armor --export” prints.',
  unreadable:
    'This key cannot be read; perhaps a part of it is missing. It is sent all the same, but the maintainers may not be able to use it.',
  'not-yet-valid':
    'By the clock of this device the key is not valid yet. It is sent all the same, but the maintainers may not be able to use it now.',
  revoked:
    'This key was revoked. It is sent all the same, but the maintainers may not be able to use it: paste another one.',
  expired:
    'This key has expired. It is sent all the same, but the maintainers may not be able to use it: extend it and export it again, or paste another one.',
  'cannot-encrypt':
    'No part of this key can encrypt safely. It is sent all the same, but the maintainers may not be able to use it.',
  usable: (fingerprint: string) => `This key can be used. Fingerprint: ${fingerprint}`,
  usableOf: (owner: string, fingerprint: string) =>
    `This is the key of ${owner}. It can be used. Fingerprint: ${fingerprint}`,
} as const;
