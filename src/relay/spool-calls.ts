/**
 * What a spool asks of where it is kept: calls of plain values, which may go to another thread, and the spool made of
 * them. A body goes there in rows of 1 MiB as it arrives, the last of them with the commit.
 */
import type { Holding, NewItem, Spool, SpoolItem, SpoolWriter } from './spool.ts';
import { damagedBody } from './spool.ts';

/** Where a body is kept before its commit: the key that its first row was given. */
export type BodyKey = number;

/** A body that has arrived whole. */
export interface NewBody extends NewItem {
  /** Of its rows, or null where there is none yet. */
  readonly key: BodyKey | null;
  /** How many of its rows there are. */
  readonly rows: number;
  /** What follows the rows. */
  readonly rest: Uint8Array;
  /** Of all of it. */
  readonly bytes: number;
}

/** The key of its body, and the memory that it came in. */
export interface AddedRow {
  readonly key: BodyKey;
  readonly freed: Uint8Array;
}

/** The calls. All that is handed over can be cloned (HTML, "structured clone"). */
export interface SpoolCalls extends Omit<Spool, 'receive' | 'body' | 'holding'> {
  /** Adds one row. `bytes` may be gone afterwards: what is returned in their place is free to be used again. */
  addRow(key: BodyKey | null, n: number, bytes: Uint8Array): Promise<AddedRow>;
  /** As {@link SpoolWriter.commit}. */
  keep(body: NewBody): Promise<{ readonly item: SpoolItem; readonly repeated: boolean }>;
  /** Removes the rows of a body that was not committed. */
  drop(key: BodyKey): Promise<void>;
  /** One row of a body, or null behind the last. */
  row(sha256: string, n: number): Promise<Uint8Array | null>;
  /** {@link Spool.holding} of each desk that has any. */
  holdings(): Promise<ReadonlyMap<string, Holding>>;
}

const rowBytes = 1024 * 1024;

const none: Holding = { reports: 0, bytes: 0 };

function sum(a: Holding, b: Holding): Holding {
  return { reports: a.reports + b.reports, bytes: a.bytes + b.bytes };
}

/** A row that fills up. */
function createRow() {
  let buffer: Uint8Array = new Uint8Array(0);
  let filled = 0;
  return {
    /** Takes as much as there is room for. @returns how many bytes */
    push(more: Uint8Array): number {
      const taken = more.subarray(0, rowBytes - filled);
      const needed = filled + taken.length;
      if (needed > buffer.length) {
        const larger = new Uint8Array(Math.min(rowBytes, Math.max(needed, 2 * buffer.length)));
        larger.set(buffer.subarray(0, filled));
        buffer = larger;
      }
      buffer.set(taken, filled);
      filled = needed;
      return taken.length;
    },
    isFull: () => filled === rowBytes,
    /** Gives the bytes away, with their memory. */
    take(): Uint8Array {
      const bytes = buffer.subarray(0, filled);
      buffer = new Uint8Array(0);
      return bytes;
    },
    /** Begins anew. @param memory to write the next row to */
    begin(memory: Uint8Array): void {
      buffer = memory;
      filled = 0;
    },
  };
}

function createWriter(calls: SpoolCalls): SpoolWriter {
  const row = createRow();
  let key: BodyKey | null = null;
  let rows = 0;
  let bytes = 0;
  return {
    async write(more) {
      bytes += more.length;
      for (let at = 0; at < more.length; ) {
        at += row.push(more.subarray(at));
        if (!row.isFull()) continue;
        const added = await calls.addRow(key, rows, row.take());
        key = added.key;
        rows += 1;
        row.begin(added.freed);
      }
    },
    async commit(item) {
      const stored = await calls.keep({ ...item, key, rows, rest: row.take(), bytes });
      key = null;
      return stored;
    },
    async abort() {
      if (key === null) return;
      await calls.drop(key);
      key = null;
    },
  };
}

/** The spool that is kept by `calls`. */
export function createSpool(calls: SpoolCalls): Spool {
  return {
    ...calls,
    receive: async () => createWriter(calls),
    async *body(sha256) {
      let read = 0;
      for (let n = 0; ; n += 1) {
        const row = await calls.row(sha256, n);
        if (row === null) break;
        read += row.length;
        yield row;
      }
      if (read !== (await calls.find(sha256))?.bytes) {
        throw Object.assign(new Error('Some of this body is lost.'), { code: damagedBody });
      }
    },
    async holding(desk) {
      const held = await calls.holdings();
      return desk === undefined ? [...held.values()].reduce(sum, none) : (held.get(desk) ?? none);
    },
  };
}
