/** Promises of the lists of advisories: complete, in pages, counted right, and an alias leads to its advisory. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { buildFolder } from '../helpers/build-folder.ts';
import { builtSite } from '../helpers/built-site.ts';
import { type Generated, writeGeneratedDesk } from '../helpers/generated-desk.ts';

describe('a desk with 120 advisories', () => {
  let folder = '';
  let all: readonly Generated[] = [];
  const read = (path: string) => readFileSync(join(folder, 'out', path, 'index.html'), 'utf8');
  /** Ids of the cards of a page, in order. */
  const cards = (path: string) =>
    [...read(path).matchAll(/<h3><a href="\/advisories\/(GEN-[^/]+)\/">/g)].map(
      (it) => it[1] ?? '',
    );

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'postern-lists-'));
    all = writeGeneratedDesk(join(folder, 'desk'), 120);
    await buildFolder(folder);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('every advisory is on exactly one page of the list', () => {
    const pages = ['/advisories/', '/advisories/page/2/', '/advisories/page/3/'].map(cards);
    assert.deepEqual(
      pages.map((it) => it.length),
      [50, 50, 20],
    );
    assert.deepEqual(pages.flat().sort(), all.map((it) => it.id).sort());
    assert.match(read('/advisories/'), /href="\/advisories\/page\/2\/" rel="next"/);
    assert.match(read('/advisories/page/3/'), /href="\/advisories\/page\/2\/" rel="prev"/);
  });

  test('a filter leads to as many advisories as it says, the right ones, page by page', () => {
    const html = read('/advisories/');
    const filters = [
      ['severity', 'critical', all.filter((it) => it.band === 'critical')],
      ['product', 'chisel', all.filter((it) => it.product === 'chisel')],
      ['year', '2025', all.filter((it) => it.year === 2025)],
    ] as const;
    for (const [kind, value, wanted] of filters) {
      const path: string = `/advisories/by/${kind}/${value}/`;
      const count = new RegExp(`href="${path}"[^>]*>[^<]*<span class="count">(\\d+)<`).exec(html);
      assert.equal(Number(count?.[1]), wanted.length, path);
      assert.deepEqual(cards(path).sort(), wanted.map((it) => it.id).sort());
    }
    const standing = '/advisories/by/state/published/';
    assert.equal(cards(standing).length, 50);
    assert.equal(cards(`${standing}page/3/`).length, 20);
  });

  test('an alias leads to its advisory without script, and names it as the real address', () => {
    const [one] = all;
    assert.ok(one !== undefined);
    for (const alias of one.aliases) {
      const html = read(`/advisories/${alias}/`);
      const path: string = `/advisories/${one.id}/`;
      assert.ok(html.includes(`<meta http-equiv="refresh" content="0; url=${path}">`), alias);
      assert.ok(
        html.includes(`<link rel="canonical" href="https://security.generated.test${path}"`),
      );
      assert.ok(html.includes(`<a href="${path}">${one.title}</a>`));
    }
  });
});

test('a product without advisories says so with the day, and a withdrawn advisory affects nothing in a list', async () => {
  const site = await builtSite('demonstration');
  assert.match(
    site.read('/advisories/by/product/postern/'),
    /No known advisories as of <time datetime="2026-11-22">/,
  );
  assert.match(site.read('/advisories/by/state/withdrawn/'), /No version is affected\./);
  assert.doesNotMatch(site.read('/advisories/by/state/withdrawn/'), /affected from/);
});
