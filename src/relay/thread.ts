/**
 * The relay's second thread: it keeps the SQLite spool and signs receipts, so that the first one can listen while a disk
 * flushes. What is asked for meanwhile is its next group. Started by `thread-client.ts`.
 */
import type { KeyObject } from 'node:crypto';
import { sign } from 'node:crypto';
import type { MessagePort } from 'node:worker_threads';
import { parentPort } from 'node:worker_threads';
import { toErrorCode } from './error-code.ts';
import type { Holding } from './spool.ts';
import type { AddedRow, SpoolCalls } from './spool-calls.ts';
import { openSqliteCalls } from './spool-sqlite.ts';

/** What it can be asked for. */
export interface ThreadCalls extends SpoolCalls {
  /** Comes before all calls of a spool. @returns how many half-arrived bodies an earlier process left behind */
  open(path: string): Promise<number>;
  /** Hands over an Ed25519 private key, the first as number 0. */
  addKey(key: KeyObject): Promise<void>;
  /** @param key its number @returns base64url */
  sign(key: number, bytes: Uint8Array): Promise<string>;
}

/** One call. */
export interface Asked {
  readonly id: number;
  readonly name: keyof ThreadCalls;
  readonly args: readonly unknown[];
}

/** How one call ended. An error leaves nothing but its code: what SQLite says may name what it was given. */
export type Answered =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly code: string };

/** How calls ended, and what the spool held after them. */
export interface Said {
  readonly answers: readonly Answered[];
  readonly holdings: ReadonlyMap<string, Holding>;
}

/** Memory that goes to the other thread without a copy. */
function toTransfer(answer: Answered): readonly ArrayBuffer[] {
  const value = 'value' in answer ? answer.value : null;
  const bytes = value instanceof Uint8Array ? value : (value as AddedRow | null | undefined)?.freed;
  return bytes?.buffer instanceof ArrayBuffer ? [bytes.buffer] : [];
}

function answerCalls(port: MessagePort): void {
  const keys: KeyObject[] = [];
  const calls: Partial<ThreadCalls> = {
    async open(path) {
      const opened = openSqliteCalls(path);
      Object.assign(calls, opened.calls);
      return opened.leftovers;
    },
    addKey: async (key) => void keys.push(key),
    sign: async (key, bytes) => sign(null, bytes, keys[key] as KeyObject).toString('base64url'),
  };
  let ended: Answered[] = [];

  async function say(): Promise<void> {
    const answers = ended;
    ended = [];
    const holdings = (await calls.holdings?.()) ?? new Map();
    port.postMessage({ answers, holdings } satisfies Said, answers.flatMap(toTransfer));
  }

  async function run({ id, name, args }: Asked): Promise<Answered> {
    try {
      const call = calls[name] as (...args: readonly unknown[]) => Promise<unknown>;
      return { id, value: await call(...args) };
    } catch (error) {
      return { id, code: toErrorCode(error) };
    }
  }

  port.on('message', async (asked: readonly Asked[]) => {
    const answers = await Promise.all(asked.map(run));
    if (asked.some(({ name }) => name === 'close')) return port.close();
    if (ended.length === 0) setImmediate(say);
    ended.push(...answers);
  });
}

if (parentPort !== null) answerCalls(parentPort);
