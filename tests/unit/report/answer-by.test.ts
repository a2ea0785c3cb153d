/** The promised answer: counted in hours, and moved behind an absence. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toAnswerBy, toDayAfter } from '../../../src/report/answer-by.ts';
import { toAnswerText } from '../../../src/report/product-text.ts';
import { toReport } from '../../../src/report/report.ts';
import { exampleAnswers, exampleConfig } from './example-report.ts';

const away = { from: '2026-12-21', until: '2027-01-04' };

function due(now: string, hours = 48): string {
  return toAnswerBy(hours, away, new Date(now)).toISOString();
}

test('without an absence it is so many hours on', () => {
  const now = new Date('2026-12-24T10:00:00Z');
  assert.equal(toAnswerBy(48, null, now).toISOString(), '2026-12-26T10:00:00.000Z');
});

test('a report in an absence is answered on the day after it, or later where the hours take longer', () => {
  assert.equal(due('2026-12-21T00:00:00Z'), '2027-01-05T23:59:59.000Z');
  assert.equal(due('2027-01-04T12:00:00Z'), '2027-01-06T12:00:00.000Z');
  assert.equal(due('2026-12-24T00:00:00Z', 24 * 30), '2027-01-23T00:00:00.000Z');
});

test('so is one whose hours would end in it', () => {
  assert.equal(due('2026-12-20T10:00:00Z'), '2027-01-05T23:59:59.000Z');
});

test('before and after, an absence changes nothing', () => {
  assert.equal(due('2026-12-18T23:59:59Z'), '2026-12-20T23:59:59.000Z');
  assert.equal(due('2027-01-05T00:00:00Z'), '2027-01-07T00:00:00.000Z');
});

test('the report that is encrypted follows the clock it is given', () => {
  const desk = { ...exampleConfig, away };
  const report = toReport(exampleAnswers, [], desk, new Date('2026-12-30T08:00:00Z'));
  assert.equal(report.answerBy, '2027-01-05T23:59:59Z');
});

test('the form says both the promise and the days on which it does not hold', () => {
  assert.equal(toDayAfter(away), '2027-01-05');
  assert.equal(
    toAnswerText(48, away),
    'Say where to reach you, and you are answered within 48 hours, but not from 2026-12-21 to 2027-01-04: then by 2027-01-05.',
  );
  assert.match(toAnswerText(1, { from: '2026-12-24', until: '2026-12-24' }), /not on 2026-12-24:/);
  assert.equal(toAnswerText(null, away), '');
});
