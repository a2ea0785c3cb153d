/** Promises of every page of a built site: nothing from elsewhere, nothing inline, no dead link, valid HTML, few bytes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { HtmlValidate } from 'html-validate';
import { type BuiltSite, builtSite, desks } from '../helpers/built-site.ts';
import { attributes, ids, loadedAddresses } from '../helpers/page-links.ts';

const names = Object.keys(desks) as (keyof typeof desks)[];
const builds = [
  ...names.map((name) => ({ title: name, build: () => builtSite(name) })),
  {
    title: 'fixture under a path',
    build: () => builtSite('fixture', { POSTERN_URL: 'https://pages.fixture.test/some/desk' }),
  },
];

for (const { title, build } of builds) {
  describe(`the pages of ${title}`, async () => {
    const site = await build();
    const base = basePath(site);
    const pages = site.paths.filter((path) => path.endsWith('.html'));

    test('every page of the contract is there', () => {
      for (const path of [
        '/',
        '/policy/',
        '/advisories/',
        '/check/',
        '/releases/',
        '/hall-of-fame/',
        '/report/',
        '/keys/',
        '/guides/',
        '/search/',
      ]) {
        assert.match(site.read(path), /<h1/);
      }
      assert.match(site.read('/404.html'), /<h1/);
    });

    test('no page loads anything from another host, and what it loads exists', () => {
      for (const page of pages) {
        for (const address of loadedAddresses(site.read(page))) {
          assert.ok(address.startsWith(base), `${page} loads ${address}`);
          assert.ok(
            site.paths.includes(address.slice(base.length - 1)),
            `${page} loads ${address}, which is not there`,
          );
        }
      }
    });

    test('no page holds inline script, inline style or an event attribute', () => {
      for (const page of pages) {
        const html = site.read(page);
        assert.ok(!/<script(?![^>]*\ssrc=)[^>]*>/.test(html), page);
        assert.ok(!/<style[\s>]/.test(html), page);
        assert.ok(!/\sstyle="/.test(html), page);
        assert.ok(!/\son[a-z]+="/.test(html), page);
      }
    });

    test('pages for reading load no script', () => {
      for (const page of pages.filter((path) => !/^\/(report|check|search)\//.test(path))) {
        assert.ok(!site.read(page).includes('<script'), page);
      }
    });

    test('the content policy is the first thing in head after the character set', () => {
      for (const page of pages) {
        assert.ok(
          /<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"/.test(
            site.read(page),
          ),
          page,
        );
      }
    });

    test('every link within the site leads to a page, and every fragment to a place on it', () => {
      for (const page of pages) {
        for (const href of attributes(site.read(page), 'href')) {
          const dead = findDead(site, base, page, href);
          assert.equal(dead, null, `${page} links ${href}: ${dead}`);
        }
      }
    });

    test('every page is valid HTML', async () => {
      const validator = new HtmlValidate({
        extends: ['html-validate:standard'],
        rules: {
          // Written by Astro's serializer, and right by the standard.
          'void-style': 'off',
          'no-trailing-whitespace': 'off',
          // A list without bullets keeps its role in Safari only when it is said.
          'no-redundant-role': 'off',
          'long-title': 'off',
          'require-sri': 'off',
          'tel-non-breaking': 'off',
        },
      });
      for (const page of pages) {
        const report = await validator.validateString(site.read(page), page);
        const faults = report.results.flatMap((it) =>
          it.messages.map((message) => `${page}: ${message.ruleId}: ${message.message}`),
        );
        assert.deepEqual(faults, []);
      }
    });
  });
}

test('an advisory with its styles takes at most 10 KB compressed, and the form at most 10 KB of script', async () => {
  const site = await builtSite('demonstration');
  const advisory = site.paths.filter((path) => /^\/advisories\/[^/]+\/index\.html$/.test(path));
  assert.ok(advisory.length > 0);
  for (const page of advisory) {
    const bytes = compressed(site, [
      page,
      ...loadedAddresses(site.read(page)).filter((it) => it.endsWith('.css')),
    ]);
    assert.ok(bytes <= 10_000, `${page}: ${bytes} bytes`);
  }
  const scripts = loadedAddresses(site.read('/report/')).filter((it) => it.endsWith('.js'));
  assert.ok(scripts.length > 0);
  const all = withImports(site, scripts);
  const bytes = compressed(site, all);
  assert.ok(bytes <= 10_000, `the form loads ${bytes} bytes of script: ${all.join(', ')}`);
});

function basePath(site: BuiltSite): string {
  const [canonical = 'http://localhost/'] = attributes(
    /<link rel="canonical"[^>]*>/.exec(site.read('/'))?.[0] ?? '',
    'href',
  );
  return new URL(canonical).pathname;
}

function findDead(site: BuiltSite, base: string, page: string, href: string): string | null {
  const from = new URL(page.replace(/index\.html$/, ''), `https://site.test${base}`);
  const inside = new URL(base.replace(/\/$/, '') + from.pathname, 'https://site.test');
  const target = new URL(href, inside);
  if (target.host !== 'site.test') return null;
  if (!target.pathname.startsWith(base)) return 'it leaves the site';
  const path = target.pathname.slice(base.length - 1);
  const file = path.endsWith('/') ? `${path}index.html` : path;
  if (!site.paths.includes(file)) return 'nothing is there';
  // What is asked of these pages stands behind the #, and no place on them.
  const asked = path === '/check/' || path === '/report/';
  if (asked && target.hash.startsWith('#product=')) return null;
  if (target.hash !== '' && !ids(site.read(file)).has(decodeURIComponent(target.hash.slice(1))))
    return 'no such place on the page';
  return null;
}

/** Scripts and everything they import without waiting for it, as a browser loads them before the first keystroke. */
function withImports(site: BuiltSite, scripts: readonly string[]): string[] {
  const seen = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    const text = readFileSync(join(site.folder, path), 'utf8');
    for (const match of text.matchAll(/(?:import|from)\s*["'](\.[^"']+\.js)["']/g)) {
      visit(new URL(match[1] ?? '', `https://site.test${path}`).pathname);
    }
  };
  for (const script of scripts) visit(script);
  return [...seen];
}

function compressed(site: BuiltSite, paths: readonly string[]): number {
  return paths.reduce(
    (sum, path) => sum + brotliCompressSync(readFileSync(join(site.folder, path))).length,
    0,
  );
}
