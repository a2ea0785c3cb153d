/** The lockfile as an old npm can use it. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export const lockfile = resolve(import.meta.dirname, '../../package-lock.json');

interface Lockfile {
  readonly packages: Record<
    string,
    { optional?: boolean; devOptional?: boolean; engines?: unknown }
  >;
}

/**
 * Without the engines of optional packages: npm leaves out an optional package whose engines do not fit the Node it runs
 * on, and the builds for each platform are optional. The Node that runs them comes with the same `npm ci`.
 */
export function renderOwnLockfile(): string {
  const lock = JSON.parse(readFileSync(lockfile, 'utf8')) as Lockfile;
  for (const entry of Object.values(lock.packages)) {
    if (entry.optional || entry.devOptional) delete entry.engines;
  }
  return `${JSON.stringify(lock, null, 2)}\n`;
}
