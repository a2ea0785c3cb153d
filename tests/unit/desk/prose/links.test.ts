/** Links of prose within the site. */
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  checkLinks,
  listPages,
  ownPages,
  toHeadingIds,
  toPages,
  toProsePage,
} from '../../../../src/desk/prose/links.ts';
import { checkProse } from '../../../../src/desk/prose/prose.ts';
import { parseSource } from '../../../../src/desk/source/source.ts';

const root = join(import.meta.dirname, '../../../../src/pages');

function read(file: string, body: string) {
  const source = parseSource(file, `---\ntitle: A\n---\n${body}\n`).value;
  assert.ok(source);
  return { source, ...checkProse(source, []) };
}

function broken(file: string, ...links: string[]): string[] {
  const text = read(file, `## Impact\n\n${links.map((it) => `[a](${it})`).join('\n')}`);
  const pages = toPages([text], ['/advisories/A-2026-0001/']);
  const findings = checkLinks([text], pages, 'https://desk.test/security');
  return findings.map((it) => `${it.line} ${it.found.split(',')[0]}`);
}

test('every page of the site may be linked to', () => {
  // A name in brackets stands for many addresses, and the 404 page is a file.
  const paths = globSync('**/*.astro', { cwd: root })
    .map((path) => `/${path.replaceAll('\\', '/').replace(/(index)?\.astro$/, '')}`)
    .map((path) => (path.endsWith('/') ? path : `${path}/`))
    .map((path) => (path === '/404/' ? '/404.html' : path));
  assert.ok(paths.length > 8);
  for (const path of paths) {
    const example = path.replaceAll(/\/\[\.\.\.[^\]]+\]/g, '').replaceAll(/\[[^\]]+\]/g, '1');
    const ofText = /^\/(advisories|guides|policy)\/1\/$/.test(example);
    assert.ok(ownPages.includes(path) || listPages.test(example) || ofText, path);
  }
});

test('an address counts from the page, from the top of the site with a slash, or as a whole', () => {
  const from = (file: string, link: string) => broken(file, link).length === 0;
  assert.ok(from('guides/one.mdx', '../'));
  assert.ok(from('guides/one.mdx', '../../policy/'));
  assert.ok(from('guides/one.mdx', '/policy'));
  assert.ok(from('guides/one.mdx', '#impact'));
  assert.ok(from('advisories/2026/A-2026-0001.mdx', '../../policy/'));
  assert.ok(from('policy/one.mdx', '../advisories/A-2026-0001/#affected'));
  assert.ok(from('policy/one.mdx', 'https://desk.test/security/keys/'));
  assert.ok(!from('policy/one.mdx', 'https://desk.test/security/key/'));
  assert.ok(from('policy/one.mdx', 'https://desk.test/elsewhere/'));
  assert.ok(!from('guides/one.mdx', '../policy/'));
  assert.ok(!from('guides/one.mdx', '#impac'));
});

test('every dead link is found with its line, and one that cannot be read is nobody’s fault here', () => {
  assert.deepEqual(broken('policy/one.mdx', '/a/', 'mailto:a@b.test', '/b/', 'https://:', '#%zz'), [
    '6 a link to /a/',
    '8 a link to /b/',
    '10 a link to #%zz',
  ]);
});

test('an image and a reference are links too', () => {
  const text = read('policy/one.mdx', '![a](/a/)\n\n[b]\n\n[b]: /b/');
  assert.deepEqual(
    text.links.map(({ url, line }) => `${line} ${url}`),
    ['1 /a/', '5 /b/'],
  );
});

test('headings get the ids that the site gives them', () => {
  assert.deepEqual(
    toHeadingIds(['What we promise', 'C++ & “Rust”', 'A `b_c` d', 'a', 'A', 'Über']),
    ['what-we-promise', 'c--rust', 'a-b_c-d', 'a', 'a-1', 'über'],
  );
  assert.deepEqual(read('policy/one.mdx', '## A *b* `c` [d](/policy/)').headings, ['A b c d']);
});

test('a file’s text stands on the page of its folder', () => {
  assert.equal(toProsePage('policy/scope.mdx'), '/policy/');
  assert.equal(toProsePage('advisories/2026/A-2026-0001.mdx'), '/advisories/A-2026-0001/');
  assert.equal(toProsePage('hall-of-fame/finder.mdx'), '/hall-of-fame/');
});
