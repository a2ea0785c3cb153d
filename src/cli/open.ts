/** `npm run desk -- open`: opens an encrypted report and prints it, whatever its writer put into it. */
import { resolve } from 'node:path';
import { toVisibleJson, toVisibleLine } from '../desk/visible.ts';
import type { Command, Io } from './command/command.ts';
import { CommandError, UsageError } from './command/command-error.ts';
import { createCommand, type ParsedArgs } from './command/create-command.ts';
import { chooseDecrypt } from './open/choose-decrypt.ts';
import type { Decrypt } from './open/decrypt.ts';
import { parseEncryptedMail } from './open/encrypted-mail.ts';
import { openAll } from './open/open-all.ts';
import { OpenError } from './open/open-error.ts';
import { parseReport, parseReportJson } from './open/opened-report.ts';
import { readSource } from './open/read-source.ts';
import { renderReport } from './open/render-report.ts';
import { writeFiles } from './open/save-files.ts';

const help = `Usage: npm run desk -- open [file | -] [options]
       npm run desk -- open --all DIR [options]

Opens an encrypted report and prints it: the newest mail of the Maildir, a FILE, or - for standard input. A FILE is a
mail as your mail program saves it (.eml), an .asc file, or a binary .pgp file. Control characters in a report are
shown, never obeyed. The sender is never verified.

  --all DIR               open every file in DIR and print a line for each, such as what the relay's queue export wrote
  --maildir DIR           where mail arrives (default: POSTERN_MAILDIR, else .postern/mail)
  --gpg PATH              the gpg to decrypt with (default: gpg, with the keys of GNUPGHOME)
  --key FILE              decrypt with this secret key file instead of gpg
  --passphrase-file FILE  the passphrase of --key on its first line (default: asked)
  --json                  print the report as data (its report.json) and nothing else
  --save DIR              write report.json and the attachments into DIR, under safe names, replacing nothing
  --help                  print this

Without --gpg or --key, a report to the demonstration's throw-away key (.postern/keys/) is opened with that key.
Exit code: 0 opened, 1 not opened, 2 wrong usage.
`;

const options = {
  all: { type: 'string' },
  maildir: { type: 'string' },
  gpg: { type: 'string' },
  key: { type: 'string' },
  'passphrase-file': { type: 'string' },
  json: { type: 'boolean', default: false },
  save: { type: 'string' },
} as const;

function parseUsage({ values, positionals }: ParsedArgs<typeof options>) {
  const [file, ...more] = positionals;
  if (more.length > 0) throw new UsageError('open takes one file; open several one by one.');
  if (values.key !== undefined && values.gpg !== undefined) {
    throw new UsageError('--key and --gpg are two ways to decrypt; give one of them.');
  }
  if (values['passphrase-file'] !== undefined && values.key === undefined) {
    throw new UsageError('--passphrase-file belongs to --key; gpg asks for a passphrase itself.');
  }
  if (
    values.all !== undefined &&
    (file !== undefined || values.json || values.save !== undefined)
  ) {
    throw new UsageError(
      '--all prints a line for each report; open one of them to see, save or print more.',
    );
  }
  return { ...values, file };
}

type Usage = ReturnType<typeof parseUsage>;

/** What decrypts, chosen for each message; a key file is read, and its passphrase asked, once. */
function createChoice(usage: Usage, maildir: string, io: Io) {
  const { gpg, key, 'passphrase-file': passphraseFile } = usage;
  let named: Promise<Decrypt> | undefined;
  return (ciphertext: Uint8Array): Promise<Decrypt> => {
    const choose = () => chooseDecrypt({ maildir, gpg, key, passphraseFile }, ciphertext, io);
    if (key === undefined) return choose();
    named ??= choose();
    return named;
  };
}

/** @returns whether all that was asked for was opened */
async function openReports(usage: Usage, io: Io): Promise<boolean> {
  const maildir = usage.maildir ?? io.env.POSTERN_MAILDIR ?? '.postern/mail';
  const chooseFor = createChoice(usage, maildir, io);
  if (usage.all !== undefined) return await openAll(usage.all, chooseFor, io);
  const source = await readSource(usage.file, maildir, io);
  const mail = await parseEncryptedMail(source.bytes, source.label);
  const decrypt = await chooseFor(mail.ciphertext);
  const decrypted = await decrypt(mail.ciphertext);
  const report = await parseReport(decrypted);
  const data = usage.json ? toJson(parseReportJson(report)) : null;
  const folder = usage.save;
  const saved =
    folder === undefined
      ? null
      : { folder, names: await writeFiles(resolve(io.cwd, folder), report.files, folder) };
  if (data === null) {
    io.out(renderReport({ source: source.label, mail, decrypted, report, saved }));
    return true;
  }
  io.out(data);
  if (saved !== null) {
    io.err(`Saved in ${toVisibleLine(saved.folder)}: ${saved.names.join(', ') || 'nothing'}\n`);
  }
  return true;
}

function toJson(data: unknown): string {
  if (data === null) throw new OpenError('no-json');
  try {
    return `${toVisibleJson(data)}\n`;
  } catch {
    // Nested deeper than the stack goes: data that no form wrote.
    throw new OpenError('no-json');
  }
}

async function runOpen(given: ParsedArgs<typeof options>, io: Io): Promise<number> {
  try {
    return (await openReports(parseUsage(given), io)) ? 0 : 1;
  } catch (error) {
    throw error instanceof OpenError ? new CommandError(toVisibleLine(error.message)) : error;
  }
}

/** Prints a report as its maintainer reads it. */
export const open: Command = createCommand({
  name: 'open',
  summary: 'open an encrypted report and print it',
  help,
  options,
  work: runOpen,
});
