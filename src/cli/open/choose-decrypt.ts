/** Decides what opens a report: the key file or gpg that was named, the demonstration's throw-away key, else gpg. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Io } from '../command/command.ts';
import { askPassphrase } from './ask-passphrase.ts';
import type { Decrypt } from './decrypt.ts';
import { createGpgDecrypt } from './decrypt-gpg.ts';
import { createKeyDecrypt, type KeyDecrypt } from './decrypt-key.ts';
import { OpenError } from './open-error.ts';

/** What the command line says about keys, its paths not yet resolved. */
export interface KeyChoice {
  readonly maildir: string;
  readonly gpg: string | undefined;
  readonly key: string | undefined;
  readonly passphraseFile: string | undefined;
}

/**
 * @param ciphertext the message, since the throw-away key is used for exactly those that name it
 * @throws OpenError when a key or passphrase file that was named cannot be used
 */
export async function chooseDecrypt(
  choice: KeyChoice,
  ciphertext: Uint8Array,
  io: Io,
): Promise<Decrypt> {
  if (choice.key !== undefined) return (await namedKey(choice.key, choice, io)).decrypt;
  const gpg = createGpgDecrypt({ gpg: choice.gpg ?? 'gpg', env: io.env, cwd: io.cwd });
  if (choice.gpg !== undefined) return gpg;
  const throwAway = await throwAwayKey(resolve(io.cwd, choice.maildir));
  return throwAway !== null && (await throwAway.canOpen(ciphertext)) ? throwAway.decrypt : gpg;
}

async function namedKey(label: string, choice: KeyChoice, io: Io): Promise<KeyDecrypt> {
  const file = await readFile(resolve(io.cwd, label)).catch(() => {
    throw new OpenError('key-unreadable', label);
  });
  const { passphraseFile } = choice;
  const passphrase = () =>
    passphraseFile === undefined
      ? askPassphrase(label, (text) => io.err(text))
      : readPassphrase(resolve(io.cwd, passphraseFile), passphraseFile);
  return createKeyDecrypt({ file, label, passphrase });
}

/** The first line, as gpg reads its own passphrase files. */
async function readPassphrase(path: string, label: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new OpenError('no-file', label);
  });
  return text.split(/\r?\n/, 1)[0] ?? '';
}

/** `npm start` of a demonstration keeps mail in `.postern/mail` and the key for it in `.postern/keys/secret.asc`. */
async function throwAwayKey(maildir: string): Promise<KeyDecrypt | null> {
  if (basename(dirname(maildir)) !== '.postern') return null;
  const file = await readFile(join(dirname(maildir), 'keys', 'secret.asc')).catch(() => null);
  const label = "the demonstration's throw-away key";
  const passphrase = async () => {
    throw new OpenError('passphrase-missing', label);
  };
  return file === null ? null : createKeyDecrypt({ file, label, passphrase });
}
