/**
 * A spool in one SQLite file (`node:sqlite`). A body arrives in rows of 1 MiB under the state `receiving`, which nothing
 * else reads, and becomes `received` in the one commit that the acknowledgement waits for.
 */
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createGroupCommit } from './group-commit.ts';
import type { DeliveryRecord, NewItem, Spool, SpoolItem, SpoolWriter } from './spool.ts';

const chunkBytes = 1024 * 1024;

/** How much is written ahead before it is moved into the database, in pages of 4 KiB: about the largest report. */
const checkpointPages = 4000;

/** How long another process may hold the file before opening it fails, in milliseconds. */
const busyTimeoutMs = 1000;

const schema = `
  CREATE TABLE IF NOT EXISTS item (
    key INTEGER PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('receiving', 'received', 'delivered')),
    sha256 TEXT UNIQUE,
    received_at TEXT,
    desk TEXT,
    bytes INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE IF NOT EXISTS chunk (
    item INTEGER NOT NULL REFERENCES item (key) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (item, n)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS delivery (
    item INTEGER NOT NULL REFERENCES item (key) ON DELETE CASCADE,
    recipient TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('due', 'delivered', 'aside')),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER NOT NULL DEFAULT 0,
    code TEXT,
    PRIMARY KEY (item, recipient)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS delivery_due ON delivery (state, next_at);
`;

/** A spool, and how many half-arrived bodies an earlier process left behind. */
export interface OpenedSpool {
  readonly spool: Spool;
  readonly leftovers: number;
}

type Row = Readonly<Record<string, unknown>>;

function toItem({ sha256, received_at: receivedAt, desk, bytes }: Row): SpoolItem {
  return {
    sha256: String(sha256),
    receivedAt: String(receivedAt),
    desk: String(desk),
    bytes: Number(bytes),
  };
}

