/** `npm run desk -- key`: who can read reports, changed by one command that says what follows before it writes. */
import type { Command, Io } from './command/command.ts';
import { UsageError } from './command/command-error.ts';
import { createCommand, type ParsedArgs } from './command/create-command.ts';
import { addKey } from './key/add.ts';
import { extendKey } from './key/extend.ts';
import { type KeyDesk, type KeyWishes, readKeyDesk } from './key/key-desk.ts';
import { removeKey } from './key/remove.ts';
import { renderKey, toKeyData } from './key/render-key.ts';
import { rotateKey } from './key/rotate.ts';

const help = `Usage: npm run desk -- key list
       npm run desk -- key add FILE
       npm run desk -- key extend [NAME]
       npm run desk -- key rotate NAME
       npm run desk -- key remove NAME

Each certificate in content/keys/ is somebody who can read reports. A step shows whose key it is and what follows, asks,
and then writes the certificate and a line of content/keys/history.yaml, which the page of keys shows. It publishes
nothing, and no secret key ever leaves your keyring. NAME is a file of keys/ without its ending, or a fingerprint.

  add FILE     take a certificate, as gpg --armor --export writes it, or - for standard input with --yes; a newer
               copy of one that is there takes its place
  extend       move the expiry of a key of yours with your gpg, and of its subkeys for encryption
  rotate NAME  put another key in the place of a person's key: a new one that your gpg makes, or --to FILE
  remove NAME  encrypt nothing to somebody any more

  --name NAME    add: what its file is called; without it, as FILE or its owner
  --until TIME   extend, rotate: when the key expires, such as 18m, 2y or 2028-03-31 (default 2y)
  --to FILE      rotate: the certificate to take
  --force        remove: even when fewer keys are left than quorum in desk.yaml asks for
  --note TEXT    one sentence for the history
  --gpg PATH     another gpg than the one on PATH
  --yes          go on without asking
  --json         print the result as data and nothing else
  --help         print this

Exit code: 0 done, 1 not done, 2 wrong usage.
`;

const options = {
  name: { type: 'string' },
  until: { type: 'string', default: '2y' },
  to: { type: 'string' },
  force: { type: 'boolean', default: false },
  note: { type: 'string' },
  gpg: { type: 'string', default: 'gpg' },
  yes: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

const actions = {
  list: { least: 0, most: 0, run: async (desk: KeyDesk) => listKeys(desk) },
  add: { least: 1, most: 1, run: (desk: KeyDesk, file = '') => addKey(desk, file) },
  extend: { least: 0, most: 1, run: extendKey },
  rotate: { least: 1, most: 1, run: (desk: KeyDesk, name = '') => rotateKey(desk, name) },
  remove: { least: 1, most: 1, run: (desk: KeyDesk, name = '') => removeKey(desk, name) },
} as const;

async function changeKeys(
  { values, positionals }: ParsedArgs<typeof options>,
  io: Io,
): Promise<number> {
  const [action = '', operand, ...more] = positionals;
  if (!isAction(action))
    throw new UsageError(`Say what to do: ${Object.keys(actions).join(', ')}.`);
  const { least, most, run } = actions[action];
  const count = positionals.length - 1;
  if (count < least || count > most || more.length > 0) {
    throw new UsageError(`key ${action} takes ${most === 0 ? 'no name' : 'one name or file'}.`);
  }
  if (action === 'add' && operand === '-' && !values.yes) {
    throw new UsageError(
      'Standard input holds the certificate, so nobody can be asked there: give --yes.',
    );
  }
  return run(await readKeyDesk(io, toWishes(values)), operand);
}

/** @throws UsageError for a time that gpg would not read, or a note of several lines */
function toWishes(values: KeyWishes): KeyWishes {
  if (!/^(\d{1,3}[dwmy]|\d{4}-\d{2}-\d{2})$/.test(values.until)) {
    throw new UsageError(`--until is "${values.until}". Write 18m, 2y or a day as YYYY-MM-DD.`);
  }
  if (values.note !== undefined && !/^(?=\S)\P{Cc}*(?<=\S)$/u.test(values.note)) {
    throw new UsageError('--note takes one line of text without spaces at its ends.');
  }
  return values;
}

function isAction(name: string): name is keyof typeof actions {
  return Object.hasOwn(actions, name);
}

function listKeys({ io, keys, wishes }: KeyDesk): number {
  if (wishes.json) {
    io.out(`${JSON.stringify(keys.map(toKeyData), null, 2)}\n`);
    return 0;
  }
  const texts = keys.map((it) => `${it.file}\n${renderKey(it)}\n`);
  io.out(texts.length === 0 ? 'keys/ holds no key yet.\n' : texts.join('\n'));
  return 0;
}

/** Lists and changes the keys that reports are encrypted to. */
export const key: Command = createCommand({
  name: 'key',
  summary: 'list, add, extend, rotate or remove the keys that reports are encrypted to',
  help,
  options,
  work: changeKeys,
});
