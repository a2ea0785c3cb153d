/**
 * A spool in one SQLite file (`node:sqlite`). A body arrives in rows of 1 MiB under the state `receiving`, which nothing
 * else reads, and becomes `received` in the one commit that the acknowledgement waits for.
 */
import type { DatabaseSync } from 'node:sqlite';
import { createGroupCommit } from './group-commit.ts';
import type { DeliveryRecord, DeliveryStatus, SpoolItem } from './spool.ts';
import { longestPauseMs } from './spool.ts';
import type { NewBody, SpoolCalls } from './spool-calls.ts';
import { lockSpool, openSpoolFile } from './spool-file.ts';
import { createHoldings } from './spool-holdings.ts';

/** The calls of a spool, and how many half-arrived bodies an earlier process left behind. */
export interface OpenedCalls {
  readonly calls: SpoolCalls;
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

function toStatus({ recipient, delivery: state, attempts, next_at: nextAt, code }: Row) {
  const status: DeliveryStatus = {
    recipient: String(recipient),
    state: String(state) as DeliveryStatus['state'],
    attempts: Number(attempts),
    nextAt: state === 'due' ? new Date(Number(nextAt)).toISOString() : null,
    code: code === null ? null : String(code),
  };
  return status;
}

/**
 * Opens the file, or makes it, as the one relay that takes reports into it, and removes what never became a report.
 * @throws when the file cannot be used, for example because another relay holds it
 */
export function openSqliteCalls(path: string): OpenedCalls {
  const unlock = lockSpool(path);
  try {
    const db = openSpoolFile(path);
    const left = db.prepare(`DELETE FROM item WHERE state = 'receiving'`).run();
    return { calls: createSqliteCalls(db, unlock), leftovers: Number(left.changes) };
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * The calls of a spool over an open file; beside a relay, it may look and ask, and takes no reports.
 * @param onClose called when the spool is closed
 */
export function createSqliteCalls(db: DatabaseSync, onClose: () => void = () => {}): SpoolCalls {
  const commit = createGroupCommit(db);
  const held = createHoldings(db);

  /** What the disk refused may be there all the same: a flush can fail after the write. */
  const inGroup = <T>(work: () => T) =>
    commit(work).catch((error: unknown) => {
      held.recount();
      throw error;
    });

  const sql = {
    addItem: db.prepare(`INSERT INTO item (state) VALUES ('receiving')`),
    addRow: db.prepare('INSERT INTO chunk (item, n, bytes) VALUES (?, ?, ?)'),
    addDelivery: db.prepare(`INSERT INTO delivery (item, recipient, state) VALUES (?, ?, 'due')`),
    receive: db.prepare(
      `INSERT INTO item (key, state, sha256, received_at, desk, bytes)
       VALUES (?, 'received', ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET state = 'received',
         sha256 = excluded.sha256, received_at = excluded.received_at,
         desk = excluded.desk, bytes = excluded.bytes`,
    ),
    find: db.prepare('SELECT * FROM item WHERE sha256 = ?'),
    drop: db.prepare('DELETE FROM item WHERE key = ?'),
    due: db.prepare(
      `SELECT item.*, recipient, attempts FROM delivery JOIN item ON item.key = delivery.item
       WHERE delivery.state = 'due' AND (next_at <= ? OR next_at > ?) ORDER BY next_at, key`,
    ),
    row: db.prepare(
      'SELECT chunk.bytes FROM chunk JOIN item ON key = item WHERE sha256 = ? AND n = ?',
    ),
    record: db.prepare(
      `UPDATE delivery SET state = ?, attempts = attempts + ?, next_at = ?, code = ?, delivered_at = ?
       WHERE recipient = ? AND item = (SELECT key FROM item WHERE sha256 = ?)`,
    ),
    finish: db.prepare(
      `UPDATE item SET state = 'delivered' WHERE sha256 = ? AND state = 'received' AND NOT EXISTS
         (SELECT 1 FROM delivery WHERE item = key AND delivery.state <> 'delivered')
       RETURNING desk, bytes`,
    ),
    dropBody: db.prepare('DELETE FROM chunk WHERE item = (SELECT key FROM item WHERE sha256 = ?)'),
    retryAside: db.prepare(`UPDATE delivery SET state = 'due', next_at = ? WHERE state = 'aside'`),
    hasten: db.prepare(`UPDATE delivery SET next_at = ? WHERE state = 'due' AND next_at > ?`),
    releaseAll: db.prepare(`UPDATE delivery SET state = 'due', next_at = ? WHERE state = 'held'`),
    release: db.prepare(
      `UPDATE delivery SET state = 'due', next_at = ? WHERE state = 'held' AND recipient = ?
       AND item IN (SELECT key FROM item WHERE desk = ?)`,
    ),
    held: db.prepare(
      `SELECT desk, recipient, count(*) AS count FROM delivery JOIN item ON key = item
       WHERE delivery.state = 'held' GROUP BY desk, recipient ORDER BY desk, recipient`,
    ),
    sent: db.prepare(
      `SELECT count(*) AS count FROM delivery JOIN item ON key = item
       WHERE recipient = ? AND delivered_at > ? AND delivered_at <= ? AND desk = ?`,
    ),
    undelivered: db.prepare(
      `SELECT item.*, recipient, delivery.state AS delivery, attempts, next_at, code
       FROM item JOIN delivery ON key = item WHERE item.state = 'received' ORDER BY key, recipient`,
    ),
    waiting: db.prepare(
      `SELECT count(*) AS reports, sum(bytes) AS bytes, min(received_at) AS oldest
       FROM item WHERE state = 'received'`,
    ),
    states: db.prepare('SELECT state, count(*) AS count FROM delivery GROUP BY state'),
    lastDone: db.prepare('SELECT at FROM done WHERE name = ?'),
    noteDone: db.prepare('INSERT OR REPLACE INTO done (name, at) VALUES (?, ?)'),
    undo: db.prepare('DELETE FROM done WHERE name = ?'),
    forget: db.prepare(`DELETE FROM item WHERE state = 'delivered' AND received_at < ?`),
  };

  function addItem(): number {
    return Number(sql.addItem.run().lastInsertRowid);
  }

  function keep({ key, rows, rest, bytes, sha256, receivedAt, desk, recipients }: NewBody) {
    const earlier = sql.find.get(sha256);
    if (earlier !== undefined) {
      if (key !== null) sql.drop.run(key);
      return { item: toItem(earlier), repeated: true };
    }
    const { lastInsertRowid } = sql.receive.run(key, sha256, receivedAt, desk, bytes);
    const item = key ?? Number(lastInsertRowid);
    if (rest.length > 0) sql.addRow.run(item, rows, rest);
    for (const recipient of recipients) sql.addDelivery.run(item, recipient);
    return { item: { sha256, receivedAt, desk, bytes }, repeated: false };
  }

  return {
    addRow: (key, n, bytes) =>
      inGroup(() => {
        const item = key ?? addItem();
        sql.addRow.run(item, n, bytes);
        return { key: item, freed: bytes };
      }),
    async keep(body) {
      const stored = await inGroup(() => keep(body));
      if (!stored.repeated) held.add(body.desk, 1, body.bytes);
      return stored;
    },
    drop: (key) => inGroup(() => void sql.drop.run(key)),
    async row(sha256, n) {
      const { bytes }: Row = sql.row.get(sha256, n) ?? {};
      return bytes instanceof Uint8Array ? bytes : null;
    },
    async find(sha256) {
      const row = sql.find.get(sha256);
      return row === undefined ? null : toItem(row);
    },
    holdings: async () => held.all(),
    async due(now) {
      const latest = now.getTime() + longestPauseMs;
      return sql.due.all(now.getTime(), latest).map(({ recipient, attempts, ...row }: Row) => ({
        item: toItem(row),
        recipient: String(recipient),
        attempts: Number(attempts),
      }));
    },
    async record(sha256, recipient, outcome: DeliveryRecord) {
      const code = 'code' in outcome ? outcome.code : null;
      const failed = code === null ? 0 : 1;
      const nextAt = outcome.state === 'due' ? outcome.nextAt.getTime() : 0;
      const at = outcome.state === 'delivered' ? outcome.at.getTime() : null;
      const finished = await inGroup(() => {
        sql.record.run(outcome.state, failed, nextAt, code, at, recipient, sha256);
        const item = sql.finish.get(sha256);
        if (item !== undefined) sql.dropBody.run(sha256);
        return item;
      });
      if (finished !== undefined) held.add(String(finished.desk), -1, -Number(finished.bytes));
      return finished !== undefined;
    },
    retryAside: async (now) => Number(sql.retryAside.run(now.getTime()).changes),
    hasten: async (now) => Number(sql.hasten.run(now.getTime(), now.getTime()).changes),
    async releaseHeld(now, mailbox) {
      const time = now.getTime();
      const { changes } =
        mailbox === undefined
          ? sql.releaseAll.run(time)
          : sql.release.run(time, mailbox.recipient, mailbox.desk);
      return Number(changes);
    },
    async held() {
      return sql.held.all().map(({ desk, recipient, count }: Row) => ({
        desk: String(desk),
        recipient: String(recipient),
        count: Number(count),
      }));
    },
    async sentBetween(from, to, { desk, recipient }) {
      return Number(sql.sent.get(recipient, from.getTime(), to.getTime(), desk)?.count);
    },
    async undelivered() {
      const rows = Map.groupBy(sql.undelivered.all() as Row[], ({ key }) => Number(key));
      return [...rows.values()].map((all) => ({
        item: toItem(all[0] ?? {}),
        deliveries: all.map(toStatus),
      }));
    },
    async stats() {
      const { reports, bytes, oldest }: Row = sql.waiting.get() ?? {};
      const states = new Map(sql.states.all().map((row: Row) => [row.state, Number(row.count)]));
      return {
        reports: Number(reports),
        bytes: Number(bytes ?? 0),
        oldest: oldest === null ? null : String(oldest),
        due: states.get('due') ?? 0,
        held: states.get('held') ?? 0,
        aside: states.get('aside') ?? 0,
      };
    },
    async lastDone(name) {
      const at = sql.lastDone.get(name)?.at;
      return at === undefined ? null : new Date(Number(at));
    },
    async noteDone(name, at) {
      if (at === null) sql.undo.run(name);
      else sql.noteDone.run(name, at.getTime());
    },
    forgetDelivered: async (time) => void sql.forget.run(time.toISOString()),
    async close() {
      // What was asked for before is written before.
      await inGroup(() => {}).catch(() => {});
      db.close();
      onClose();
    },
  };
}
