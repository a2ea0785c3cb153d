/** What every step of `desk key` works on: the desk, its keys with the dead ones among them, and the keyring. */
import type { Io } from '../command/command.ts';
import { type CommandDesk, readCommandDesk } from '../command/command-desk.ts';
import { CommandError } from '../command/command-error.ts';
import { createKeyring, type Keyring } from '../gpg/keyring.ts';
import type { KeyFile } from './key-file.ts';
import { readKeyFiles } from './key-file.ts';

/** What the person wrote behind the step. */
export interface KeyWishes {
  readonly name?: string | undefined;
  readonly note?: string | undefined;
  readonly until: string;
  readonly to?: string | undefined;
  readonly gpg: string;
  readonly yes: boolean;
  readonly force: boolean;
  readonly json: boolean;
}

export interface KeyDesk {
  readonly io: Io;
  readonly desk: CommandDesk;
  readonly keys: readonly KeyFile[];
  readonly keyring: Keyring;
  readonly wishes: KeyWishes;
}

/** @throws CommandError for a desk that cannot be read */
export async function readKeyDesk(io: Io, wishes: KeyWishes): Promise<KeyDesk> {
  const desk = await readCommandDesk(io);
  const keyring = createKeyring({ gpg: wishes.gpg, env: io.env, cwd: io.cwd });
  return { io, desk, keys: await readKeyFiles(desk.input), keyring, wishes };
}

/**
 * The key that was named, by its file or by its fingerprint or the last 16 digits of it.
 * @throws CommandError with the names that there are
 */
export function findKey(keys: readonly KeyFile[], named: string): KeyFile {
  const digits = named.replaceAll(' ', '').toUpperCase();
  const isNamed = (it: KeyFile) =>
    it.name === named.replace(/^keys\//, '').replace(/\.asc$/, '') ||
    (digits.length >= 16 && it.fingerprint.endsWith(digits));
  const found = keys.find(isNamed);
  if (found !== undefined) return found;
  const names = keys.map((it) => it.name).join(', ');
  throw new CommandError(
    `There is no key ${JSON.stringify(named)}. ${keys.length === 0 ? 'keys/ is empty.' : `There is: ${names}.`}`,
  );
}
