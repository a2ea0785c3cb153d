/** The file of the SQLite spool: its tables, how an older one is brought up to date, and who may hold it. */
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const mebibyte = 1024 * 1024;

/** What is written at a time, in bytes: larger than usual, since bodies are. A file keeps the size it began with. */
const pageBytes = 8192;

/** How much is written ahead before it is moved into the database, in bytes: a burst is over by then. */
const aheadBytes = 64 * mebibyte;

/** How long to wait for another process that writes, in milliseconds. */
const busyTimeoutMs = 1000;

const deliveryTable = `
  CREATE TABLE delivery (
    item INTEGER NOT NULL REFERENCES item (key) ON DELETE CASCADE,
    recipient TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('due', 'delivered', 'aside', 'held')),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER NOT NULL DEFAULT 0,
    code TEXT,
    delivered_at INTEGER,
    PRIMARY KEY (item, recipient)
  ) STRICT;
  CREATE INDEX delivery_due ON delivery (state, next_at);
  CREATE INDEX delivery_sent ON delivery (recipient, delivered_at);
`;

const doneTable = 'CREATE TABLE done (name TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;';

/** What makes version n + 1 of the file from version n. Version 0 is an empty file. */
const migrations = [
  `
  CREATE TABLE item (
    key INTEGER PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('receiving', 'received', 'delivered')),
    sha256 TEXT UNIQUE,
    received_at TEXT,
    desk TEXT,
    bytes INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE chunk (
    item INTEGER NOT NULL REFERENCES item (key) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (item, n)
  ) STRICT;
  CREATE TABLE delivery (
    item INTEGER NOT NULL REFERENCES item (key) ON DELETE CASCADE,
    recipient TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('due', 'delivered', 'aside')),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER NOT NULL DEFAULT 0,
    code TEXT,
    PRIMARY KEY (item, recipient)
  ) STRICT;
  CREATE INDEX delivery_due ON delivery (state, next_at);`,
  `
  DROP INDEX delivery_due;
  ALTER TABLE delivery RENAME TO earlier;
  ${deliveryTable}
  INSERT INTO delivery (item, recipient, state, attempts, next_at, code)
    SELECT item, recipient, state, attempts, next_at, code FROM earlier;
  DROP TABLE earlier;
  ${doneTable}`,
] as const;

/** Thrown for a file that a newer relay has written. */
export class NewerSpoolError extends Error {
  readonly code = 'newer-file';
}

function readVersion(db: DatabaseSync): number {
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version);
  if (version > 0) return version;
  // The first version did not number itself.
  const tables = db
    .prepare(`SELECT count(*) AS count FROM sqlite_schema WHERE name = 'item'`)
    .get();
  return Number(tables?.count);
}

function migrate(db: DatabaseSync): void {
  const version = readVersion(db);
  if (version > migrations.length) throw new NewerSpoolError('The file is of a newer version.');
  if (version === migrations.length) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const step of migrations.slice(version)) db.exec(step);
    db.exec(`PRAGMA user_version = ${migrations.length}; COMMIT`);
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

/**
 * Opens the file, or makes it, and brings it up to date.
 * @throws NewerSpoolError, or what SQLite throws
 */
export function openSpoolFile(path: string): DatabaseSync {
  mkdirSync(dirname(resolve(path)), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(path, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
  try {
    db.exec(`PRAGMA page_size = ${pageBytes}`);
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    // What a savepoint may have to undo: a group's would else go through a file, and as many bytes as its reports.
    db.exec('PRAGMA temp_store = MEMORY');
    db.exec(`PRAGMA wal_autocheckpoint = ${aheadBytes / pageBytes}`);
    db.exec(`PRAGMA journal_size_limit = ${aheadBytes}`);
    migrate(db);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

/**
 * Keeps every other relay from the same spool, for as long as this process lives: a second one would take the first
 * one's arriving bodies for leftovers. What only looks and asks need not be alone.
 * @returns what gives the spool free
 * @throws what SQLite throws where another relay holds it
 */
export function lockSpool(path: string): () => void {
  mkdirSync(dirname(resolve(path)), { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw error;
  }
  return () => lock.close();
}