function openDatabase(path: string): DatabaseSync {
  mkdirSync(dirname(resolve(path)), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(path, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
  try {
    // Exclusive: a second relay on the same file would take the first one's arriving bodies for leftovers.
    db.exec(
      'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL',
    );
    db.exec(`PRAGMA wal_autocheckpoint = ${checkpointPages}`);
    db.exec(`PRAGMA journal_size_limit = ${64 * chunkBytes}; ${schema}`);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

/**
 * Opens the file, or makes it, and removes what never became a report.
 * @throws when the file cannot be used, for example because another relay holds it
 */
export function openSqliteSpool(path: string): OpenedSpool {
  const db = openDatabase(path);
  const leftovers = Number(db.prepare(`DELETE FROM item WHERE state = 'receiving'`).run().changes);
  const { sum }: Row =
    db.prepare(`SELECT sum(bytes) AS sum FROM item WHERE state = 'received'`).get() ?? {};
  let held = Number(sum ?? 0);
  const inGroup = createGroupCommit(db);
  const sql = {
    addItem: db.prepare(`INSERT INTO item (state) VALUES ('receiving')`),
    addChunk: db.prepare('INSERT INTO chunk (item, n, bytes) VALUES (?, ?, ?)'),
    addDelivery: db.prepare(`INSERT INTO delivery (item, recipient, state) VALUES (?, ?, 'due')`),
    receive: db.prepare(
      `UPDATE item SET state = 'received', sha256 = ?, received_at = ?, desk = ?, bytes = ?
       WHERE key = ?`,
    ),
    find: db.prepare('SELECT * FROM item WHERE sha256 = ?'),
    drop: db.prepare('DELETE FROM item WHERE key = ?'),
    due: db.prepare(
      `SELECT item.*, recipient, attempts FROM delivery JOIN item ON item.key = delivery.item
       WHERE delivery.state = 'due' AND next_at <= ? ORDER BY next_at, key`,
    ),
    chunk: db.prepare(
      'SELECT chunk.bytes FROM chunk JOIN item ON key = item WHERE sha256 = ? AND n = ?',
    ),
    record: db.prepare(
      `UPDATE delivery SET state = ?, attempts = attempts + ?, next_at = ?, code = ?
       WHERE recipient = ? AND item = (SELECT key FROM item WHERE sha256 = ?)`,
    ),
    finish: db.prepare(
      `UPDATE item SET state = 'delivered' WHERE sha256 = ? AND state = 'received' AND NOT EXISTS
         (SELECT 1 FROM delivery WHERE item = key AND delivery.state <> 'delivered')
       RETURNING bytes`,
    ),
    dropBody: db.prepare('DELETE FROM chunk WHERE item = (SELECT key FROM item WHERE sha256 = ?)'),
    retryAside: db.prepare(`UPDATE delivery SET state = 'due', next_at = ? WHERE state = 'aside'`),
    forget: db.prepare(`DELETE FROM item WHERE state = 'delivered' AND received_at < ?`),
  };

  function createWriter(): SpoolWriter {
    // Both count only what is committed: what a failed transaction took back must not be written to again.
    let key: number | null = null;
    let rows = 0;
    let [bytes, filled] = [0, 0];
    let buffer = new Uint8Array(0);

    function addRow(): number {
      const item = key ?? Number(sql.addItem.run().lastInsertRowid);
      sql.addChunk.run(item, rows, buffer.subarray(0, filled));
      return item;
    }

    function keep(more: Uint8Array): void {
      const needed = filled + more.length;
      if (needed > buffer.length) {
        const larger = new Uint8Array(Math.min(chunkBytes, Math.max(needed, 2 * buffer.length)));
        larger.set(buffer.subarray(0, filled));
        buffer = larger;
      }
      buffer.set(more, filled);
      filled = needed;
    }

    function receive({ sha256, receivedAt, desk, recipients }: NewItem) {
      const earlier = sql.find.get(sha256);
      if (earlier !== undefined) {
        if (key !== null) sql.drop.run(key);
        return { item: toItem(earlier), repeated: true };
      }
      const item = key === null || filled > 0 ? addRow() : key;
      sql.receive.run(sha256, receivedAt, desk, bytes, item);
      for (const recipient of recipients) sql.addDelivery.run(item, recipient);
      return { item: { sha256, receivedAt, desk, bytes }, repeated: false };
    }

    return {
      async write(more) {
        bytes += more.length;
        for (let at = 0; at < more.length; ) {
          const taken = Math.min(more.length - at, chunkBytes - filled);
          keep(more.subarray(at, at + taken));
          at += taken;
          if (filled < chunkBytes) continue;
          key = await inGroup(addRow);
          rows += 1;
          filled = 0;
        }
      },
      async commit(item) {
        const stored = await inGroup(() => receive(item));
        key = null;
        if (!stored.repeated) held += bytes;
        return stored;
      },
      async abort() {
        const dropped = key;
        if (dropped === null) return;
        await inGroup(() => sql.drop.run(dropped));
        key = null;
      },
    };
  }

  const spool: Spool = {
    receive: async () => createWriter(),
    async find(sha256) {
      const row = sql.find.get(sha256);
      return row === undefined ? null : toItem(row);
    },
    heldBytes: async () => held,
    async due(now) {
      return sql.due.all(now.getTime()).map(({ recipient, attempts, ...row }: Row) => ({
        item: toItem(row),
        recipient: String(recipient),
        attempts: Number(attempts),
      }));
    },
    async *body(sha256) {
      for (let n = 0; ; n += 1) {
        const { bytes }: Row = sql.chunk.get(sha256, n) ?? {};
        if (!(bytes instanceof Uint8Array)) return;
        yield bytes;
      }
    },
    async record(sha256, recipient, outcome: DeliveryRecord) {
      const failed = outcome.state === 'delivered' ? 0 : 1;
      const nextAt = outcome.state === 'due' ? outcome.nextAt.getTime() : 0;
      const code = outcome.state === 'delivered' ? null : outcome.code;
      const finished = await inGroup(() => {
        sql.record.run(outcome.state, failed, nextAt, code, recipient, sha256);
        const item = sql.finish.get(sha256);
        if (item !== undefined) sql.dropBody.run(sha256);
        return item;
      });
      if (finished !== undefined) held -= Number(finished.bytes);
      return finished !== undefined;
    },
    retryAside: async (now) => void sql.retryAside.run(now.getTime()),
    forgetDelivered: async (time) => void sql.forget.run(time.toISOString()),
    async close() {
      // What was asked for before is written before.
      await inGroup(() => {}).catch(() => {});
      db.close();
    },
  };
  return { spool, leftovers };
}
