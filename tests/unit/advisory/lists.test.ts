/** Lists of advisories: every advisory once, in pages of fifty, and by each value. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Advisory } from '../../../src/advisory/advisory.ts';
import {
  advisoriesPerPage,
  toGroups,
  toListPages,
  toPageNumbers,
} from '../../../src/advisory/lists.ts';
import { toSeverity } from '../../../src/advisory/severity.ts';

const products = [
  { id: 'anvil', name: 'Anvil' },
  { id: 'bellows', name: 'Bellows' },
];

function advisory(over: Partial<Advisory>): Advisory {
  return {
    id: 'LIST-2026-0001',
    status: 'published',
    severity: null,
    dates: { published: '2026-05-01' },
    affected: [{ product: 'anvil' }],
    ...over,
  } as Advisory;
}

test('pages hold fifty each, every advisory once and in order, and the first is the list itself', () => {
  const all = Array.from({ length: 101 }, (_, index) => advisory({ id: `LIST-2026-${index}` }));
  const pages = toListPages(all, '/advisories/');
  assert.deepEqual(
    pages.map((it) => [it.number, it.count, it.path, it.advisories.length]),
    [
      [1, 3, '/advisories/', advisoriesPerPage],
      [2, 3, '/advisories/page/2/', advisoriesPerPage],
      [3, 3, '/advisories/page/3/', 1],
    ],
  );
  assert.deepEqual(
    pages.flatMap((it) => it.advisories),
    all,
  );
});

test('a list without advisories is one page, and fifty fill exactly one', () => {
  assert.equal(toListPages([], '/advisories/').length, 1);
  assert.equal(toListPages(Array(50).fill(advisory({})), '/advisories/').length, 1);
  assert.equal(toListPages(Array(51).fill(advisory({})), '/advisories/').length, 2);
});

test('each advisory is in the list of its severity, its state, its year and each of its products once', () => {
  const one = advisory({
    severity: toSeverity(['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H']),
    affected: [{ product: 'anvil' }, { product: 'bellows' }, { product: 'anvil' }] as never,
  });
  const other = advisory({ status: 'withdrawn', dates: { published: '2025-01-01' } });
  const groups = toGroups([one, other], products);
  const paths = (it: Advisory) =>
    groups.filter((group) => group.advisories.includes(it)).map((group) => group.path);
  assert.deepEqual(paths(one), [
    '/advisories/by/severity/critical/',
    '/advisories/by/product/anvil/',
    '/advisories/by/product/bellows/',
    '/advisories/by/year/2026/',
    '/advisories/by/state/published/',
  ]);
  assert.deepEqual(paths(other), [
    '/advisories/by/severity/unrated/',
    '/advisories/by/product/anvil/',
    '/advisories/by/year/2025/',
    '/advisories/by/state/withdrawn/',
  ]);
});

test('products, severities and states keep their address when nothing is in them', () => {
  const paths = toGroups([], products).map((it) => it.path);
  for (const path of [
    '/advisories/by/product/bellows/',
    '/advisories/by/severity/high/',
    '/advisories/by/state/disputed/',
  ] as const) {
    assert.ok(paths.includes(path), path);
  }
});

test('years run from the newest', () => {
  const years = toGroups(
    ['2024', '2026', '2025'].map((year) => advisory({ dates: { published: `${year}-01-01` } })),
    products,
  ).flatMap((it) => (it.kind === 'year' ? [it.value] : []));
  assert.deepEqual(years, ['2026', '2025', '2024']);
});

test('a long list names its first and last page and those around the shown one, and marks gaps', () => {
  assert.deepEqual(toPageNumbers(1, 1), [1]);
  assert.deepEqual(toPageNumbers(2, 5), [1, 2, 3, 4, 5]);
  assert.deepEqual(toPageNumbers(10, 20), [1, 0, 8, 9, 10, 11, 12, 0, 20]);
  assert.deepEqual(toPageNumbers(20, 20), [1, 0, 18, 19, 20]);
});
