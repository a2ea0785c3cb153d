/** Supported versions as of a day, and the words for them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toMinSecure } from '../../../../src/advisory/formats/min-secure.ts';
import { toCheckAnswer, toProductCheck } from '../../../../src/advisory/versions/check-answer.ts';
import { toCheckIndex } from '../../../../src/advisory/versions/check-index.ts';
import { deskSchema } from '../../../../src/desk/desk.ts';
import { type Product, productSchema } from '../../../../src/desk/product/product.ts';
import { toProductAsOf, toSupport } from '../../../../src/desk/product/support.ts';

const tool: Product = {
  id: 'tool',
  ...productSchema.parse({
    name: 'Tool',
    lines: [
      { name: '2.x', supported: true },
      { name: '1.x', supported: true, until: '2027-01-31', note: 'Fixes only.' },
    ],
    releases: [
      { version: '2.0.0', date: '2026-01-01' },
      { version: '1.9.0', date: '2025-01-01' },
    ],
  }),
};

function desk(promises: object = {}) {
  const channels = [{ kind: 'code-host' }];
  return deskSchema.parse({ name: 'A', summary: 'B', channels, promises });
}

test('a line is supported on its last day, and on the day after it no more', () => {
  const on = (day: string) => toProductAsOf(tool, day).lines.map((it) => it.supported);
  assert.deepEqual(on('2027-01-31'), [true, true]);
  assert.deepEqual(on('2027-02-01'), [true, false]);
});

test('everything that says whether a line is supported follows its last day', () => {
  const products = [toProductAsOf(tool, '2027-02-01')];
  assert.deepEqual(
    toSupport(products, desk()).map((it) => it.lines.map((line) => line.supported)),
    [[true, false]],
  );
  const [entry] = toMinSecure({ products }, []).products;
  assert.deepEqual(entry?.lines, [
    { name: '2.x', supported: true, minimum: '2.0.0' },
    { name: '1.x', supported: false, until: '2027-01-31', minimum: '1.9.0' },
  ]);
  const check = toProductCheck(toCheckIndex([], products), 'tool');
  assert.ok(check);
  assert.equal(toCheckAnswer(check, '1.9.0').line?.supported, false);
});

test('there is a column for last days only where a line has one', () => {
  const [view] = toSupport([tool], desk());
  assert.equal(view?.ends, true);
  assert.deepEqual(view?.lines[1], {
    name: '1.x',
    supported: true,
    until: '2027-01-31',
    note: 'Fixes only.',
  });
  assert.equal(toSupport([{ ...tool, lines: [] }], desk())[0]?.ends, false);
});

test('a product without lines says that no version is supported yet, and best effort where no fix is promised by a date', () => {
  const none = { ...tool, lines: [] };
  const [text] = toSupport([none], desk()).map((it) => it.text);
  assert.match(text ?? '', /^No version is supported yet\. .*best-effort basis\.$/);
  const fix = [{ severity: 'other', days: 30 }];
  assert.equal(toSupport([none], desk({ fix }))[0]?.text, 'No version is supported yet.');
  const own = { ...none, promises: desk({ fix }).promises };
  assert.equal(toSupport([own], desk())[0]?.text, 'No version is supported yet.');
  assert.equal(toSupport([{ ...none, support: 'Ours.' }], desk())[0]?.text, 'Ours.');
  assert.equal(toSupport([tool], desk())[0]?.text, null);
});
