/** What the form says while a report is encrypted and sent. */

export const sending = {
  reading: 'Preparing on this device…',
  encrypting: 'Encrypting on this device…',
  proving: 'Encrypted. Doing the work that the relay asks for…',
  posting: (size: string) => `Encrypted. Sending ${size}…`,
  stopped: 'Stopped. Nothing was sent.',
  /** A fault as a link to its question. */
  fault: (noun: string, sentence: string) => `${noun}: ${sentence}`,
} as const;

/** What is found only while it is encrypted. */
export const lateFaults = {
  privateKey:
    'This is a private key, which nobody else may have, so nothing was encrypted or sent. Remove it here, and paste the public key, which “gpg --armor --export” prints.',
  fileUnreadable: (number: number) =>
    `File ${number} of the list could not be read. It may have been changed or moved since: remove it and choose it again.`,
  tooLarge: 'The report and its files do not fit into one message. Remove a file.',
} as const;
