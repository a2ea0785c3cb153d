/** How many reports a second the relay puts on disk and acknowledges, against a plain write and flush of the same disk. */
import { randomBytes } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startFakeSmtp } from '../helpers/fake-smtp.ts';
import { createEntity, createManifest, createTestKey, seal } from '../helpers/sealed.ts';
import { until } from '../relay/doors.ts';
import { createRelayFolder, startRelayProcess } from '../relay/relay-process.ts';
import type { Figure } from './figure.ts';
import { measureInPairs, type Pairs } from './in-pairs.ts';
import { createOthers, postReports } from './post-reports.ts';

const inFlight = 16;
const reportsEachRound = 800;

/** A relay runs for months: what it does while its code is still being compiled, and its files grow, is not measured. */
const reportsBefore = 4000;
const rawBytes = 10_000;
const rawWritesEachRound = 1000;

/** Room for all reports of all rounds. */
const roomy = { RELAY_SPOOL_MAX_REPORTS: '100000', RELAY_SPOOL_MAX_MIB: '4096' };

/** @returns flushed writes a second */
function writeAndFlush(path: string): number {
  const bytes = randomBytes(rawBytes);
  const file = openSync(path, 'w');
  const begun = performance.now();
  for (let n = 0; n < rawWritesEachRound; n += 1) {
    writeSync(file, bytes, 0, rawBytes, 0);
    fdatasyncSync(file);
  }
  const seconds = (performance.now() - begun) / 1000;
  closeSync(file);
  return rawWritesEachRound / seconds;
}

const toPerSecond = ({ ours, theirs }: Pairs) =>
  `${ours.median.toFixed(0)} against ${theirs.median.toFixed(0)} a second`;

export const accept: Figure = {
  name: 'accept',
  async measure(rounds) {
    const key = await createTestKey();
    const sealed = await seal([key.publicKey], createEntity('A report of the smallest size.'));
    const manifest = createManifest([key.recipient]);

    /** @param more settings beside those of a relay that writes to a Maildir */
    async function measure(more: Readonly<Record<string, string>>): Promise<Pairs> {
      const folder = await createRelayFolder(manifest);
      const relay = startRelayProcess({ ...folder.env, ...roomy, ...more });
      let accepted = 0;
      try {
        const url = await relay.url();
        const post = async (count: number) => {
          const perSecond = await postReports(url, createOthers(sealed, count), inFlight);
          accepted += count;
          // The other side has the disk to itself only when all mail is out.
          const isOut = async () =>
            (await readdir(join(folder.maildir, 'new'))).length === accepted;
          if (more.RELAY_SMTP_URL === undefined) await until(isOut).catch(() => until(isOut));
          return perSecond;
        };
        for (let n = 0; n < reportsBefore; n += reportsEachRound) await post(reportsEachRound);
        return await measureInPairs(
          rounds,
          async () => await post(reportsEachRound),
          async () => writeAndFlush(join(folder.path, 'raw')),
        );
      } finally {
        relay.kill('SIGKILL');
        await relay.ended;
        await folder.remove();
      }
    }

    const smtp = await startFakeSmtp({ script: { greeting: 'silence' } });
    try {
      const alone = await measure({
        RELAY_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
        RELAY_RECIPIENTS: `${key.fingerprint}=anna@desk.example`,
      });
      const delivering = await measure({});
      const raw = `raw ${rawBytes} byte write + fdatasync`;
      return [
        {
          what: `reports accepted over HTTP, durable, ${inFlight} in flight ÷ ${raw}`,
          spread: alone.ratio,
          goal: { least: 0.5 },
          shown: toPerSecond(alone),
        },
        {
          what: `the same while the mail of each is written to a local Maildir and flushed`,
          spread: delivering.ratio,
          goal: null,
          shown: toPerSecond(delivering),
        },
      ];
    } finally {
      await smtp.close();
    }
  },
};
