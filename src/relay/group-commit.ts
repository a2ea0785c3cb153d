/**
 * Many small writes, one flush: what is asked for within one turn of the event loop is done in one transaction, and each
 * asker learns of the outcome only when all of it is on disk.
 */
import type { DatabaseSync } from 'node:sqlite';

/** Runs `work` in the next shared transaction; resolves with its result once that is committed. */
export type GroupCommit = <T>(work: () => T) => Promise<T>;

interface Waiting {
  /** @returns what tells the asker of success, to be called after the commit */
  readonly run: () => () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * @param db is in no transaction of its own between turns; SQLite does the work on this thread, so that nothing else
 *   can come between
 */
export function createGroupCommit(db: DatabaseSync): GroupCommit {
  let waiting: Waiting[] = [];
  const [save, release] = [db.prepare('SAVEPOINT one'), db.prepare('RELEASE one')];

  /** A failure stays with the one whose work it was, unless it has ended the whole transaction, as a full disk does. */
  function runOne({ run, fail }: Waiting): (() => void) | null {
    save.run();
    try {
      const succeed = run();
      release.run();
      return succeed;
    } catch (error) {
      if (!db.isTransaction) throw error;
      db.exec('ROLLBACK TO one; RELEASE one');
      fail(error);
      return null;
    }
  }

  function takeBack(): void {
    try {
      if (db.isOpen && db.isTransaction) db.exec('ROLLBACK');
    } catch {
      // What cannot be taken back now makes the next group fail, which tries again.
    }
  }

  function flush(): void {
    const group = waiting;
    waiting = [];
    try {
      db.exec('BEGIN IMMEDIATE');
      const succeeded = group.map(runOne);
      db.exec('COMMIT');
      for (const succeed of succeeded) succeed?.();
    } catch (error) {
      for (const { fail } of group) fail(error);
      takeBack();
    }
  }

  return <T>(work: () => T) =>
    new Promise<T>((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({
        run() {
          const result = work();
          return () => resolve(result);
        },
        fail: reject,
      });
    });
}
