/** What a page says of itself to search engines, feed readers and whoever is sent a link to it. */
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { markPath, renderFavicon } from '../../src/styles/mark.ts';
import { builtSite, desks } from '../helpers/built-site.ts';
import { attributes } from '../helpers/page-links.ts';

const root = resolve(import.meta.dirname, '../..');
const maxPictureBytes = 40_000;
const under = 'https://pages.fixture.test/some/desk';

const builds = [
  ...(Object.keys(desks) as (keyof typeof desks)[]).map((name) => ({
    title: name,
    build: () => builtSite(name),
  })),
  {
    title: 'fixture under a path',
    build: () => builtSite('fixture', { POSTERN_URL: under }),
  },
];

/** Attribute `content` of the meta element of that name or property. */
function meta(html: string, name: string): string {
  const [tag = ''] = new RegExp(`<meta (?:name|property)="${name}"[^>]*>`).exec(html) ?? [];
  return attributes(tag, 'content')[0] ?? '';
}

function links(html: string, rel: string): string[] {
  const tags = html.matchAll(new RegExp(`<link rel="${rel}"[^>]*>`, 'g'));
  return [...tags].flatMap(([tag]) => attributes(tag, 'href'));
}

for (const { title, build } of builds) {
  describe(`the pages of ${title}`, async () => {
    const site = await build();
    const pages = site.paths.filter((path) => path.endsWith('.html'));
    const [home = ''] = links(site.read('/'), 'canonical');
    const signposts = pages.filter((path) => site.read(path).includes('http-equiv="refresh"'));
    const own = pages.filter((path) => !signposts.includes(path));
    const toAddress = (path: string) => home + path.slice(1).replace(/index\.html$/, '');

    test('each has its own whole address, which its shared link names too', () => {
      assert.match(home, /^https?:\/\/[^?#]+\/$/);
      for (const page of own) {
        const html = site.read(page);
        assert.deepEqual(links(html, 'canonical'), [toAddress(page)], page);
        assert.equal(meta(html, 'og:url'), toAddress(page), page);
      }
      for (const page of signposts) {
        const [address = ''] = links(site.read(page), 'canonical');
        assert.ok(own.map(toAddress).includes(address), `${page} names ${address}`);
        assert.notEqual(address, toAddress(page), page);
      }
    });

    test('each has a title that no other has, and a description', () => {
      const seen = new Map<string, string>();
      for (const page of own) {
        const html = site.read(page);
        const [, said = ''] = /<title[^>]*>([^<]*)<\/title>/.exec(html) ?? [];
        assert.notEqual(said, '', page);
        assert.equal(seen.get(said), undefined, `${page} has the title of ${seen.get(said)}`);
        seen.set(said, page);
        assert.ok(meta(html, 'description').length >= 10, page);
        assert.equal(meta(html, 'og:description'), meta(html, 'description'), page);
      }
    });

    test('each names a picture that is there, of the size it says, and light to load', () => {
      const pictures = new Set<string>();
      for (const page of pages) {
        const html = site.read(page);
        const address = meta(html, 'og:image');
        assert.ok(address.startsWith(home), `${page}: ${address}`);
        pictures.add(address.slice(home.length - 1));
        assert.equal(meta(html, 'twitter:card'), 'summary_large_image');
        assert.equal(meta(html, 'og:image:width'), '1200');
        assert.equal(meta(html, 'og:image:height'), '630');
      }
      for (const picture of pictures) {
        assert.deepEqual(readPngSize(join(site.folder, picture)), [1200, 630], picture);
        assert.ok(statSync(join(site.folder, picture)).size <= maxPictureBytes, picture);
      }
    });

    test('the feeds are announced on each, and every icon is there', () => {
      for (const page of pages) {
        const html = site.read(page);
        const toFile = (href: string) => href.slice(new URL(home).pathname.length - 1);
        // The same page in another language is an alternate too, by its whole address.
        const feeds = links(html, 'alternate')
          .filter((href) => !href.startsWith('https:'))
          .map(toFile);
        for (const feed of ['/advisories/rss.xml', '/advisories/atom.xml', '/advisories/feed.json'])
          assert.ok(feeds.includes(feed), `${page} does not announce ${feed}`);
        const icons = [...links(html, 'icon'), ...links(html, 'apple-touch-icon')].map(toFile);
        assert.equal(icons.length, 3, page);
        for (const file of [...feeds, ...icons]) assert.ok(site.paths.includes(file), file);
      }
    });

    test('the sitemap lists every page that has an address of its own, and nothing else', () => {
      const index = addresses(site.read('/sitemap-index.xml'));
      assert.deepEqual(index, [`${home}sitemap-0.xml`]);
      const listed = addresses(site.read('/sitemap-0.xml'));
      const wanted = own.filter((path) => path !== '/404.html').map(toAddress);
      assert.deepEqual(listed.toSorted(), wanted.toSorted());
      const lines = site.read('/robots.txt').split('\n');
      assert.ok(lines.includes(`Sitemap: ${home}sitemap-index.xml`));
    });
  });
}

test('a page that is not there stays out of search engines, and so does a whole demonstration', async () => {
  const fixture = await builtSite('fixture');
  assert.equal(meta(fixture.read('/404.html'), 'robots'), 'noindex');
  assert.equal(meta(fixture.read('/'), 'robots'), '');
  const demonstration = await builtSite('demonstration');
  assert.equal(meta(demonstration.read('/'), 'robots'), 'noindex');
});

test('an advisory is shared with its severity, and with the day it was last changed', async () => {
  const site = await builtSite('demonstration');
  const advisories = site.paths.filter((path) => /^\/advisories\/EXAMPLE-\d[^/]+\//.test(path));
  assert.ok(advisories.length > 0);
  for (const page of advisories) {
    const html = site.read(page);
    const [, band = ''] = /data-pagefind-filter="severity:(\w+)"/.exec(html) ?? [];
    const wanted = ['low', 'medium', 'high', 'critical'].includes(band) ? band : 'plain';
    assert.ok(meta(html, 'og:image').endsWith(`/social/${wanted}.png`), `${page}: ${band}`);
    assert.equal(meta(html, 'og:type'), 'article');
    const entry = `${page.replace(/index\.html$/, '')}</loc><lastmod>`;
    assert.ok(site.read('/sitemap-0.xml').includes(entry), page);
  }
  assert.ok(meta(site.read('/policy/'), 'og:image').endsWith('/social/plain.png'));
});

test('the frame of the browser has the colour of the page, unless a desk has a theme of its own', async () => {
  const tokens = readFileSync(join(root, 'src/styles/tokens.css'), 'utf8');
  const [, light = '', dark = ''] =
    /--color-surface: light-dark\((#\w+), (#\w+)\)/.exec(tokens) ?? [];
  const html = (await builtSite('fixture')).read('/');
  const colours = [...html.matchAll(/<meta name="theme-color"[^>]*>/g)].map(([tag]) => tag);
  const said = colours.map((tag) => [meta(tag, 'theme-color'), attributes(tag, 'media')[0]]);
  assert.deepEqual(said, [
    [light, '(prefers-color-scheme: light)'],
    [dark, '(prefers-color-scheme: dark)'],
  ]);
});

test('the icon is the mark of the pages, and both are one drawing', async () => {
  const icon = readFileSync(join(root, 'public/favicon.svg'), 'utf8');
  assert.equal(icon, renderFavicon(), 'Run node tests/social-images.ts.');
  assert.ok(
    (await builtSite('demonstration')).read('/').includes(` d="${markPath}"`),
    'The header shows another mark.',
  );
});

test('all five pictures and the icons are kept, and each has its size', () => {
  for (const name of ['plain', 'low', 'medium', 'high', 'critical']) {
    assert.deepEqual(readPngSize(join(root, `public/social/${name}.png`)), [1200, 630], name);
  }
  assert.deepEqual(readPngSize(join(root, 'public/favicon-32.png')), [32, 32]);
  assert.deepEqual(readPngSize(join(root, 'public/apple-touch-icon.png')), [180, 180]);
});

function addresses(xml: string): string[] {
  return [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, it = '']) => it);
}

/** Width and height (PNG section 11.2.2). */
function readPngSize(file: string): readonly number[] {
  const bytes = readFileSync(file);
  assert.equal(bytes.toString('latin1', 1, 4), 'PNG', file);
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}
