/** `desk canary list`: delivery tests that this machine sent, and whose answers are really to one of them. */
import { createHash } from 'node:crypto';
import { toProofText } from '../../desk/delivery/delivery-test.ts';
import { readAnswers } from '../../read/signatures.ts';
import type { Io } from '../command/command.ts';
import { readCommandDesk } from '../command/command-desk.ts';
import { readSentTests, type SentTest } from './sent-tests.ts';

interface Answered {
  readonly owner: string;
  readonly opened: string;
  readonly file: string;
}

/** @returns the exit code; an answer to a test that was sent elsewhere is listed by itself */
export async function listTests({ json }: { readonly json: boolean }, io: Io): Promise<number> {
  const { input, records } = await readCommandDesk(io);
  const { desk, certificates } = records;
  const answering = { desk, certificates, at: input.date, preview: false };
  const { answers } = await readAnswers(input.folder, answering);
  const sent = readSentTests(io.cwd);
  const found = answers.map(({ source: { file }, test: { key, opened, proof } }) => {
    const owner = certificates.find((it) => it.fingerprint === key)?.owner ?? key;
    const to = sent.find(({ token }) => toProof(token, key) === proof)?.id ?? null;
    return { to, answered: { owner, opened, file } satisfies Answered };
  });
  const toAnswered = (id: string | null) =>
    found.filter(({ to }) => to === id).map(({ answered }) => answered);
  const tests = sent.map(({ token: _, ...test }) => ({ ...test, answers: toAnswered(test.id) }));
  const foreign = toAnswered(null);
  if (json) {
    io.out(`${JSON.stringify({ tests, foreign }, null, 2)}\n`);
    return 0;
  }
  const lines = [
    ...(tests.length === 0 ? ['No delivery test was sent from this machine.'] : []),
    ...tests.flatMap(renderTest),
    ...foreign.map(
      ({ owner, file }) => `${file}: ${owner} answered a test that this machine did not send.`,
    ),
  ];
  io.out(`${lines.join('\n')}\n`);
  return 0;
}

function renderTest({
  receivedAt,
  id,
  site,
  answers,
}: Omit<SentTest, 'token'> & { readonly answers: readonly Answered[] }): string[] {
  const lines = answers.map(({ owner, opened, file }) => `  ${opened}  ${owner} (${file})`);
  return [`${receivedAt}  ${id}  ${site}`, ...(lines.length === 0 ? ['  no answer'] : lines)];
}

function toProof(token: string, key: string): string {
  return createHash('sha256').update(toProofText(token, key)).digest('hex');
}
