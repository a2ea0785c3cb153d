import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toReaderText } from '../../../src/report/product-text.ts';
import { exampleConfig } from './example-report.ts';

const [product] = exampleConfig.products;
assert.ok(product);
const people = ['Ana', 'Bea', 'Cleo'].map((owner) => ({ owner }));

test('a product with nothing of its own needs no word', () => {
  assert.equal(toReaderText(product, people), '');
});

test('whoever reads about a product is named, and its own ways are pointed to', () => {
  const own = { ...product, readers: [] };
  assert.equal(toReaderText(own, people.slice(0, 1)), 'Only Ana can read it.');
  assert.equal(toReaderText(own, people), 'Only Ana, Bea and Cleo can read it.');
  assert.equal(toReaderText(own, []), '');
  const ways = toReaderText({ ...own, channels: [] }, people.slice(0, 2));
  assert.match(ways, /^Only Ana and Bea can read it\. It has ways of its own/);
});
