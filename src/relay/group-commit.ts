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

  function takeBack(): void {
    try {
      if (db.isOpen && db.isTransaction) db.exec('ROLLBACK');
    } catch {
      // What cannot be taken back now makes the next group fail, which tries again.
    }
  }

  /** @returns whose work failed; nothing was committed then, and nobody told */
  function commitAll(group: readonly Waiting[]): readonly [Waiting, unknown] | null {
    db.exec('BEGIN IMMEDIATE');
    const succeeded: (() => void)[] = [];
    for (const one of group) {
      try {
        succeeded.push(one.run());
      } catch (error) {
        // A full disk ends the whole transaction, not the work of one.
        if (!db.isTransaction) throw error;
        db.exec('ROLLBACK');
        return [one, error];
      }
    }
    db.exec('COMMIT');
    for (const succeed of succeeded) succeed();
    return null;
  }

  /** A failure stays with the one whose work it was: the others are begun anew, for a savepoint of each costs a third more. */
  function flush(): void {
    let group = waiting;
    waiting = [];
    try {
      while (group.length > 0) {
        const failed = commitAll(group);
        if (failed === null) return;
        const [one, error] = failed;
        one.fail(error);
        group = group.filter((it) => it !== one);
      }
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
