/** What a reader's browser has to fetch, compressed as a good host does it: each part within its budget, and said. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { type BuiltSite, builtSite, desks } from '../helpers/built-site.ts';
import { loadedAddresses } from '../helpers/page-links.ts';

const names = Object.keys(desks) as (keyof typeof desks)[];

/** Bytes after brotli. */
const budgets = {
  'an advisory, HTML and CSS': 10_000,
  'the report page, script before the first keystroke': 10_000,
  'the worker that encrypts': 60_000,
  'fonts of a page': 40_000,
} as const;

test('an advisory with its styles is light, on every desk', async (t) => {
  const weights = await forEach(names, (site) =>
    site.paths
      .filter((path) => /^\/advisories\/[^/]*\d[^/]*\/index\.html$/.test(path))
      .map((page) => [page, ...loaded(site, page, '.css')])
      .map((files) => toWeight(site, files)),
  );
  check(t, 'an advisory, HTML and CSS', weights);
});

test('the report page loads little script before somebody types', async (t) => {
  const weights = await forEach(['demonstration', 'two-teams', 'fixture'], (site) => {
    const scripts = withImports(site, loaded(site, '/report/index.html', '.js'));
    assert.ok(scripts.length > 0);
    return [toWeight(site, scripts)];
  });
  check(t, 'the report page, script before the first keystroke', weights);
});

test('the worker that encrypts is light, with everything that it waits for', async (t) => {
  const weights = await forEach(['demonstration', 'two-teams', 'fixture'], (site) => {
    const workers = site.paths.filter((path) => /^\/_astro\/seal\.worker-[^/]+\.js$/.test(path));
    assert.equal(workers.length, 1);
    return [toWeight(site, withImports(site, workers))];
  });
  check(t, 'the worker that encrypts', weights);
});

test('fonts are few, and none of them comes from a style sheet as data', async (t) => {
  const weights = await forEach(names, (site) => {
    for (const sheet of site.paths.filter((path) => path.endsWith('.css')))
      assert.ok(!/url\(["']?data:/.test(site.read(sheet)), sheet);
    // They are compressed in themselves.
    const fonts = site.paths.filter((path) => /\.(woff2?|ttf|otf)$/.test(path));
    return [fonts.reduce((sum, path) => sum + readFileSync(join(site.folder, path)).length, 0)];
  });
  check(t, 'fonts of a page', weights);
});

async function forEach(
  of: readonly (keyof typeof desks)[],
  weigh: (site: BuiltSite) => readonly number[],
): Promise<number[]> {
  const all: number[] = [];
  for (const name of of) all.push(...weigh(await builtSite(name)));
  return all;
}

/** The heaviest counts, and is printed beside its budget. */
function check(t: TestContext, what: keyof typeof budgets, weights: readonly number[]): void {
  assert.ok(weights.length > 0, `Nothing was weighed: ${what}.`);
  const most = Math.max(...weights);
  t.diagnostic(`${what}: ${most} of ${budgets[what]} bytes`);
  assert.ok(most <= budgets[what], `${what}: ${most} bytes, and ${budgets[what]} are allowed.`);
}

function loaded(site: BuiltSite, page: string, ending: string): string[] {
  return loadedAddresses(site.read(page)).filter((it) => it.endsWith(ending));
}

/** Scripts and everything they import without waiting for it. */
function withImports(site: BuiltSite, scripts: readonly string[]): string[] {
  const seen = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const match of site.read(path).matchAll(/(?:import|from)\s*["'`](\.[^"'`]+\.js)["'`]/g)) {
      visit(new URL(match[1] ?? '', `https://site.test${path}`).pathname);
    }
  };
  for (const script of scripts) visit(script);
  return [...seen];
}

function toWeight(site: BuiltSite, paths: readonly string[]): number {
  return paths.reduce(
    (sum, path) => sum + brotliCompressSync(readFileSync(join(site.folder, path))).length,
    0,
  );
}
