/** Promises of min-secure.json: a version to compare with, and null rather than a guess. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toMinSecure } from '../../../../src/advisory/formats/min-secure.ts';
import type { Records } from '../../../../src/read.ts';
import { readRecords } from '../some-records.ts';

const fixture = await readRecords('tests/fixtures/desk');

function minimums(records: Records, product: string): Record<string, string | null> {
  const { products } = toMinSecure(records, records.advisories);
  const lines = products.find((it) => it.id === product)?.lines ?? [];
  return Object.fromEntries(lines.map((it) => [it.name, it.minimum]));
}

test('each line has the version from which on no release is known to be affected', () => {
  assert.deepEqual(minimums(fixture, 'anvil'), { '3.x': '3.0.2', '2.x': '2.8.1', '1.x': null });
  assert.deepEqual(minimums(fixture, 'bellows'), { '2026': '2026.09' });
});

test('a withdrawn advisory counts no more', () => {
  const standing = fixture.advisories.map((it) => ({ ...it, status: 'published' as const }));
  assert.deepEqual(minimums({ ...fixture, advisories: standing }, 'anvil'), {
    '3.x': null,
    '2.x': '2.8.1',
    '1.x': null,
  });
});

test('without advisories it is the lowest release, also of a product without lines', () => {
  const products = fixture.products.map((it) => ({ ...it, lines: [] }));
  const bare = { ...fixture, products, advisories: [] };
  assert.deepEqual(minimums(bare, 'anvil'), { '*': '1.0.0' });
  assert.equal(minimums({ ...fixture, advisories: [] }, 'anvil')['2.x'], '2.0.0');
});

test('it names the product and the newest release that is safe', () => {
  const [anvil] = toMinSecure(fixture, fixture.advisories).products;
  assert.equal(anvil?.purl, 'pkg:npm/fixture--anvil');
  assert.equal(anvil?.newest, '3.1.0');
});
