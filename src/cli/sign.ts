/** `npm run desk -- sign security.txt`: a maintainer's signature under what the site says, made by their own gpg. */
import { join, relative } from 'node:path';
import type { Certificate } from '../desk/keys/certificate.ts';
import { renderSecurityTxt } from '../desk/security-txt.ts';
import { checkSignedText } from '../desk/signed-text.ts';
import { signedSecurityTxtFile } from '../read/signatures.ts';
import type { Command, Io } from './command/command.ts';
import { readCommandDesk } from './command/command-desk.ts';
import { CommandError, UsageError } from './command/command-error.ts';
import { createCommand, type ParsedArgs } from './command/create-command.ts';
import { toGitCommands } from './command/git-commands.ts';
import { replaceFile } from './command/write-new.ts';
import { createKeyring, type Keyring } from './gpg/keyring.ts';

const help = `Usage: npm run desk -- sign security.txt [options]

Signs the security.txt that a build of today would publish with your gpg, and writes the signed form into
content/signatures/. From then on the site publishes that. When the text changes, builds stop until you sign again: it
does when keys, channels or addresses change, and when Expires moves, because "reviewed" in desk.yaml has a new day.

  --local-user WHO  the key to sign with: a fingerprint or an address; without it, the first key of keys/ that your
                    keyring has the secret key of
  --gpg PATH        another gpg than the one on PATH
  --json            print what was signed as data and nothing else
  --help            print this

Exit code: 0 signed, 1 not signed, 2 wrong usage.
`;

const options = {
  'local-user': { type: 'string' },
  gpg: { type: 'string', default: 'gpg' },
  json: { type: 'boolean', default: false },
} as const;

async function signText(
  { values, positionals }: ParsedArgs<typeof options>,
  io: Io,
): Promise<number> {
  if (positionals.length !== 1 || positionals[0] !== 'security.txt') {
    throw new UsageError('Say what to sign: desk sign security.txt.');
  }
  const { input, records } = await readCommandDesk(io);
  if (records.desk.url === undefined && input.url === null) {
    throw new CommandError(
      'desk.yaml has no url, so there is no security.txt to sign yet. Add the address of the site.',
    );
  }
  if (records.desk.reviewed === undefined) {
    const why = 'so Expires moves every day and a signature would not hold tomorrow';
    throw new CommandError(
      `desk.yaml has no reviewed, ${why}. Add the day on which you last read the whole policy.`,
    );
  }
  const keyring = createKeyring({ gpg: values.gpg, env: io.env, cwd: io.cwd });
  const signer = values['local-user'] ?? (await findSigner(keyring, records.certificates));
  const text = renderSecurityTxt(records);
  const signed = await keyring.clearSign(text, signer);
  const { value, findings } = await checkSignedText({
    file: signedSecurityTxtFile,
    signed,
    text,
    certificates: records.certificates,
    at: input.date,
  });
  if (value === null) {
    const said = findings.map((it) => it.found).join('; ');
    throw new CommandError(`gpg gave ${said}, so nothing was written.`);
  }
  const path = join(input.folder, signedSecurityTxtFile);
  replaceFile(path, value);
  const file = relative(io.cwd, path).replaceAll('\\', '/');
  const git = toGitCommands([path], 'desk: sign security.txt', io.cwd);
  const warnings = findings.map((it) => `${it.found}. ${it.wanted}`);
  if (values.json) {
    io.out(`${JSON.stringify({ file, text, warnings, git }, null, 2)}\n`);
    return 0;
  }
  io.out(
    [
      `${file} is written. It signs exactly this:\n`,
      text.replace(/^/gm, '  ').trimEnd(),
      ...warnings.map((it) => `\nIt carries ${it}`),
      `\nThen:\n\n${git.map((it) => `  ${it}`).join('\n')}\n`,
    ].join('\n'),
  );
  return 0;
}

async function findSigner(
  keyring: Keyring,
  certificates: readonly Certificate[],
): Promise<string | undefined> {
  for (const { fingerprint } of certificates) {
    if (await keyring.hasSecret(fingerprint)) return fingerprint;
  }
  return undefined;
}

/** Signs a text of the site. */
export const sign: Command = createCommand({
  name: 'sign',
  summary: 'sign security.txt with your gpg',
  help,
  options,
  work: signText,
});
