/** Names of files in a desk's folder. */
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Paths of files below the desk's folder with `/`, sorted, hidden ones left out. A folder that is not there has none. */
export function listFiles(
  desk: string,
  folder: string,
  ending: string,
  recursive = false,
): string[] {
  const root = join(desk, folder);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && entry.name.endsWith(ending))
    .map((entry) => relative(desk, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)\./.test(path))
    .sort();
}
