/** Asks git which files it tracks in the work tree that the desk lies in. */
import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { FindTracked } from '../../read/advisories.ts';

/** Paths in one call, far below every limit of a command line. */
const pathsPerCall = 200;

/**
 * A private clone beside or within the work tree has a version control of its own, so its files do not count.
 * Where git is missing, or the desk lies in no work tree, nothing is tracked.
 * @param folder the desk's folder
 */
export function createFindTracked(folder: string): FindTracked {
  return (paths) => {
    if (paths.length === 0) return [];
    const top = git(folder, ['rev-parse', '--show-toplevel'])?.replace(/\r?\n$/, '');
    if (top === undefined) return [];
    const root = realpathSync(top);
    const inside = paths
      .filter((path) => existsSync(path))
      .map((path) => ({ path, real: relative(root, realOf(path)).replaceAll('\\', '/') }))
      .filter(({ real }) => !real.startsWith('../') && resolve(root, real) !== real);
    const tracked = new Set<string>();
    for (let at = 0; at < inside.length; at += pathsPerCall) {
      const some = inside.slice(at, at + pathsPerCall).map((it) => it.real);
      const found = git(root, ['ls-files', '-z', '--', ...some]) ?? '';
      for (const file of found.split('\0')) tracked.add(file);
    }
    return inside.filter(({ real }) => tracked.has(real)).map(({ path }) => path);
  };
}

/** The folder's links followed, the file's own not: git tracks a link as such. */
function realOf(path: string): string {
  return join(realpathSync(dirname(path)), path.slice(dirname(path).length + 1));
}

/** Output of a git that runs no program of the repository and takes every path as written; null where it fails. */
function git(folder: string, args: readonly string[]): string | null {
  const env = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  const safe = ['--literal-pathspecs', '-c', 'core.fsmonitor=false', '-c', 'safe.directory=*'];
  try {
    return execFileSync('git', [...safe, '-C', folder, ...args], {
      encoding: 'utf8',
      env: { ...Object.fromEntries(env), GIT_OPTIONAL_LOCKS: '0' },
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch {
    return null;
  }
}
