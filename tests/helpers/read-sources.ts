/** The text of every source file, by its path from the top of the repository. */
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Text by path from the top of the repository. */
export function readSources(): Map<string, string> {
  const paths = globSync('src/**/*.{ts,mts,js,mjs,astro}', { cwd: root }).sort();
  return new Map(
    paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(root, path), 'utf8')]),
  );
}
