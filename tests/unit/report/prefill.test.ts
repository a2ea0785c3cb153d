import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePrefill } from '../../../src/report/prefill.ts';

test('a link names product and version, or one of them', () => {
  assert.deepEqual(parsePrefill('#product=lantern&version=2.3.0%2Bbuild'), {
    product: 'lantern',
    version: '2.3.0+build',
  });
  assert.deepEqual(parsePrefill('#version=2'), { product: '', version: '2' });
});

test('a place on the page is no answer', () => {
  for (const fragment of ['', '#', '#by-hand', '#%E0%A4%A', '#report-summary']) {
    assert.equal(parsePrefill(fragment), null, fragment);
  }
});
