/** The question in an address: shared by a link, and never sent. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuestion, renderQuestion } from '../../../src/browse/check-fragment.ts';

test('a question survives its address, whatever is typed', () => {
  for (const version of ['2.3.0', '1.0.0+build.1', '1.0 beta', '#&=%', '']) {
    const question = { product: 'lantern', version };
    assert.deepEqual(parseQuestion(renderQuestion(question)), question);
  }
});

test('a plain version stands in the address as people would write it', () => {
  assert.equal(
    renderQuestion({ product: 'lantern', version: '2.3.0' }),
    '#product=lantern&version=2.3.0',
  );
});

test('what is missing is empty, and spaces around a version do not count', () => {
  assert.deepEqual(parseQuestion(''), { product: '', version: '' });
  assert.deepEqual(parseQuestion('#version=%201.2%20'), { product: '', version: '1.2' });
});
