/** The SQLite spool in a thread of its own, as the relay's thread asks it. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Holding, Spool } from './spool.ts';
import type { SpoolCalls } from './spool-calls.ts';
import { createSpool } from './spool-calls.ts';
import type { Asked, Said } from './spool-thread.ts';

/** A spool, and how many half-arrived bodies an earlier process left behind. */
export interface OpenedSpool {
  readonly spool: Spool;
  readonly leftovers: number;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

function toError(code: string): Error {
  return Object.assign(new Error('The spool could not do it.'), { code });
}

/** The memory of a body's bytes, which the thread may have for itself: it need not be copied, and is not used here again. */
function toTransfer(bytes: Uint8Array): readonly ArrayBuffer[] {
  return bytes.buffer instanceof ArrayBuffer && bytes.length > 0 ? [bytes.buffer] : [];
}

function createCalls(thread: Worker): SpoolCalls {
  const waiting = new Map<number, Waiting>();
  let holdings: ReadonlyMap<string, Holding> | null = null;
  let id = 0;

  function askWith<T>(
    transfer: readonly ArrayBuffer[],
    name: keyof SpoolCalls,
    ...args: readonly unknown[]
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      id += 1;
      waiting.set(id, { resolve, reject });
      thread.postMessage({ id, name, args } satisfies Asked, transfer);
    });
  }

  const ask = <T>(name: keyof SpoolCalls, ...args: readonly unknown[]) =>
    askWith<T>([], name, ...args);

  thread.on('message', (said: Said) => {
    if (!('answers' in said)) return;
    holdings = said.holdings;
    for (const answer of said.answers) {
      const asker = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('code' in answer) asker?.reject(toError(answer.code));
      else asker?.resolve(answer.value as never);
    }
  });

  return {
    addRow: (key, n, bytes) => askWith(toTransfer(bytes), 'addRow', key, n, bytes),
    keep: (body) => askWith(toTransfer(body.rest), 'keep', body),
    drop: (...args) => ask('drop', ...args),
    row: (...args) => ask('row', ...args),
    find: (...args) => ask('find', ...args),
    // While answers are to come, the last one is hardly older than the next.
    holdings: async () => (waiting.size > 0 && holdings !== null ? holdings : ask('holdings')),
    due: (...args) => ask('due', ...args),
    record: (...args) => ask('record', ...args),
    retryAside: (...args) => ask('retryAside', ...args),
    releaseHeld: (...args) => ask('releaseHeld', ...args),
    held: (...args) => ask('held', ...args),
    sentBetween: (...args) => ask('sentBetween', ...args),
    undelivered: (...args) => ask('undelivered', ...args),
    stats: (...args) => ask('stats', ...args),
    lastDone: (...args) => ask('lastDone', ...args),
    noteDone: (...args) => ask('noteDone', ...args),
    forgetDelivered: (...args) => ask('forgetDelivered', ...args),
    async close() {
      const ended = once(thread, 'exit');
      void ask('close');
      await ended;
    },
  };
}

/**
 * Opens the file, or makes it, as the one relay that takes reports into it. Should the thread die, so does the process,
 * and whoever started it starts it again: nothing that was acknowledged is lost by that.
 * @throws Error with the `code` of what kept the file from being used, for example that another relay holds it
 */
export async function openSpoolThread(path: string): Promise<OpenedSpool> {
  const thread = new Worker(new URL('./spool-thread.ts', import.meta.url), {
    workerData: path,
    env: {},
  });
  const [said]: Said[] = await once(thread, 'message');
  if (said === undefined || !('leftovers' in said)) {
    throw toError(said !== undefined && 'code' in said ? said.code : 'unknown');
  }
  return { spool: createSpool(createCalls(thread)), leftovers: said.leftovers };
}
