/** The map of a site that has more pages than one file may list, and addresses that XML has to escape. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderRobots, toSitemapFiles } from '../../../src/build/sitemap.ts';

const site = {
  url: 'https://fixture.test/desk',
  date: '2026-11-22',
  preview: false,
  throwAwayKey: false,
  relay: null,
};

test('more pages than fit go into further files, and the index names each', () => {
  const pages = ['/b/', '/a/', '/c/', '/404.html'] as const;
  const files = toSitemapFiles({ site, advisories: [] }, pages, 2);
  assert.deepEqual([...files.keys()], ['/sitemap-index.xml', '/sitemap-0.xml', '/sitemap-1.xml']);
  const index = files.get('/sitemap-index.xml') ?? '';
  assert.match(index, /<loc>https:\/\/fixture\.test\/desk\/sitemap-1\.xml<\/loc>/);
  assert.match(files.get('/sitemap-0.xml') ?? '', /desk\/a\/<.*\n.*desk\/b\/</);
  assert.match(files.get('/sitemap-1.xml') ?? '', /desk\/c\/</);
});

test('what XML reads as its own is escaped, and other letters are written as an address has them', () => {
  const files = toSitemapFiles({ site, advisories: [] }, ["/releases/a&b/1'é/"]);
  const map = files.get('/sitemap-0.xml') ?? '';
  assert.ok(map.includes('<loc>https://fixture.test/desk/releases/a&amp;b/1&apos;%C3%A9/</loc>'));
});

test('robots.txt hides nothing and names the map by its whole address', () => {
  assert.match(renderRobots(site), /^User-agent: \*\nAllow: \/\n/);
  assert.match(renderRobots(site), /^Sitemap: https:\/\/fixture\.test\/desk\/sitemap-index\.xml$/m);
});
