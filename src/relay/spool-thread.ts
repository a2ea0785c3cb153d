/**
 * A thread that keeps the SQLite spool, so that nothing but the spool waits for a flush of the disk: what arrives
 * meanwhile is its next group. Started by `spool-client.ts` with the path as its data.
 */
import type { MessagePort } from 'node:worker_threads';
import { parentPort, workerData } from 'node:worker_threads';
import { toErrorCode } from './error-code.ts';
import type { Holding } from './spool.ts';
import type { SpoolCalls } from './spool-calls.ts';
import { openSqliteCalls } from './spool-sqlite.ts';

/** One call. */
export interface Asked {
  readonly id: number;
  readonly name: keyof SpoolCalls;
  readonly args: readonly unknown[];
}

/** How one call ended. An error leaves nothing but its code: what SQLite says may name what it was given. */
export type Answered =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly code: string };

/** What the thread says: first whether the file is open, then the ends of calls and what the spool held after them. */
export type Said =
  | { readonly leftovers: number }
  | { readonly code: string }
  | { readonly answers: readonly Answered[]; readonly holdings: ReadonlyMap<string, Holding> };

function answerCalls(port: MessagePort, calls: SpoolCalls): void {
  let answers: Answered[] = [];

  async function say(): Promise<void> {
    const ended = answers;
    answers = [];
    const holdings = await calls.holdings();
    port.postMessage({ answers: ended, holdings } satisfies Said);
  }

  async function answer({ id, name, args }: Asked): Promise<void> {
    const call: (...args: readonly never[]) => Promise<unknown> = calls[name];
    const answered: Answered = await call(...(args as never[])).then(
      (value) => ({ id, value }),
      (error: unknown) => ({ id, code: toErrorCode(error) }),
    );
    if (name === 'close') return port.close();
    if (answers.length === 0) setImmediate(say);
    answers.push(answered);
  }

  port.on('message', answer);
}

if (parentPort !== null) {
  try {
    const { calls, leftovers } = openSqliteCalls(String(workerData));
    answerCalls(parentPort, calls);
    parentPort.postMessage({ leftovers } satisfies Said);
  } catch (error) {
    parentPort.postMessage({ code: toErrorCode(error) } satisfies Said);
    parentPort.close();
  }
}
