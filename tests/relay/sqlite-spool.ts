/** The SQLite spool on the test's own thread, where a test can look at its file and make it fail. */
import type { DatabaseSync } from 'node:sqlite';
import type { Spool } from '../../src/relay/spool.ts';
import { createSpool } from '../../src/relay/spool-calls.ts';
import { createSqliteCalls, openSqliteCalls } from '../../src/relay/spool-sqlite.ts';

/** @throws when the file cannot be used */
export function openSqliteSpool(path: string): {
  readonly spool: Spool;
  readonly leftovers: number;
} {
  const { calls, leftovers } = openSqliteCalls(path);
  return { spool: createSpool(calls), leftovers };
}

/** A spool over an open file. */
export function createSqliteSpool(db: DatabaseSync): Spool {
  return createSpool(createSqliteCalls(db));
}
