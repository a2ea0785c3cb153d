/** Promises of words that no line is broken in. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toTextPieces } from '../../../src/styles/whole.ts';

function wholeIn(text: string): string[] {
  return toTextPieces(text).flatMap((it) => (it.whole ? [it.text] : []));
}

test('a day, an id and a version stay whole, with the sign that follows them', () => {
  assert.deepEqual(wholeIn('From 2026-11-20 to 2026-12-04, then by 2026-12-05.'), [
    '2026-11-20',
    '2026-12-04,',
    '2026-12-05.',
  ]);
  assert.deepEqual(wholeIn('EXAMPLE-2026-0003 (CVE-2026-12345) is fixed in 2.0.0-rc.1'), [
    'EXAMPLE-2026-0003',
    '(CVE-2026-12345)',
    '2.0.0-rc.1',
  ]);
});

test('words without a digit, and numbers without a hyphen, are left to the browser', () => {
  assert.deepEqual(wholeIn('A well-known flaw hits 2.3.0 - and 17 more.'), []);
});

test('the pieces are the text, whatever it holds', () => {
  for (const text of ['', ' ', '2026-11-22', 'a\n2-1\tb', '--1--', 'x 1-2  3-4 y', '١-٢ 1-2']) {
    assert.equal(
      toTextPieces(text)
        .map((it) => it.text)
        .join(''),
      text,
    );
  }
});
