/** `desk key rotate NAME`: another key of the same person, under the same name, so that products go on naming them. */
import { giveUpMs } from '../../relay/deliver.ts';
import { graceMs } from '../../relay/desk-keys.ts';
import { CommandError } from '../command/command-error.ts';
import { readNewKey } from './add.ts';
import { confirm, writeChange } from './change.ts';
import { readFromKeyring } from './extend.ts';
import { findKey, type KeyDesk } from './key-desk.ts';
import type { KeyFile } from './key-file.ts';

const dayMs = 86_400_000;
const [graceDays, retryDays] = [graceMs / dayMs, giveUpMs / dayMs];

/** What whoever had a key must know once nothing new is encrypted to it. */
export function toRetiredAdvice(fingerprint: string): string {
  return `Keep the retired secret key ${fingerprint} for at least ${graceDays + retryDays} days after the new site is online: forms that were open before go on encrypting to it for ${graceDays} days, and the relay tries to deliver for ${retryDays} more. Without a relay, keep it until every file that was sent is read.`;
}

/**
 * Puts a key that gpg makes, or the one of `--to`, in the place of another, once a person has agreed.
 * @returns the exit code
 * @throws CommandError
 */
export async function rotateKey(desk: KeyDesk, named: string): Promise<number> {
  const { wishes, keyring } = desk;
  const old = findKey(desk.keys, named);
  const { name, owner } = old;
  const given = wishes.to === undefined ? null : await readOther(desk, old, wishes.to);
  const until = given === null ? wishes.until : (given.certificate?.expires?.slice(0, 10) ?? null);
  const step = { action: 'rotated', name, owner, until } as const;
  if (given === null && old.userIds.length === 0) {
    throw new CommandError(
      `The key of ${owner} names nobody, so gpg cannot make one like it. Make one by hand and give it with --to FILE.`,
    );
  }
  const consequence = await confirm(desk, given ?? old, step);
  const key =
    given ??
    (await readFromKeyring(desk, {
      owner,
      fingerprint: await keyring.makeKey(old.userIds, wishes.until),
    }));
  return writeChange(desk, {
    action: 'rotated',
    name,
    key,
    replaces: old.fingerprint,
    consequence,
    advice: [toRetiredAdvice(old.fingerprint)],
  });
}

async function readOther(desk: KeyDesk, old: KeyFile, from: string): Promise<KeyFile> {
  const key = await readNewKey(desk, from);
  const there = desk.keys.find((it) => it.fingerprint === key.fingerprint);
  if (there === undefined) return key;
  throw new CommandError(
    there.name === old.name
      ? `${from} holds the key that is in keys/${old.name}.asc already. To take a newer copy of it: npm run desk -- key add ${from}`
      : `${from} holds the key that is in keys/${there.name}.asc already. Give another one, or remove that file first.`,
  );
}
