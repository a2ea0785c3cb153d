/** Files that are there whole or not at all, and never in the place of another. */
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Who may read what is written, on a machine of several people: as their umask says, or the owner alone. */
export type Readers = 'usual' | 'owner';

/**
 * Writes a file where none is.
 * @returns false where there is one already, which stays as it is
 */
export function writeNew(path: string, text: string, readers: Readers = 'usual'): boolean {
  return withTemporary(stage(path, text, readers), (temporary) => {
    try {
      linkSync(temporary, path);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  });
}

/** Replaces a file at once. */
export function replaceFile(path: string, text: string): void {
  withTemporary(stage(path, text), (temporary) => renameSync(temporary, path));
}

/**
 * Replaces several files in their order, and then removes those without a text. Where one of them cannot be written,
 * nothing is changed.
 */
export function replaceFiles(changes: ReadonlyMap<string, string | null>): void {
  const staged: (readonly [temporary: string, path: string])[] = [];
  try {
    for (const [path, text] of changes) {
      if (text !== null) staged.push([stage(path, text), path]);
    }
    for (const [temporary, path] of staged) renameSync(temporary, path);
    for (const [path, text] of changes) if (text === null) rmSync(path, { force: true });
  } finally {
    for (const [temporary] of staged) rmSync(temporary, { force: true });
  }
}

function withTemporary<T>(temporary: string, use: (temporary: string) => T): T {
  try {
    return use(temporary);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function stage(path: string, text: string, readers: Readers = 'usual'): string {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, ...(readers === 'owner' ? { mode: 0o700 } : {}) });
  // Hidden, so that a desk does not read what an interruption left behind.
  const temporary = join(folder, `.${randomBytes(6).toString('hex')}.tmp`);
  try {
    writeFileSync(temporary, text, { flag: 'wx', ...(readers === 'owner' ? { mode: 0o600 } : {}) });
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  return temporary;
}
