/** Everything that can keep a report from being opened: a permanent code, and one sentence that says what to do. */

/** Largest mail, and largest decrypted report, in bytes: a report of 12 MiB is a mail of 17 MB, so this is ample. */
export const maxOpenBytes = 64 * 1024 * 1024;

const sentences = {
  'no-mail': (where: string) =>
    `${where} holds no mail yet. Send a report through the form first, or name a saved mail: npm run desk -- open FILE.`,
  'no-file': (file: string) =>
    `${file} cannot be read. Give the path of a saved mail, or - to read standard input.`,
  'no-folder': (folder: string) =>
    `${folder} is no folder that can be read. Give the folder that holds the mails.`,
  'too-large': (what: string) =>
    `${what} is larger than 64 MiB, and no report is. Open it by hand with gpg if you expected it.`,
  'not-encrypted': (what: string) =>
    `${what} holds no OpenPGP encrypted message. Give the whole mail as saved by your mail program, or the .asc file.`,
  'several-reports': (what: string) =>
    `${what} holds more than one encrypted message. Save each as its own file and open them one by one.`,
  'cut-short': (what: string) =>
    `${what} begins an encrypted message and never ends it. Save or copy it again, whole, from the first dashes to the last.`,
  'armor-in-html': (what: string) =>
    `${what} has its encrypted block inside HTML. Copy the block, from the first dashes to the last, into a file, and open that.`,
  damaged: () =>
    'The encrypted message was damaged or changed on its way, so nothing of it is shown. Fetch the mail again, or ask the sender to send it again.',
  'no-secret-key': (keys: string) =>
    `The report is encrypted to ${keys}, and no secret key for that is here. Use the machine or GNUPGHOME that has it, or name it with --key FILE.`,
  'many-recipients': (what: string) =>
    `${what} is encrypted to more than 200 keys, and no report is. Trying a key on each takes long; open it by hand with gpg if you expected it.`,
  'password-only': () =>
    'The message is encrypted with a password and not to a key. Ask the sender for the password and open it with gpg --decrypt.',
  'gpg-missing': (gpg: string) =>
    `${gpg} cannot be started. Install GnuPG, name it with --gpg PATH, or use a secret key file with --key FILE.`,
  'gpg-failed': (words: string) =>
    `gpg could not open the message and said: ${words}. Try gpg --decrypt on the same file to see more.`,
  'key-locked': () =>
    'gpg has the key and could not unlock it. Give the passphrase when asked; if nothing asks, run export GPG_TTY=$(tty) and try again.',
  'key-unreadable': (file: string) =>
    `${file} cannot be read as an OpenPGP secret key. Give the file that gpg --export-secret-keys --armor writes.`,
  'passphrase-wrong': (file: string) =>
    `The passphrase does not unlock ${file}. Try again, or check the file given with --passphrase-file.`,
  'passphrase-missing': (file: string) =>
    `${file} is locked with a passphrase, and there is no terminal to ask at. Put it in a file and name it with --passphrase-file.`,
  'no-json': () =>
    'The report carries no readable report.json, so it was not made by the form. Leave out --json to read its text.',
  'cannot-save': (folder: string) =>
    `${folder} cannot be written to. Give a folder that you may write to, with room on its disk.`,
} as const satisfies Record<string, (what: string) => string>;

/** Permanent name of one reason. */
export type OpenErrorCode = keyof typeof sentences;

/** A failure with a sentence fit for the person at the keyboard; anything else that is thrown is a fault of ours. */
export class OpenError extends Error {
  override readonly name = 'OpenError';
  readonly code: OpenErrorCode;

  /** @param what the file, key or program that the sentence names */
  constructor(code: OpenErrorCode, what = '') {
    super(sentences[code](what));
    this.code = code;
  }
}
