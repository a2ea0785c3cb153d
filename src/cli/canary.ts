/** `npm run desk -- canary`: whether a report arrives at each maintainer and can be opened, tested from end to end. */
import { answerTest } from './canary/answer.ts';
import { listTests } from './canary/list.ts';
import { sendCanary } from './canary/send.ts';
import type { Command, Io } from './command/command.ts';
import { UsageError } from './command/command-error.ts';
import { createCommand, type ParsedArgs } from './command/create-command.ts';

const help = `Usage: npm run desk -- canary send [options]
       npm run desk -- canary answer MAIL [options]
       npm run desk -- canary list [options]

A delivery test: does a report arrive, and can each maintainer open it?

  send         read the published site as a reporter's browser does, send a test through its relay, verify the receipt;
               outside the encryption it is like every report
  answer MAIL  open a test with your gpg, and sign with the same key that you could, into content/delivery-tests/; MAIL
               is the mail as your mail program saves it, or - for standard input. Of a report nothing is shown
  list         the tests that were sent from this machine, and who has answered each

  --desk URL   send: a published site; without it, the one that desk.yaml names
  --gpg PATH   answer: another gpg than the one on PATH
  --json       print the result as data and nothing else
  --help       print this

With deliveryTests: true in desk.yaml the site shows when each maintainer last opened a test, and check and dates warn of
one that is missing or 180 days old. What send keeps to recognise answers lies in .postern/delivery-tests/.

Exit code: 0 done, 1 not done, or the site is not what this repository says, 2 wrong usage.
`;

const options = {
  desk: { type: 'string' },
  gpg: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

async function runCanary(
  { values, positionals }: ParsedArgs<typeof options>,
  io: Io,
): Promise<number> {
  const [step, mail, ...more] = positionals;
  if (step !== 'send' && step !== 'answer' && step !== 'list') {
    throw new UsageError('Say what to do: send, answer, list.');
  }
  if ((step === 'answer') !== (mail !== undefined) || more.length > 0) {
    throw new UsageError(`canary ${step} takes ${step === 'answer' ? 'one mail' : 'no file'}.`);
  }
  if (values.desk !== undefined && step !== 'send') {
    throw new UsageError('--desk goes with canary send.');
  }
  if (values.gpg !== undefined && step !== 'answer') {
    throw new UsageError('--gpg goes with canary answer.');
  }
  const { json, gpg = 'gpg', desk } = values;
  if (step === 'send') return await sendCanary({ desk, json }, io);
  if (step === 'list') return await listTests({ json }, io);
  return await answerTest(mail ?? '-', { gpg, json }, io);
}

/** Tests whether reports are delivered. */
export const canary: Command = createCommand({
  name: 'canary',
  summary: 'send a delivery test, or sign that you could open one',
  help,
  options,
  work: runCanary,
});
