/** Promises of what the search shows of a page: its words, each apart from the next. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { type BuiltSite, builtSite } from '../helpers/built-site.ts';

/** What Pagefind writes before the JSON of a fragment. */
const fragmentMark = 'pagefind_dcd';

function readFragments(site: BuiltSite): { url: string; content: string }[] {
  return site.paths
    .filter((path) => path.endsWith('.pf_fragment'))
    .map((path) => gunzipSync(readFileSync(join(site.folder, path))).toString())
    .map((text) => JSON.parse(text.slice(text.startsWith(fragmentMark) ? fragmentMark.length : 0)));
}

function findMarked(site: BuiltSite): string[] {
  return site.paths.filter(
    (path) => path.endsWith('.html') && site.read(path).includes('data-pagefind-body'),
  );
}

test('every page that is marked for the search is found by it, and no other', async () => {
  for (const name of ['demonstration', 'two-languages', 'fixture'] as const) {
    const site = await builtSite(name);
    const marked = findMarked(site).map((path) => path.replace(/index\.html$/, ''));
    assert.ok(marked.length > 0);
    assert.deepEqual(
      readFragments(site)
        .map(({ url }) => url)
        .toSorted(),
      marked.toSorted(),
      name,
    );
  }
});

test('an excerpt tells a fact from its name, and each fact from the next', async () => {
  const site = await builtSite('demonstration');
  const fragments = readFragments(site);
  const advisory = fragments.find(({ url }) => url === '/advisories/EXAMPLE-2026-0001/');
  for (const words of [
    'Severity 8.1 by CVSS 3.1',
    'Vector CVSS:3.1/AV:N',
    "('Link Following') CWE-22",
    '(found it) paper-moth',
    '2026-02-20 Reported 2026-02-21 Answered',
  ]) {
    assert.ok(advisory?.content.includes(words), words);
  }
});

test('on every page that is searched a space stands between a fact and the next', async () => {
  for (const name of ['demonstration', 'two-teams', 'fixture'] as const) {
    const site = await builtSite(name);
    const pages = findMarked(site);
    assert.ok(pages.length > 0);
    for (const path of pages) {
      assert.equal(/.{0,60}<\/d[td]><d[td].{0,60}/.exec(site.read(path))?.[0], undefined, path);
    }
  }
});
