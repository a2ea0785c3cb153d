/** Builds a desk once for all tests of a file and reads what came out, as a static host would serve it. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { withBuildLock } from '../../src/cli/site/build-lock.ts';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

/** The desks that tests build. */
export const desks = {
  demonstration: 'content',
  'best-effort': 'tests/desks/best-effort',
  'two-languages': 'tests/desks/two-languages',
  'two-teams': 'tests/desks/two-teams',
  fixture: 'tests/fixtures/desk',
} as const;

export interface BuiltSite {
  readonly folder: string;
  /** What the build printed. */
  readonly printed: string;
  /** The text of a file, or of the page at an address that ends in a slash. */
  read(path: string): string;
  /** Every file's path within the site, with `/` before it. */
  readonly paths: readonly string[];
}

const built = new Map<string, Promise<BuiltSite>>();

/** The same build for everybody who asks within one process, as of one fixed day. */
export function builtSite(
  name: keyof typeof desks,
  env: Record<string, string> = {},
): Promise<BuiltSite> {
  const key = JSON.stringify([name, env]);
  const site = built.get(key) ?? build(name, env);
  built.set(key, site);
  return site;
}

/**
 * Runs the production build as a maintainer would. Within one run of all suites, which names a folder for it in
 * `POSTERN_TEST_SITES`, test files share what was built. @throws when the build exits with anything but 0
 */
async function build(name: keyof typeof desks, env: Record<string, string>): Promise<BuiltSite> {
  const shared = process.env.POSTERN_TEST_SITES;
  if (shared === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'postern-site-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    return toSite(folder, await runBuild(folder, name, env));
  }
  const key = createHash('sha256')
    .update(JSON.stringify([name, env]))
    .digest('hex')
    .slice(0, 16);
  const folder = join(shared, key);
  const printed = `${folder}.txt`;
  await withBuildLock(`${folder}.lock`, async () => {
    if (!existsSync(printed)) writeFileSync(printed, await runBuild(folder, name, env));
  });
  return toSite(folder, readFileSync(printed, 'utf8'));
}

/** @returns what the build printed */
async function runBuild(
  folder: string,
  name: keyof typeof desks,
  env: Record<string, string>,
): Promise<string> {
  const { stdout, stderr } = await run(process.execPath, ['src/cli/build.ts'], {
    cwd: root,
    env: {
      ...process.env,
      POSTERN_CONTENT: desks[name],
      POSTERN_DATE: '2026-11-22',
      POSTERN_OUT: folder,
      ...env,
    },
  });
  return stdout + stderr;
}

function toSite(folder: string, printed: string): BuiltSite {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath.slice(folder.length).replaceAll('\\', '/')}/${entry.name}`)
    .sort();
  return {
    folder,
    printed,
    paths,
    read(path) {
      const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
      if (!existsSync(file)) throw new Error(`The built site has no ${path}.`);
      return readFileSync(file, 'utf8');
    },
  };
}
