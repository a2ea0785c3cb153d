/** Watches the desks' sites for the relay's operator: mails before a date ends, and when a site falls silent or is back. */
import type { DeskManifest } from '../contract.ts';
import type { Delivery } from './courier.ts';
import { toDateNames, toDue } from './due.ts';
import { toErrorCode } from './error-code.ts';
import type { Log } from './log.ts';
import type { Notice } from './notice.ts';
import type { Spool } from './spool.ts';

/** A desk as its site was last seen. */
export interface WatchedDesk {
  readonly origin: string;
  /** Whether `desk.json` could be read when it was last asked for. */
  readonly answers: boolean;
  /** The last good one. */
  readonly manifest: DeskManifest;
}

/** What a watch is made of. */
export interface WatchParts {
  /** Keeps what was told, so that a restart does not tell it again. */
  readonly spool: Pick<Spool, 'lastDone' | 'noteDone'>;
  /** Mails the operator. Never rejects. */
  readonly tell: (notice: Notice) => Promise<Delivery>;
  readonly log: Log;
  readonly now: () => Date;
}

/** Tells what there is to tell of the desks. What did not arrive is told again at the next look. Never rejects. */
export type Watch = (desks: readonly WatchedDesk[]) => Promise<void>;

/** A site may be away for as long as this before anybody hears of it, in milliseconds. */
const patienceMs = 24 * 60 * 60 * 1000;

/** A watch. It keeps no state of its own. */
export function createWatch({ spool, tell, log, now }: WatchParts): Watch {
  /** @returns whether it arrived */
  async function send(notice: Notice, origin: string, code: string): Promise<boolean> {
    const delivery = await tell(notice);
    const { host: id } = new URL(origin);
    if (delivery.outcome === 'delivered') log({ event: 'operator-told', id, code });
    else log({ event: 'alarm-operator-not-told', id, code: delivery.code });
    return delivery.outcome === 'delivered';
  }

  async function tellDates({ origin, manifest }: WatchedDesk): Promise<void> {
    const told = new Map<string, Date>();
    for (const name of toDateNames(manifest)) {
      const last = await spool.lastDone(name);
      if (last !== null) told.set(name, last);
    }
    for (const { name, kind, notice } of toDue(manifest, now(), told)) {
      if (await send(notice, origin, kind)) await spool.noteDone(name, now());
    }
  }

  async function tellSilence({ origin, answers }: WatchedDesk): Promise<void> {
    const [since, told] = [`silent ${origin}`, `silence-told ${origin}`];
    const [begun, mailed] = [await spool.lastDone(since), await spool.lastDone(told)];
    if (answers) {
      if (begun !== null) await spool.noteDone(since, null);
      if (mailed === null) return;
      if (await send(toSilence(origin, true, now()), origin, 'site-back')) {
        await spool.noteDone(told, null);
      }
    } else if (begun === null || begun > now()) await spool.noteDone(since, now());
    else if (mailed === null && now().getTime() - begun.getTime() > patienceMs) {
      if (await send(toSilence(origin, false, now()), origin, 'site-silent')) {
        await spool.noteDone(told, now());
      }
    }
  }

  return async (desks) => {
    for (const desk of desks) {
      try {
        await tellSilence(desk);
        await tellDates(desk);
      } catch (error) {
        log({ event: 'alarm-spool-failed', code: toErrorCode(error) });
      }
    }
  };
}

function toSilence(origin: string, back: boolean, now: Date): Notice {
  const date = `${now.toISOString().slice(0, 19)}Z`;
  const host = new URL(origin).host.replaceAll(/[^\w.-]/g, '-');
  return {
    id: `site-${back ? 'back' : 'silent'}-${host}-${date.slice(0, 13)}`,
    date,
    subject: back ? 'The security page answers again' : 'The security page does not answer',
    lines: [
      back
        ? 'The relay can read desk.json again at'
        : 'For more than a day the relay could not read desk.json at',
      '',
      `    ${origin}`,
      '',
      ...(back
        ? ['There is nothing to do.']
        : [
            'The site is away, or publishes a file that cannot be used. Look at its host.',
            'Reports are still taken, with the keys that were published last.',
          ]),
    ],
  };
}
