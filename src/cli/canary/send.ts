/** `desk canary send`: a delivery test goes the way of every report, from the published site to each maintainer's mail. */
import { randomBytes } from 'node:crypto';
import type { Records } from '../../read.ts';
import type { Dropped } from '../../report/seal-job.ts';
import type { Io } from '../command/command.ts';
import { readCommandDesk } from '../command/command-desk.ts';
import { CommandError, UsageError } from '../command/command-error.ts';
import { type PublishedDesk, readPublishedDesk } from './published-desk.ts';
import { sendTest } from './send-test.ts';
import { writeSentTest } from './sent-tests.ts';

export interface SendWishes {
  /** Address of a site; this desk's own without it. */
  readonly desk?: string | undefined;
  readonly json: boolean;
}

/** @returns the exit code: 1 where it was sent and the site is not what this repository says */
export async function sendCanary(wishes: SendWishes, io: Io): Promise<number> {
  const own = wishes.desk === undefined ? (await readCommandDesk(io)).records : null;
  const published = await readPublishedDesk(toSite(wishes, own, io));
  const token = randomBytes(16).toString('hex');
  const { receipt, sealed } = await sendTest(published, token);
  const { id, receivedAt, relay } = receipt;
  const { site } = published;
  writeSentTest(io.cwd, { id, receivedAt, site, token });
  const { readers, dropped } = sealed;
  const differences = own === null ? [] : findDifferences(published, own);
  const code = differences.length === 0 ? 0 : 1;
  if (wishes.json) {
    const left = dropped.map(({ owner, fingerprint, reason }) => ({ owner, fingerprint, reason }));
    io.out(`${JSON.stringify({ site, receipt, readers, dropped: left, differences }, null, 2)}\n`);
    return code;
  }
  io.out(
    [
      `The delivery test is sent: ${relay} had it on its disk at ${receivedAt}, and the receipt is good.`,
      `Receipt ${id}, which is also X-Postern-Id of the mail.`,
      '',
      `It is encrypted to ${readers.join(', ')}. A mail to each says what to do:`,
      '  npm run desk -- canary answer MAIL',
      'Who has answered, as far as this machine sent the test:',
      '  npm run desk -- canary list',
      '',
    ].join('\n'),
  );
  for (const it of dropped) io.err(`${renderDropped(it)}\n`);
  for (const it of differences) io.err(`${it}\n`);
  return code;
}

function toSite({ desk }: SendWishes, own: Records | null, { env }: Io): string {
  if (own !== null) {
    if (own.desk.url !== undefined || env.POSTERN_URL) return own.site.url;
    throw new CommandError('desk.yaml has no url. Name the published site: --desk URL.');
  }
  if (desk === undefined || !/^https?:\/\//.test(desk) || !URL.canParse(desk)) {
    throw new UsageError(`--desk is "${desk}". Write the whole address of a published site.`);
  }
  return desk.replace(/\/+$/, '');
}

function renderDropped({ owner, fingerprint, reason }: Dropped): string {
  return `Nothing was encrypted to ${owner}: the published key ${fingerprint} cannot be used (${reason}).`;
}

/** A reporter encrypts to what is published, whoever published it. */
function findDifferences({ site, config }: PublishedDesk, own: Records): string[] {
  const ownKeys = own.certificates.map((it) => it.fingerprint);
  const siteKeys = config.certificates.map((it) => it.fingerprint);
  const ownReceipts = own.site.relay?.receiptKeys ?? [];
  const siteReceipts = config.relay?.receiptKeys ?? [];
  const warn = 'Find out who published it before anything else.';
  return [
    ...siteKeys
      .filter((it) => !ownKeys.includes(it))
      .map((it) => `${site} encrypts reports to ${it}, which is not in keys/ here. ${warn}`),
    ...ownKeys
      .filter((it) => !siteKeys.includes(it))
      .map((it) => `${site} does not encrypt to ${it}, which is in keys/ here. Publish the site.`),
    ...siteReceipts
      .filter((it) => !ownReceipts.includes(it))
      .map((it) => `${site} trusts receipts by ${it}, which is not in desk.yaml here. ${warn}`),
  ];
}
