/** Reads a Maildir folder: which mails it holds, newest first. Changes nothing in it. */
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** One mail, not yet read. */
export interface MailEntry {
  /** The file's name without its flags (`:2,S`), so it stays the same when a mail program marks the mail as read. */
  readonly name: string;
  readonly path: string;
  readonly receivedAt: Date;
  readonly bytes: number;
}

/**
 * The mails in `new` and `cur`.
 * @param folder the Maildir
 * @returns newest first; nothing when there is no such folder
 */
export async function readMaildir(folder: string): Promise<MailEntry[]> {
  const found = new Map<string, Dated>();
  for (const part of ['new', 'cur']) {
    for (const file of await namesIn(join(folder, part))) {
      const dated = await look(join(folder, part, file), file);
      if (dated !== null) found.set(dated.entry.name, dated);
    }
  }
  return [...found.values()].sort(newestFirst).map(({ entry }) => entry);
}

/** A mail and when its file was written, which tells apart mails of one second. */
interface Dated {
  readonly entry: MailEntry;
  readonly written: number;
}

function newestFirst(a: Dated, b: Dated): number {
  const difference = b.entry.receivedAt.getTime() - a.entry.receivedAt.getTime();
  return difference || b.written - a.written;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith('.'));
  } catch {
    return [];
  }
}

async function look(path: string, file: string): Promise<Dated | null> {
  // A mail program may move the file between listing and looking; a link could lead anywhere.
  const stat = await lstat(path).catch(() => null);
  if (stat === null || !stat.isFile()) return null;
  const name = file.split(':2,')[0] ?? file;
  const receivedAt = toReceived(file, stat.mtime);
  return { entry: { name, path, receivedAt, bytes: stat.size }, written: stat.mtimeMs };
}

/** A Maildir file's name begins with its second of delivery, and copying a file changes only its modification time. */
function toReceived(file: string, modified: Date): Date {
  const [, seconds] = /^(\d{9,11})\./.exec(file) ?? [];
  return seconds === undefined ? modified : new Date(Number(seconds) * 1000);
}
