/** Affected versions in words. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toVersionPhrase, toVersionSentence } from '../../../src/advisory/versions.ts';

for (const [range, phrase] of [
  [{ introduced: '0' }, 'all versions'],
  [{ introduced: '1.2.0' }, '1.2.0 and later'],
  [{ introduced: '0', fixed: '1.4.1' }, 'before 1.4.1'],
  [{ introduced: '1.2.0', fixed: '1.4.1' }, 'from 1.2.0 before 1.4.1'],
  [{ introduced: '0', last_affected: '1.4.0' }, 'up to 1.4.0'],
  [{ introduced: '1.2.0', last_affected: '1.4.0' }, 'from 1.2.0 to 1.4.0'],
] as const) {
  test(`a range reads: ${phrase}`, () => {
    assert.equal(toVersionPhrase(range), phrase);
  });
}

test('two release lines are named one after the other', () => {
  const ranges = [
    { introduced: '1.0.0', fixed: '1.9.4' },
    { introduced: '2.0.0', fixed: '2.3.1' },
  ];
  assert.equal(
    toVersionSentence({ ranges }),
    'affected from 1.0.0 before 1.9.4; from 2.0.0 before 2.3.1.',
  );
});
