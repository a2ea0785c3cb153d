import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toSeverity } from '../../../src/advisory/severity.ts';
import { toCvssScore } from '../../../src/report/cvss.ts';
import {
  type CvssEdition,
  cvssQuestions,
  parseVector,
  toVector,
} from '../../../src/report/cvss-questions.ts';
import fc from '../../helpers/property.ts';

const worst = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N';

test('known vectors come to the scores that their specification gives', () => {
  assert.deepEqual(toCvssScore(worst), { score: 9.3, band: 'critical' });
  assert.deepEqual(toCvssScore('CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N'), {
    score: 6.1,
    band: 'medium',
  });
  const nothing = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N';
  assert.deepEqual(toCvssScore(nothing), { score: 0, band: 'none' });
});

test('what is no complete vector has no score', () => {
  for (const vector of [
    '',
    'high',
    worst.replace('/SA:N', ''),
    worst.replace('AV:N', 'AV:Q'),
    `${worst}/AV:L`,
    worst.replace('4.0', '3.1'),
  ]) {
    assert.equal(toCvssScore(vector), null, vector);
  }
});

for (const edition of ['4.0', '3.1'] as const satisfies readonly CvssEdition[]) {
  const answers = fc.tuple(
    ...cvssQuestions[edition].map(({ metric, options }) =>
      fc.constantFrom(...options.map(([value]) => [metric, value] as const)),
    ),
  );

  test(`every way to answer the questions of ${edition} makes the vector that an advisory would carry`, () => {
    fc.assert(
      fc.property(answers, (pairs) => {
        const vector = toVector(edition, new Map(pairs)) ?? '';
        const score = toCvssScore(vector);
        const severity = toSeverity([vector]);
        assert.notEqual(score, null, vector);
        assert.deepEqual(score, severity && { score: severity.score, band: severity.band });
        assert.deepEqual(parseVector(vector)?.answers, new Map(pairs));
      }),
      { numRuns: 200 },
    );
  });

  test(`no vector is made while an answer to ${edition} is missing`, () => {
    assert.equal(toVector(edition, new Map([['AV', 'N']])), null);
  });
}

test('a half vector keeps the answers it has, and one of another version none', () => {
  assert.deepEqual(parseVector('CVSS:3.1/AV:N/AC:Q')?.answers, new Map([['AV', 'N']]));
  assert.equal(parseVector('AV:N/AC:L/Au:N/C:P/I:P/A:P'), null);
});
