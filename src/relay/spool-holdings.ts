/** What the SQLite spool holds, counted once and then kept in step, since every report that arrives asks for it. */
import type { DatabaseSync } from 'node:sqlite';
import type { Holding } from './spool.ts';

/** Counts by desk. */
export interface Holdings {
  all(): ReadonlyMap<string, Holding>;
  /** Counts anew when it is next asked. */
  recount(): void;
  /** After a commit of this connection. */
  add(desk: string, reports: number, bytes: number): void;
}

/** Counts anew only after another process has changed the file (https://sqlite.org/pragma.html#pragma_data_version). */
export function createHoldings(db: DatabaseSync): Holdings {
  const count = db.prepare(
    `SELECT desk, count(*) AS reports, sum(bytes) AS bytes FROM item
     WHERE state = 'received' GROUP BY desk`,
  );
  const version = db.prepare('PRAGMA data_version');
  let counts = new Map<string, Holding>();
  let seen = Number.NaN;
  let fresh = false;

  /** Once a turn of the event loop: asking costs a lock of the file. */
  function refresh(): void {
    if (fresh) return;
    fresh = true;
    setImmediate(() => {
      fresh = false;
    });
    const now = Number(version.get()?.data_version);
    if (now === seen) return;
    counts = new Map(
      count
        .all()
        .map(({ desk, reports, bytes }) => [
          String(desk),
          { reports: Number(reports), bytes: Number(bytes) },
        ]),
    );
    seen = now;
  }

  refresh();
  return {
    all() {
      refresh();
      return counts;
    },
    recount() {
      seen = Number.NaN;
      fresh = false;
    },
    add(desk, reports, bytes) {
      const before = counts.get(desk) ?? { reports: 0, bytes: 0 };
      counts.set(desk, { reports: before.reports + reports, bytes: before.bytes + bytes });
    },
  };
}
