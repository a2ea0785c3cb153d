import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toCheckAnswer, toProductCheck } from '../../../src/advisory/versions/check-answer.ts';
import type { CheckAdvisory, CheckIndex } from '../../../src/advisory/versions/check-index.ts';
import { toProductWords, toVersionWords } from '../../../src/browse/known-words.ts';

const advisory = (id: string, introduced: string, fixed: string): CheckAdvisory => ({
  id,
  title: `About ${id}`,
  severity: null,
  disputed: false,
  exploited: false,
  affected: [
    {
      product: 'lantern',
      ranges: [{ type: 'SEMVER', introduced, fixed }],
      versions: [],
      unsupported: 'not-assessed',
    },
  ],
});

const index: CheckIndex = {
  products: [
    {
      id: 'lantern',
      name: 'Lantern',
      releases: ['2.2.0', '2.1.0', '2.0.0', '1.4.0'],
      lines: [
        { name: '2.x', supported: true },
        { name: '1.x', supported: false },
      ],
    },
    { id: 'wick', name: 'Wick', releases: [], lines: [] },
  ],
  advisories: [advisory('B', '2.1.0', '2.2.0'), advisory('A', '2.0.0', '2.1.0')],
};

function check(id: string) {
  return toProductCheck(index, id) ?? assert.fail(`no product ${id}`);
}

const words = (version: string) => toVersionWords(toCheckAnswer(check('lantern'), version));

test('a version that an advisory hits is told with where it is fixed, and the others apart', () => {
  const { sentences, near, others } = words('2.1.0');
  assert.deepEqual(near, [{ id: 'B', title: 'About B', note: 'fixed in 2.2.0' }]);
  assert.deepEqual(
    others.map(({ id }) => id),
    ['A'],
  );
  assert.match(sentences[0] ?? '', /^One published advisory hits Lantern 2\.1\.0\./);
  assert.match(sentences.join(' '), /newest version with no known advisory is 2\.2\.0/);
});

test('a version that nothing hits is told so, and nothing newer is named where it is the newest', () => {
  const { sentences, near } = words('v2.2.0');
  assert.deepEqual(near, []);
  assert.deepEqual(sentences, ['No published advisory hits Lantern 2.2.0.']);
});

test('what nobody has assessed is never told as if it did not hit', () => {
  const { sentences, near } = words('1.4.0');
  assert.match(sentences[0] ?? '', /^Nobody has assessed Lantern 1\.4\.0 for 2 published/);
  assert.equal(near.length, 2);
});

test('a line without support is told, and a report about it is still asked for', () => {
  assert.match(
    words('1.4.0').sentences.join(' '),
    /1\.x no longer receives.*Report it all the same/,
  );
});

test('a version that is no release is told to be one nobody knows', () => {
  assert.match(words('9.9.9').sentences.join(' '), /9\.9\.9 is not on our list of releases/);
});

test('without a version all advisories about the product are named', () => {
  const { sentences, near, others } = toProductWords(check('lantern'));
  assert.deepEqual(near, []);
  assert.equal(others.length, 2);
  assert.match(sentences[0] ?? '', /are 2 advisories about Lantern/);
  assert.match(
    toProductWords(check('wick')).sentences[0] ?? '',
    /no published advisory about Wick/,
  );
});
