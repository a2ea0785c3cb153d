/** Mails the operator when the log has something that needs a person: each alarm at most once a day, and nothing of a report. */
import { isWithin } from './is-within.ts';
import type { Log, LogEvent } from './log.ts';
import type { Notice } from './notice.ts';
import type { Spool } from './spool.ts';

/** What alarms are made of. */
export interface AlarmParts {
  readonly log: Log;
  /** Keeps what was told, so that a restart does not tell it again. */
  readonly spool: Pick<Spool, 'lastDone' | 'noteDone'>;
  /** Mails the operator. @returns whether it has arrived */
  readonly tell: (notice: Notice) => Promise<boolean>;
  readonly now: () => Date;
}

/** A log that also mails. */
export interface AlarmedLog {
  readonly log: Log;
  /** Resolves when no mail is under way. */
  settled(): Promise<void>;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Told in another way, or not tellable. */
const quiet: readonly LogEvent[] = ['alarm-operator-not-told', 'alarm-desk-unreadable'];

/** The words of the mail. */
export function toAlarm(event: LogEvent, code: string | undefined, now: Date): Notice {
  const date = `${now.toISOString().slice(0, 19)}Z`;
  return {
    id: `${event}-${date.slice(0, 10)}`,
    date,
    subject: 'The report relay needs you',
    lines: [
      code === undefined ? `Its log says: ${event}` : `Its log says: ${event} (${code})`,
      '',
      'The table of alarms in the guide of the relay says what to do.',
      'No report that has its receipt is lost. To see what waits:',
      '',
      '    npm run relay -- queue stats',
      '',
      'The same alarm is mailed again after a day at the earliest.',
    ],
  };
}

/** Wraps a log. A failure to mail or to remember never reaches who writes to it. */
export function createAlarmedLog({ log, spool, tell, now }: AlarmParts): AlarmedLog {
  const recent = new Map<LogEvent, number>();
  const running = new Set<Promise<void>>();

  async function mail(event: LogEvent, code: string | undefined): Promise<void> {
    const name = `mailed ${event}`;
    const last = await spool.lastDone(name).catch(() => null);
    if (last !== null && isWithin(dayMs, last.getTime(), now().getTime())) {
      recent.set(event, last.getTime());
      return;
    }
    if (await tell(toAlarm(event, code, now()))) await spool.noteDone(name, now()).catch(() => {});
    // Tried again with the next one that is logged.
    else recent.delete(event);
  }

  return {
    log(entry) {
      log(entry);
      const { event, code } = entry;
      if (!event.startsWith('alarm-') || quiet.includes(event)) return;
      const time = now().getTime();
      // Kept here too: the spool may be what has failed.
      if (isWithin(dayMs, recent.get(event) ?? Number.NEGATIVE_INFINITY, time)) return;
      recent.set(event, time);
      const work = mail(event, code).finally(() => running.delete(work));
      running.add(work);
    },
    settled: async () => void (await Promise.allSettled(running)),
  };
}
