/** Affected versions in words. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toVersionPhrase, toVersionSentence } from '../../../../src/advisory/versions/versions.ts';

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

const commit = (digit: string) => digit.repeat(40);

test('commits are called so and shortened, and left out where versions say the same', () => {
  const git = { type: 'GIT', introduced: commit('a'), fixed: commit('b') } as const;
  assert.equal(toVersionPhrase(git), 'commits from aaaaaaaaaaaa before bbbbbbbbbbbb');
  const semver = { type: 'SEMVER', introduced: '1.0.0', fixed: '1.2.0' } as const;
  assert.equal(toVersionSentence({ ranges: [semver, git] }), 'affected from 1.0.0 before 1.2.0.');
});

test('versions without a range are named, many are counted, and none is left unsaid', () => {
  const versions = Array.from({ length: 11 }, (_, index) => `0.${index}`);
  assert.equal(toVersionSentence({ ranges: [], versions: ['1.0', '1.1'] }), 'affected 1.0, 1.1.');
  assert.equal(
    toVersionSentence({ ranges: [], versions }),
    'affected 0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7 and 3 more.',
  );
  const git = { type: 'GIT', introduced: '0' } as const;
  assert.equal(
    toVersionSentence({ ranges: [git], versions: ['1.0'] }),
    'affected commits of all times; 1.0.',
  );
});
