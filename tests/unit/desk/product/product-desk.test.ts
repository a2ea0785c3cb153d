import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deskSchema } from '../../../../src/desk/desk.ts';
import type { Certificate } from '../../../../src/desk/keys/certificate.ts';
import { productSchema } from '../../../../src/desk/product/product.ts';
import {
  toProductDesk,
  toReaderIds,
  toReaders,
  toReadText,
} from '../../../../src/desk/product/product-desk.ts';

const keys = ['keys/ana.asc', 'keys/team/bea.asc'].map(
  (file) => ({ file, fingerprint: file }) as Certificate,
);
const throwAway = [{ file: 'throw-away key', fingerprint: 'T' } as Certificate];
const product = (facts: object) => ({
  id: 'tool',
  ...productSchema.parse({ name: 'Tool', ...facts }),
});
const desk = deskSchema.parse({
  name: 'A',
  summary: 'B',
  channels: [{ kind: 'form' }],
  promises: { acknowledgeHours: 48, updates: 'Weekly' },
});

test('a product that names nobody is read by everybody', () => {
  assert.deepEqual(toReaders(product({}), keys), keys);
  assert.equal(toReaderIds(product({}), keys), null);
});

test('a product that names recipients is read by those of them that have a usable certificate', () => {
  const own = product({ recipients: ['ana', 'gone'] });
  assert.deepEqual(toReaderIds(own, keys), ['keys/ana.asc']);
  assert.deepEqual(toReaderIds(product({ recipients: ['gone'] }), keys), []);
});

test('the throw-away key of a preview reads about every product', () => {
  assert.deepEqual(toReaderIds(product({ recipients: ['ana'] }), throwAway), ['T']);
});

test('promises of a product stand in place of all those of the desk, and are not mixed with them', () => {
  const own = toProductDesk(product({ promises: { acknowledgeHours: 12 } }), desk);
  assert.equal(own.promises.acknowledgeHours, 12);
  assert.equal(own.promises.updates, undefined);
  assert.deepEqual(own.channels, desk.channels);
  assert.deepEqual(toProductDesk(product({}), desk).promises, desk.promises);
});

test('the page of keys says what a key reads, and nothing where all read all', () => {
  const [ana, bea] = keys;
  assert.ok(ana && bea);
  assert.equal(toReadText(ana, [product({})]), null);
  const products = [product({ recipients: ['ana'] })];
  assert.equal(toReadText(ana, products), 'Tool, and anything that fits none of the products');
  assert.equal(toReadText(bea, products), 'anything that fits none of the products');
});
