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
  const found = new Map<string, MailEntry>();
  for (const part of ['new', 'cur']) {
    for (const file of await namesIn(join(folder, part))) {
      const entry = await toEntry(join(folder, part, file), file);
      if (entry !== null) found.set(entry.name, entry);
    }
  }
  return [...found.values()].sort(
    (a, b) => b.receivedAt.getTime() - a.receivedAt.getTime() || (a.name < b.name ? 1 : -1),
  );
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith('.'));
  } catch {
    return [];
  }
}

async function toEntry(path: string, file: string): Promise<MailEntry | null> {
  // A mail program may move the file between listing and looking; a link could lead anywhere.
  const stat = await lstat(path).catch(() => null);
  if (stat === null || !stat.isFile()) return null;
  const name = file.split(':2,')[0] ?? file;
  return { name, path, receivedAt: receivedAt(file, stat.mtime), bytes: stat.size };
}

/**
 * A Maildir file's name begins with its second of delivery, and a copied file has a new modification time: the name
 * counts, and the modification time tells apart mails of one second where it agrees.
 */
function receivedAt(file: string, modified: Date): Date {
  const [, seconds] = /^(\d{9,11})\./.exec(file) ?? [];
  if (seconds === undefined) return modified;
  const named = Number(seconds) * 1000;
  return Math.abs(modified.getTime() - named) < 2000 ? modified : new Date(named);
}
