/** What waits in the spool, as an operator reads it: ids, times, sizes and states, which is all that a relay knows. */
import { toReportId } from './mime.ts';
import type { SpoolStatus } from './spool.ts';

/** The whole of what waits, in numbers. */
export interface QueueStats {
  readonly reports: number;
  readonly bytes: number;
  /** RFC 3339, UTC: when the oldest arrived, or null. */
  readonly oldest: string | null;
  /** Deliveries by state. */
  readonly due: number;
  readonly held: number;
  readonly aside: number;
}

/** @param waiting oldest first */
export function toQueueStats(waiting: readonly SpoolStatus[]): QueueStats {
  const states = waiting.flatMap(({ deliveries }) => deliveries.map(({ state }) => state));
  const count = (wanted: string) => states.filter((state) => state === wanted).length;
  return {
    reports: waiting.length,
    bytes: waiting.reduce((sum, { item }) => sum + item.bytes, 0),
    oldest: waiting[0]?.item.receivedAt ?? null,
    due: count('due'),
    held: count('held'),
    aside: count('aside'),
  };
}

export function renderQueueStats(stats: QueueStats): string {
  return [
    `Reports that wait   ${stats.reports}`,
    `Bytes               ${stats.bytes.toLocaleString('en')}`,
    `Oldest              ${stats.oldest ?? 'none'}`,
    `Mails due           ${stats.due}`,
    `Mails held back     ${stats.held}   (a flood; queue export, or queue retry --held)`,
    `Mails set aside     ${stats.aside}   (refused for good; mend the cause, then queue retry)`,
    '',
  ].join('\n');
}

/** A line for each report and one for each of its mails. */
export function renderQueue(waiting: readonly SpoolStatus[]): string {
  if (waiting.length === 0) return 'Nothing waits.\n';
  return waiting
    .map(({ item, deliveries }) => {
      const size = item.bytes.toLocaleString('en');
      const head = `${toReportId(item.sha256)}  ${item.receivedAt}  ${size} bytes  ${item.desk}\n`;
      const mails = deliveries.map(({ recipient, state, attempts, nextAt, code }) => {
        const words = [
          state === 'aside' ? 'set aside' : state,
          ...(nextAt === null ? [] : [nextAt]),
          ...(attempts === 0
            ? []
            : [`after ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`]),
          ...(code === null ? [] : [`(${code})`]),
        ];
        return `  ${recipient}  ${words.join(' ')}\n`;
      });
      return head + mails.join('');
    })
    .join('');
}
