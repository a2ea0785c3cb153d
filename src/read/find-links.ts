/** Symbolic links among the files of a desk. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createFinding, type Finding } from '../desk/finding.ts';

/**
 * Paths of links below a folder with `/`, sorted, hidden ones left out; the folder itself may be one. Links are not
 * followed: one that leads back to where it lies would never end.
 */
export function findLinks(folder: string): string[] {
  return existsSync(folder) ? listLinks(folder, '').sort() : [];
}

function listLinks(folder: string, before: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${before}${entry.name}`;
    if (entry.name.startsWith('.')) return [];
    if (entry.isSymbolicLink()) return [path];
    return entry.isDirectory() ? listLinks(join(folder, entry.name), `${path}/`) : [];
  });
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
