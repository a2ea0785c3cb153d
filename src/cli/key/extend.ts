/** `desk key extend`: the maintainer's own gpg moves the expiry, and the certificate with it takes the place of the older copy. */
import { CommandError } from '../command/command-error.ts';
import { confirm, writeChange } from './change.ts';
import { findKey, type KeyDesk } from './key-desk.ts';
import { type KeyFile, parseKeyFile } from './key-file.ts';
import { toRefusal } from './refusal.ts';

/** @param named a key, or undefined where this keyring has the secret key of one only */
export async function extendKey(desk: KeyDesk, named: string | undefined): Promise<number> {
  const { keyring, wishes } = desk;
  const old = named === undefined ? await findOwnKey(desk) : findKey(desk.keys, named);
  const { name, owner, fingerprint } = old;
  if (!(await keyring.hasSecret(fingerprint))) {
    throw new CommandError(
      `This keyring has no secret key of ${owner}, so only ${owner} can extend it. Ask for a newer copy, and take it with npm run desk -- key add FILE.`,
    );
  }
  const step = { action: 'extended', name, owner, until: toUntilText(wishes.until) } as const;
  const consequence = await confirm(desk, old, step);
  await keyring.extend(old, wishes.until);
  const key = await readFromKeyring(desk, old);
  return writeChange(desk, { action: 'extended', name, key, consequence, advice: [] });
}

/** The certificate as the keyring has it now. @throws CommandError where reports could not be encrypted to it */
export async function readFromKeyring(
  { keyring, desk }: KeyDesk,
  key: Pick<KeyFile, 'fingerprint' | 'owner'>,
): Promise<KeyFile> {
  const text = await keyring.exportCertificate(key);
  const { value, findings } = await parseKeyFile('gpg', Buffer.from(text), desk.input.date);
  if (value?.certificate == null) throw new CommandError(toRefusal('Your keyring', findings));
  return value;
}

async function findOwnKey({ keys, keyring }: KeyDesk): Promise<KeyFile> {
  const own: KeyFile[] = [];
  for (const key of keys) if (await keyring.hasSecret(key.fingerprint)) own.push(key);
  const [only, ...more] = own;
  if (only !== undefined && more.length === 0) return only;
  throw new CommandError(
    only === undefined
      ? 'This keyring has the secret key of no key in keys/. Use the machine, the card or the GNUPGHOME that has it.'
      : `Say which: ${own.map((it) => it.name).join(' or ')}.`,
  );
}

const units: Readonly<Record<string, string>> = { d: 'day', w: 'week', m: 'month', y: 'year' };

/** `2y` as `2 years from today`; a day as it is. */
function toUntilText(until: string): string {
  const unit = units[until.at(-1) ?? ''];
  if (unit === undefined) return until;
  const count = Number.parseInt(until, 10);
  return `${count} ${unit}${count === 1 ? '' : 's'} from today`;
}
