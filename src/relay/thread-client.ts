/** The relay's second thread, as the first one asks it. */
import { KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { SignBytes } from './receipt.ts';
import type { Holding, Spool } from './spool.ts';
import type { SpoolCalls } from './spool-calls.ts';
import { createSpool } from './spool-calls.ts';
import type { Asked, Said, ThreadCalls } from './thread.ts';

/** A spool, and how many half-arrived bodies an earlier process left behind. */
export interface OpenedSpool {
  readonly spool: Spool;
  readonly leftovers: number;
}

/**
 * A thread. Should it die, so does the process, and whoever started it starts it again: nothing that was acknowledged
 * is lost by that.
 */
export interface RelayThread {
  /** Signs there with an Ed25519 private key. */
  createSign(key: CryptoKey): SignBytes;
  /**
   * Opens the file, or makes it, as the one relay that takes reports into it. Closing the spool ends the thread.
   * @throws Error with the `code` of what keeps the file from being used, for example that another relay holds it
   */
  openSpool(path: string): Promise<OpenedSpool>;
  /** Ends it where no spool was opened. */
  end(): Promise<void>;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** The memory of a body's bytes, which the thread may have for itself: it need not be copied, and is not used here again. */
function toTransfer(bytes: Uint8Array): readonly ArrayBuffer[] {
  return bytes.buffer instanceof ArrayBuffer ? [bytes.buffer] : [];
}

function createCalls(worker: Worker): ThreadCalls {
  const waiting = new Map<number, Waiting>();
  let asked: Asked[] = [];
  let transfer: ArrayBuffer[] = [];
  let holdings: ReadonlyMap<string, Holding> | null = null;
  let id = 0;

  function send(): void {
    worker.postMessage(asked, transfer);
    [asked, transfer] = [[], []];
  }

  /** What is asked in one go, such as to keep a report and to sign its receipt, goes there and comes back together. */
  function give<T>(
    buffers: readonly ArrayBuffer[],
    name: keyof ThreadCalls,
    ...args: readonly unknown[]
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (asked.length === 0) queueMicrotask(send);
      id += 1;
      asked.push({ id, name, args });
      transfer.push(...buffers);
      waiting.set(id, { resolve, reject });
    });
  }

  function asks<N extends keyof ThreadCalls>(name: N): ThreadCalls[N] {
    return ((...args: readonly unknown[]) => give([], name, ...args)) as ThreadCalls[N];
  }

  const [askHoldings, askToClose] = [asks('holdings'), asks('close')];

  worker.on('message', (said: Said) => {
    holdings = said.holdings;
    for (const answer of said.answers) {
      const asker = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('value' in answer) asker?.resolve(answer.value as never);
      else asker?.reject(Object.assign(new Error('The spool failed.'), { code: answer.code }));
    }
  });

  return {
    open: asks('open'),
    addKey: asks('addKey'),
    sign: asks('sign'),
    addRow: (key, n, bytes) => give(toTransfer(bytes), 'addRow', key, n, bytes),
    keep: (body) => give(toTransfer(body.rest), 'keep', body),
    drop: asks('drop'),
    row: asks('row'),
    find: asks('find'),
    // While answers are to come, the last one is hardly older than the next.
    holdings: async () => (waiting.size > 0 && holdings !== null ? holdings : askHoldings()),
    due: asks('due'),
    record: asks('record'),
    retryAside: asks('retryAside'),
    hasten: asks('hasten'),
    releaseHeld: asks('releaseHeld'),
    held: asks('held'),
    sentBetween: asks('sentBetween'),
    undelivered: asks('undelivered'),
    stats: asks('stats'),
    lastDone: asks('lastDone'),
    noteDone: asks('noteDone'),
    forgetDelivered: asks('forgetDelivered'),
    async close() {
      const ended = once(worker, 'exit');
      void askToClose();
      await ended;
    },
  };
}

/** Starts a thread. */
export function startThread(): RelayThread {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { env: {} });
  const { open, addKey, sign, ...spoolCalls } = createCalls(worker);
  let keys = 0;
  return {
    createSign(key) {
      const number = keys;
      keys += 1;
      void addKey(KeyObject.from(key));
      return (bytes) => sign(number, bytes);
    },
    async openSpool(path) {
      const leftovers = await open(path);
      return { spool: createSpool(spoolCalls satisfies SpoolCalls), leftovers };
    },
    end: async () => void (await worker.terminate()),
  };
}
