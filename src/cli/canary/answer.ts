/** `desk canary answer MAIL`: what a maintainer signs who could open a delivery test, once for each key of theirs. */
import { createHash } from 'node:crypto';
import { join, relative } from 'node:path';
import { toDaysLeft } from '../../desk/day.ts';
import { parseAnswer, toAnswerFile } from '../../desk/delivery/check-delivery.ts';
import {
  type DeliveryTest,
  renderDeliveryTest,
  toProofText,
} from '../../desk/delivery/delivery-test.ts';
import type { Certificate } from '../../desk/keys/certificate.ts';
import { toVisibleLine } from '../../desk/visible.ts';
import type { Records } from '../../read.ts';
import type { Io } from '../command/command.ts';
import { type CommandDesk, readCommandDesk } from '../command/command-desk.ts';
import { CommandError } from '../command/command-error.ts';
import { toGitCommands } from '../command/git-commands.ts';
import { replaceFiles } from '../command/write-new.ts';
import { createKeyring, type Keyring } from '../gpg/keyring.ts';
import { answerDays, type OpenedTest } from './delivery-note.ts';
import { openNote, readCiphertext } from './open-note.ts';

export interface AnswerWishes {
  readonly gpg: string;
  readonly json: boolean;
}

interface Signed {
  readonly owner: Certificate;
  readonly test: DeliveryTest;
  /** Whole path of its file. */
  readonly path: string;
  readonly text: string;
}

/** @returns the exit code @throws CommandError in one sentence; then nothing is written */
export async function answerTest(mail: string, wishes: AnswerWishes, io: Io): Promise<number> {
  const desk = await readCommandDesk(io);
  const ciphertext = await readCiphertext(mail, io);
  const keyring = createKeyring({ gpg: wishes.gpg, env: io.env, cwd: io.cwd });
  const { certificates } = desk.records;
  const answers: Signed[] = [];
  const refusals: string[] = [];
  for (const owner of certificates) {
    if (!(await keyring.hasSecret(owner.fingerprint))) continue;
    try {
      const note = await openNote(ciphertext, owner, wishes.gpg, io);
      checkNote(note, desk.records);
      answers.push(await signNote(note, owner, desk, keyring));
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      refusals.push(`${owner.owner}: ${error.message}`);
    }
  }
  if (answers.length === 0) {
    throw new CommandError(
      refusals.length > 0
        ? refusals.join('\n')
        : 'Your keyring has the secret key of no certificate in keys/. Use the machine, the card or the GNUPGHOME that has it.',
    );
  }
  replaceFiles(new Map(answers.map(({ path, text }) => [path, text])));
  const paths = answers.map(({ path }) => path);
  const who = answers.map(({ owner }) => owner.owner).join(', ');
  const git = toGitCommands(paths, `desk: ${who} opened a delivery test`, io.cwd);
  const toFile = (path: string) => relative(io.cwd, path).replaceAll('\\', '/');
  if (wishes.json) {
    const data = answers.map(({ path, test }) => ({ file: toFile(path), ...test }));
    io.out(`${JSON.stringify({ answers: data, refusals, git }, null, 2)}\n`);
    return 0;
  }
  const shown = desk.records.desk.deliveryTests
    ? `The site will say that ${who} opened a delivery test on ${desk.records.site.date}.`
    : 'The site says nothing of it until desk.yaml has deliveryTests: true.';
  io.out(
    [
      ...answers.map(
        ({ owner, test, path }) =>
          `${toFile(path)} is written, signed with the key of ${owner.owner}. It signs exactly this:\n\n${renderDeliveryTest(test).trimEnd().replace(/^/gm, '  ')}\n`,
      ),
      shown,
      `\nThen:\n\n${git.map((it) => `  ${it}`).join('\n')}\n`,
    ].join('\n'),
  );
  for (const it of refusals) io.err(`${it}\n`);
  return 0;
}

/** @throws CommandError where an answer would say what is not so */
function checkNote(note: OpenedTest, records: Records): void {
  const { date } = records.site;
  const own = toOwnSite(records);
  if (note.site.replace(/\/+$/, '') !== own) {
    throw new CommandError(
      `This test went through ${toVisibleLine(note.site)}, and this desk is ${own}. Answer it in the repository of that site.`,
    );
  }
  const age = toDaysLeft(date, note.sent);
  if (age < 0) {
    throw new CommandError(
      `This test was sent on ${note.sent}, a day to come. Compare this machine’s clock with the relay’s.`,
    );
  }
  if (age > answerDays) {
    throw new CommandError(
      `This test is of ${note.sent}, ${age} days ago, and says nothing of today. Send another one: npm run desk -- canary send.`,
    );
  }
}

async function signNote(
  { sent, token }: OpenedTest,
  owner: Certificate,
  { input, records }: CommandDesk,
  keyring: Keyring,
): Promise<Signed> {
  const { desk, certificates, site } = records;
  const key = owner.fingerprint;
  const proof = createHash('sha256').update(toProofText(token, key)).digest('hex');
  const test = { site: toOwnSite(records), sent, opened: site.date, key, proof };
  const text = await keyring.clearSign(renderDeliveryTest(test), key);
  const file = toAnswerFile(owner);
  const answering = { desk, certificates, at: input.date, preview: false };
  const { value, findings } = await parseAnswer(file, text, answering);
  if (value === null) {
    const said = findings.map((it) => it.found).join('; ');
    throw new CommandError(`gpg gave ${said}, so nothing was written.`);
  }
  return { owner, test, path: join(input.folder, file), text };
}

/** Not an address that one build is given: an answer is for the site that every build of the desk speaks of. */
function toOwnSite({ desk, site }: Records): string {
  return (desk.url ?? site.url).replace(/\/+$/, '');
}
