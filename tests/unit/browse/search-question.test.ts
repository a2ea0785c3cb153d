/** A search as its address carries it: words and filters, behind the #. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAsked, parseSearch, renderSearch } from '../../../src/browse/search-question.ts';

test('words and filters survive the address', () => {
  const question = { words: 'a & b = “c” #', filters: { severity: 'high', year: '2026' } };
  const address = renderSearch(question);
  assert.ok(address.startsWith('#'));
  assert.deepEqual(parseSearch('', address), question);
});

test('another page may ask behind the ?, and what is behind the # stands above it', () => {
  assert.deepEqual(parseSearch('?q=one&product=anvil', ''), {
    words: 'one',
    filters: { product: 'anvil' },
  });
  assert.equal(parseSearch('?q=one', '#q=two').words, 'two');
});

test('nothing asked is no address and no question', () => {
  assert.equal(renderSearch({ words: '', filters: {} }), '');
  assert.equal(isAsked(parseSearch('', '')), false);
  assert.equal(isAsked(parseSearch('', '#year=2026')), true);
  assert.deepEqual(parseSearch('', '#color=red'), { words: '', filters: {} });
});
