/** What waits in the spool, as an operator reads it: ids, times, sizes and states, which is all that a relay knows. */
import { toReportId } from './mime.ts';
import type { SpoolStats, SpoolStatus } from './spool.ts';

export function renderQueueStats(stats: SpoolStats): string {
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
