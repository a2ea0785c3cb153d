/** `npm run relay -- queue …`: looks into the spool and asks it to go on, beside a relay that runs or without one. */
import { existsSync } from 'node:fs';
import { toReportId } from './mime.ts';
import { exportQueue } from './queue-export.ts';
import { renderQueue, renderQueueStats } from './queue-text.ts';
import type { Settings } from './settings.ts';
import { createSpool } from './spool-calls.ts';
import { openSpoolFile } from './spool-file.ts';
import { createSqliteCalls } from './spool-sqlite.ts';

/** What a command says, and its exit code. */
export interface Answer {
  readonly code: 0 | 1 | 2;
  readonly out: string;
  readonly err: string;
}

export const queueUsage = [
  'Usage: npm run relay -- queue list [--json]',
  '       npm run relay -- queue stats [--json]',
  '       npm run relay -- queue retry [--held]',
  '       npm run relay -- queue export FOLDER [--remove]',
  '',
  'retry lets mail that was set aside or put off be tried at once; with --held also mail that a flood held back.',
  'export writes every report that waits as a mail into FOLDER, for desk open --all. With --remove they leave',
  'the spool once they are written: see first that every maintainer gets the folder.',
  '',
].join('\n');

function say(out: string): Answer {
  return { code: 0, out, err: '' };
}

function toJson(data: unknown): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}

/** How many, with its noun. */
function count(number: number, noun: string): string {
  return `${number} ${number === 1 ? noun : `${noun}s`}`;
}

/**
 * @param args what follows `queue`
 * @param now the clock that mail is made due by
 */
export async function runQueue(
  args: readonly string[],
  settings: Settings,
  now: Date,
): Promise<Answer> {
  const [verb = '', ...rest] = args;
  const flags = rest.filter((it) => it.startsWith('-'));
  const names = rest.filter((it) => !it.startsWith('-'));
  const [folder] = names;
  const allowed: Record<string, readonly string[]> = {
    list: ['--json'],
    stats: ['--json'],
    retry: ['--held'],
    export: ['--remove'],
  };
  const fits =
    allowed[verb] !== undefined &&
    flags.every((it) => allowed[verb]?.includes(it)) &&
    names.length === (verb === 'export' ? 1 : 0);
  if (!fits) return { code: 2, out: '', err: queueUsage };
  if (!existsSync(settings.spool)) {
    const err = `RELAY_SPOOL: there is no file ${settings.spool}. A relay makes it at its first start.\n`;
    return { code: 1, out: '', err };
  }
  const spool = createSpool(createSqliteCalls(openSpoolFile(settings.spool)));
  try {
    if (verb === 'retry') {
      const aside = (await spool.retryAside(now)) + (await spool.hasten(now));
      const held = flags.includes('--held') ? await spool.releaseHeld(now) : 0;
      return say(
        `${count(aside + held, 'mail')} will be tried within a minute, if the relay runs.\n`,
      );
    }
    if (verb === 'export' && folder !== undefined) {
      const { written, damaged } = await exportQueue(spool, folder, settings);
      if (flags.includes('--remove')) {
        for (const { item, deliveries } of written) {
          for (const { recipient } of deliveries) {
            await spool.record(item.sha256, recipient, { state: 'delivered', at: now });
          }
        }
      }
      const where = flags.includes('--remove') ? ', and left the spool' : '';
      const out = `${count(written.length, 'report')} written into ${folder}${where}.\n`;
      if (damaged.length === 0) return say(out);
      const ids = damaged.map(({ item }) => `  ${toReportId(item.sha256)}\n`);
      const err = `Not whole in the spool, and not written (the guide says what to do with a damaged spool):\n`;
      return { code: 1, out, err: [err, ...ids].join('') };
    }
    if (verb === 'stats') {
      const stats = await spool.stats();
      return say(flags.includes('--json') ? toJson(stats) : renderQueueStats(stats));
    }
    const waiting = await spool.undelivered();
    return say(flags.includes('--json') ? toJson(waiting) : renderQueue(waiting));
  } finally {
    await spool.close();
  }
}
