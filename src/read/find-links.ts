/** Symbolic links among the files of a desk. */
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createFinding, type Finding } from '../desk/finding.ts';

/** Paths of links below a folder with `/`, sorted, hidden ones left out; the folder itself may be one. */
export function findLinks(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)\./.test(path))
    .sort();
}

/**
 * What a link leads to would be read, quoted and published, and a pull request can bring one: finding `file-link`. Drafts
 * may lie anywhere, as nothing of them is published.
 */
export function checkNoLinks(desk: string): Finding[] {
  return findLinks(desk)
    .filter((path) => !/^embargoed(\/|$)/.test(path))
    .map((file) => createFinding({ rule: 'file-link', file, found: 'a symbolic link', wanted }));
}

const wanted =
  'Put the file itself here: a link can lead to any file of the machine that builds the site.';
