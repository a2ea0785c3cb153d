/** Promises of every page of a built site: nothing from elsewhere, nothing inline, no dead link, valid HTML. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
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

test('a build of a site under a path says which file is not part of it, and what writes that', async () => {
  const { printed } = await builtSite('fixture', {
    POSTERN_URL: 'https://pages.fixture.test/some/desk',
  });
  const top = 'https://pages\\.fixture\\.test/\\.well-known/security\\.txt';
  assert.match(printed, new RegExp(`${top} is not part of it`));
  assert.match(printed, new RegExp(`export security\\.txt FILE --canonical ${top}`));
});

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

    test('every page has one heading of the first level', () => {
      for (const page of pages) {
        assert.equal(site.read(page).match(/<h1[\s>]/g)?.length, 1, page);
      }
    });

    test('every page is valid HTML, and its headings go down a step at a time', async () => {
      const validator = new HtmlValidate({
        extends: ['html-validate:recommended'],
        rules: {
          'heading-level': ['error', { allowMultipleH1: false, minInitialRank: 'h1' }],
          // Begins with a digit: a fingerprint as the place of its key.
          'valid-id': ['error', { relaxed: true }],
          'no-inline-style': 'error',
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
