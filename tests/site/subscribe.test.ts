/** Promises of the page for tools: every address on it exists, every feed and file is on it, and each has lines to copy. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BuiltSite, builtSite } from '../helpers/built-site.ts';

/** Without the places where an address may break. */
function readPage(site: BuiltSite): string {
  return site.read('/advisories/subscribe/').replaceAll('<wbr>', '');
}

/** Site addresses in the lines to copy, as paths within the site. */
function copied(site: BuiltSite): string[] {
  const url = /<link rel="canonical" href="([^"]+)\/"/.exec(site.read('/'))?.[1] ?? '';
  const html = readPage(site);
  const lines = [...html.matchAll(/<code>([^<]*)<\/code>/g)].map((it) => it[1] ?? '');
  return lines.flatMap((line) =>
    [...line.matchAll(/https?:\/\/[^\s'&]+/g)].map(([address]) => {
      assert.ok(address.startsWith(`${url}/`), address);
      return decodeURIComponent(address.slice(url.length));
    }),
  );
}

for (const name of ['demonstration', 'fixture', 'best-effort'] as const) {
  test(`every address that can be copied from ${name} is a file of the site`, async () => {
    const site = await builtSite(name);
    const addresses = copied(site);
    assert.ok(addresses.length > 5);
    for (const path of addresses) assert.ok(site.paths.includes(path), path);
  });

  test(`no feed and no file for tools of ${name} is left out`, async () => {
    const site = await builtSite(name);
    const addresses = copied(site);
    const feeds = site.paths.filter((it) =>
      /^\/advisories\/(feeds\/)?[^/]+\.(xml|atom|json)$/.test(it),
    );
    const files = site.paths.filter((it) => /^\/(osv\/(all|modified)|vex\/|min-secure)/.test(it));
    assert.ok(feeds.length >= 6 && files.length >= 3);
    for (const path of [...feeds, ...files]) assert.ok(addresses.includes(path), path);
  });
}

test('scanners get a command where a product is a package, and a plain sentence where none is', async () => {
  const packaged = readPage(await builtSite('fixture'));
  assert.match(packaged, /osv-scanner scan source .*--local-db-path advisories/);
  assert.match(packaged, /npm\/all\.zip/);
  const plain = readPage(await builtSite('demonstration'));
  assert.match(plain, /in no package registry that osv-scanner/);
  assert.doesNotMatch(plain, /osv-scanner scan/);
});

test('the list of advisories and the foot of every page lead there', async () => {
  const site = await builtSite('fixture');
  for (const path of ['/advisories/', '/', '/policy/']) {
    assert.match(site.read(path), /href="\/advisories\/subscribe\/"/, path);
  }
});
