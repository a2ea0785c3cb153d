/** Tries the mail that is due, and decides what becomes of it: gone, tried again later, or kept for a person. */
import type { Courier } from './courier.ts';
import { toErrorCode } from './error-code.ts';
import type { FloodGate } from './flood.ts';
import type { Log } from './log.ts';
import { toReportId } from './mime.ts';
import type { DeliveryRecord, DueDelivery, Spool } from './spool.ts';
import { damagedBody } from './spool.ts';

/** What deliveries are made of. */
export interface DelivererParts {
  readonly spool: Spool;
  readonly courier: Courier;
  readonly gate: FloodGate;
  readonly log: Log;
  readonly now: () => Date;
  /** A number from 0 up to 1. */
  readonly random: () => number;
}

/** Works through the spool. */
export interface Deliverer {
  /**
   * One pass over all that is due. Calls during a pass make it run once more, so that what was stored before the call
   * has been tried when it resolves. Never rejects.
   */
  deliverDue(): Promise<void>;
  /** Begins no further attempt; resolves when the running one is over. */
  stop(): Promise<void>;
}

const minuteMs = 60 * 1000;

/** Waiting times after the first, second, … failure, in minutes; the last one repeats. */
const backoffMinutes = [1, 2, 5, 15, 30, 60, 120, 240];

/** RFC 5321 section 4.5.4.1 asks for four to five days of trying. */
export const giveUpMs = 5 * 24 * 60 * minuteMs;

/** When to try again after `failures` failures: the table's time, up to a fifth more, so that many do not meet. */
export function toNextAttempt(failures: number, now: Date, random: () => number): Date {
  const minutes = backoffMinutes[Math.min(failures, backoffMinutes.length) - 1] ?? 1;
  return new Date(now.getTime() + minutes * minuteMs * (1 + random() / 5));
}

/**
 * A deliverer. What the spool could not note, it remembers and notes before it tries that mail again: a disk that stays
 * full must not make the same mail go out at every pass. It begins nothing once it was stopped.
 */
export function createDeliverer({
  spool,
  courier,
  gate,
  log,
  now,
  random,
}: DelivererParts): Deliverer {
  const unnoted = new Map<string, DeliveryRecord>();
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  function toRecord(code: string, permanent: boolean, due: DueDelivery): DeliveryRecord {
    const age = now().getTime() - Date.parse(due.item.receivedAt);
    if (permanent || age >= giveUpMs) return { state: 'aside', code };
    return { state: 'due', code, nextAt: toNextAttempt(due.attempts + 1, now(), random) };
  }

  const toKey = ({ item, recipient }: DueDelivery) => `${item.sha256} ${recipient}`;

  async function note(due: DueDelivery, record: DeliveryRecord): Promise<void> {
    const { item, recipient } = due;
    const id = toReportId(item.sha256);
    unnoted.set(toKey(due), record);
    try {
      const removed = await spool.record(item.sha256, recipient, record);
      unnoted.delete(toKey(due));
      if (removed) log({ event: 'body-removed', id });
    } catch (error) {
      log({ event: 'alarm-spool-failed', id, code: toErrorCode(error) });
    }
  }

  async function tryOne(due: DueDelivery): Promise<void> {
    const { item, recipient } = due;
    const earlier = unnoted.get(toKey(due));
    if (earlier !== undefined) return await note(due, earlier);
    const id = toReportId(item.sha256);
    if (!(await gate.admits({ desk: item.desk, recipient }))) {
      await spool.record(item.sha256, recipient, { state: 'held' });
      log({ event: 'mail-held', id });
      return;
    }
    let unread: string | null = null;
    const body = async function* () {
      try {
        yield* spool.body(item.sha256);
      } catch (error) {
        unread = toErrorCode(error);
        throw error;
      }
    };
    const delivery = await courier.deliver({ item, body }, recipient);
    if (delivery.outcome === 'delivered') {
      log({ event: 'mail-delivered', id, bytes: item.bytes });
      return await note(due, { state: 'delivered', at: now() });
    }
    const code = unread ?? delivery.code;
    // What the spool has lost, no further attempt brings back.
    const isPermanent = unread === null ? delivery.outcome === 'permanent' : code === damagedBody;
    const record = toRecord(code, isPermanent, due);
    const waiting = unread === null ? 'mail-deferred' : 'alarm-delivery-failed';
    log({ event: record.state === 'aside' ? 'alarm-mail-set-aside' : waiting, id, code });
    await note(due, record);
  }

  async function runPass(): Promise<void> {
    for (const due of await spool.due(now())) {
      if (stopped) return;
      try {
        await tryOne(due);
      } catch {
        log({ event: 'alarm-delivery-failed', id: toReportId(due.item.sha256) });
        await note(due, toRecord('failed', false, due));
      }
    }
  }

  async function runPasses(): Promise<void> {
    do {
      again = false;
      try {
        await runPass();
        if (!stopped && (await gate.settle())) again = true;
      } catch {
        log({ event: 'alarm-spool-failed', code: 'due' });
      }
    } while (again && !stopped);
    running = null;
  }

  return {
    deliverDue() {
      again = running !== null;
      running ??= runPasses();
      return running;
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}
