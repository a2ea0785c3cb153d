/** What a machine that watches the relay asks for: whether it lives, and whether it can take and hand on reports. */
import { toErrorCode } from './error-code.ts';
import type { Log } from './log.ts';
import type { Spool, SpoolStats } from './spool.ts';

/** The answer on the status port: never an id, a desk or an address. */
export interface Status extends SpoolStats {
  readonly status: 'ready';
  /** Seconds since the oldest report that waits arrived, or null. */
  readonly oldestSeconds: number | null;
}

/** What the answers are made of. */
export interface StatusParts {
  readonly spool: Pick<Spool, 'stats'>;
  readonly log: Log;
  readonly now: () => Date;
}

function answer(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });
}

/**
 * Answers `/live` while the process runs, and `/ready` with 200 while the spool can be read, else 503.
 * @param path of the request
 */
export async function answerStatus(
  path: string,
  { spool, log, now }: StatusParts,
): Promise<Response> {
  if (path === '/live') return answer(200, { status: 'live' });
  if (path !== '/ready') return answer(404, { status: 'not-found' });
  try {
    const stats = await spool.stats();
    const { oldest } = stats;
    const age = oldest === null ? null : Math.round((now().getTime() - Date.parse(oldest)) / 1000);
    const status: Status = { status: 'ready', ...stats, oldestSeconds: age };
    return answer(200, status);
  } catch (error) {
    log({ event: 'alarm-spool-failed', code: toErrorCode(error) });
    return answer(503, { status: 'unavailable' });
  }
}
