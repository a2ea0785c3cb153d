/** `desk key remove NAME`: nothing new is encrypted to somebody any more. No secret key is touched. */
import { CommandError } from '../command/command-error.ts';
import { confirm, writeChange } from './change.ts';
import { findKey, type KeyDesk } from './key-desk.ts';
import { toRetiredAdvice } from './rotate.ts';

/** @throws CommandError where too few keys would be left, unless the person insists */
export async function removeKey(desk: KeyDesk, named: string): Promise<number> {
  const { keys, wishes } = desk;
  const { quorum } = desk.desk.records.desk;
  const key = findKey(keys, named);
  const { name, owner, certificate } = key;
  const left = keys.filter((it) => it.certificate !== null && it !== key).length;
  // A dead key is no loss.
  if (left < quorum && certificate !== null && !wishes.force) {
    throw new CommandError(
      `Without the key of ${owner}, ${left === 0 ? 'no key is' : `only ${left} of the ${quorum} keys that quorum in desk.yaml asks for are`} left, and the desk could receive no report. Add another key first, or give --force.`,
    );
  }
  const consequence = await confirm(desk, key, { action: 'removed', name, owner, until: null });
  const advice = certificate === null ? [] : [toRetiredAdvice(key.fingerprint)];
  const written = { action: 'removed', name, key, consequence, advice } as const;
  return writeChange(desk, written, wishes.force ? ['key-missing'] : []);
}
