/** `desk canary answer MAIL`: what a maintainer signs who could open a delivery test. */
import { createHash } from 'node:crypto';
import { join, relative } from 'node:path';
import type { Certificate } from '../../desk/certificate.ts';
import { parseAnswer, toAnswerFile } from '../../desk/check-delivery.ts';
import { toDaysLeft } from '../../desk/dates.ts';
import { renderDeliveryTest, toProofText } from '../../desk/delivery-test.ts';
import type { Records } from '../../read.ts';
import type { Io } from '../command.ts';
import { createKeyring } from '../gpg/keyring.ts';
import { toVisibleLine } from '../open/visible.ts';
import { CommandError, readCommandDesk } from '../publish/command-desk.ts';
import { toGitCommands } from '../publish/git-commands.ts';
import { replaceFile } from '../publish/write-new.ts';
import { answerDays } from './delivery-note.ts';
import { type OpenedNote, openNote } from './open-note.ts';

export interface AnswerWishes {
  readonly gpg: string;
  readonly json: boolean;
}

/** @returns the exit code @throws CommandError in one sentence; then nothing is written */
export async function answerTest(mail: string, wishes: AnswerWishes, io: Io): Promise<number> {
  const { input, records } = await readCommandDesk(io);
  const note = await openNote(mail, wishes.gpg, io);
  const owner = findOwner(note, records);
  const text = renderDeliveryTest({
    site: toOwnSite(records),
    sent: note.sent,
    opened: records.site.date,
    key: owner.fingerprint,
    proof: createHash('sha256').update(toProofText(note.token, owner.fingerprint)).digest('hex'),
  });
  const keyring = createKeyring({ gpg: wishes.gpg, env: io.env, cwd: io.cwd });
  const signed = await keyring.clearSign(text, owner.fingerprint);
  const { desk, certificates } = records;
  const answerFile = toAnswerFile(owner);
  const answering = { desk, certificates, at: input.date, preview: false };
  const { value, findings } = await parseAnswer(answerFile, signed, answering);
  if (value === null) {
    const said = findings.map((it) => it.found).join('; ');
    throw new CommandError(`gpg gave ${said}, so nothing was written.`);
  }
  const path = join(input.folder, answerFile);
  replaceFile(path, signed);
  const file = relative(io.cwd, path).replaceAll('\\', '/');
  const git = toGitCommands([path], `desk: ${owner.owner} opened a delivery test`, io.cwd);
  if (wishes.json) {
    io.out(`${JSON.stringify({ file, ...value.test, git }, null, 2)}\n`);
    return 0;
  }
  io.out(
    [
      `${file} is written, signed with the key of ${owner.owner}. It signs exactly this:\n`,
      text.replace(/^/gm, '  ').trimEnd(),
      desk.deliveryTests
        ? `\nThe site will say that ${owner.owner} opened a delivery test on ${records.site.date}.`
        : '\nThe site says nothing of it until desk.yaml has deliveryTests: true.',
      `\nThen:\n\n${git.map((it) => `  ${it}`).join('\n')}\n`,
    ].join('\n'),
  );
  return 0;
}

/** @throws CommandError where an answer would say what is not so */
function findOwner(note: OpenedNote, records: Records): Certificate {
  const { site, certificates } = records;
  const own = toOwnSite(records);
  if (note.site.replace(/\/+$/, '') !== own) {
    throw new CommandError(
      `This test went through ${toVisibleLine(note.site)}, and this desk is ${own}. Answer it in the repository of that site.`,
    );
  }
  const age = toDaysLeft(site.date, note.sent);
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
  const owner = certificates.find(({ fingerprint }) => fingerprint === note.key);
  if (owner === undefined) {
    throw new CommandError(
      `The key that opened it, ${note.key}, is in no usable file of keys/. Pull the repository, or see npm run desk -- check.`,
    );
  }
  return owner;
}

/** Not an address that one build is given: an answer is for the site that every build of the desk speaks of. */
function toOwnSite({ desk, site }: Records): string {
  return (desk.url ?? site.url).replace(/\/+$/, '');
}
