/** What a machine that watches the relay asks for: whether it lives, and whether it can take and hand on reports. */
import { maxBodyBytes } from '../contract.ts';
import { toErrorCode } from './error-code.ts';
import type { Log } from './log.ts';
import type { Spool, SpoolStats } from './spool.ts';

/** The answer on the status port: never an id, a desk or an address. */
export interface Status extends SpoolStats {
  /** Without room, reports are refused: a watcher has to hear of it before the disk is quite full. */
  readonly status: 'ready' | 'no-room';
  /** Seconds since the oldest report that waits arrived, or null. */
  readonly oldestSeconds: number | null;
  /** Room on the disk of the spool. */
  readonly freeBytes: number;
}

/** A few of the largest reports, each written ahead and then in its place. */
const wantedBytes = 8 * maxBodyBytes;

/** What the answers are made of. */
export interface StatusParts {
  readonly spool: Pick<Spool, 'stats'>;
  /** Asks for the room on the disk of the spool, in bytes. */
  readonly askRoom: () => Promise<number>;
  readonly log: Log;
  readonly now: () => Date;
}

function answer(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });
}

/**
 * Answers `/live` while the process runs, and `/ready` with 200 while the spool can be read and its disk has room for a
 * few of the largest reports, else 503.
 * @param path of the request
 */
export async function answerStatus(
  path: string,
  { spool, askRoom, log, now }: StatusParts,
): Promise<Response> {
  if (path === '/live') return answer(200, { status: 'live' });
  if (path !== '/ready') return answer(404, { status: 'not-found' });
  try {
    const [stats, freeBytes] = await Promise.all([spool.stats(), askRoom()]);
    const { oldest } = stats;
    const age = oldest === null ? null : Math.round((now().getTime() - Date.parse(oldest)) / 1000);
    const hasRoom = freeBytes >= wantedBytes;
    const status: Status = {
      status: hasRoom ? 'ready' : 'no-room',
      ...stats,
      oldestSeconds: age,
      freeBytes,
    };
    return answer(hasRoom ? 200 : 503, status);
  } catch (error) {
    log({ event: 'alarm-spool-failed', code: toErrorCode(error) });
    return answer(503, { status: 'unavailable' });
  }
}
