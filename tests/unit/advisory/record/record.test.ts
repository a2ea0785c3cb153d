/** The record against the promise: what counts as kept, what as missed, and that no miss is hidden. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Advisory } from '../../../../src/advisory/advisory.ts';
import { type Measure, toRecord, toSummary } from '../../../../src/advisory/record/record.ts';
import { toPlot } from '../../../../src/advisory/record/record-plot.ts';
import { toLateText, toMeasureText } from '../../../../src/advisory/record/record-words.ts';
import { promisesSchema } from '../../../../src/desk/contacts.ts';
import { readRecords } from '../some-records.ts';

const { desk, products, advisories } = await readRecords('tests/fixtures/desk');
const like = advisories.find((it) => it.status === 'published');
const promises = promisesSchema.parse({
  acknowledgeHours: 48,
  fix: [
    { severity: 'critical', days: 7 },
    { severity: 'other', days: 30 },
  ],
});
const facts: Parameters<typeof toRecord>[1] = {
  desk: { ...desk, promises },
  products: [],
  day: '2026-11-22',
};

type Days = Partial<Advisory['dates']>;

function advisory(
  dates: Days,
  band: 'critical' | 'low' | null = 'low',
  more: object = {},
): Advisory {
  assert.ok(like?.severity);
  const severity = band === null ? null : { ...like.severity, band };
  return { ...like, severity, dates: { published: '2026-11-20', ...dates }, ...more };
}

function only(dates: Days, band?: 'critical' | 'low' | null, more?: object, around = facts) {
  const [found, ...others] = toRecord([advisory(dates, band, more)], around).cases;
  assert.deepEqual(others, []);
  assert.ok(found);
  return found;
}

test('a promise of 48 hours is kept on the second day after the report, and missed on the third', () => {
  const answered = (acknowledged: string) =>
    only({ reported: '2026-03-01', acknowledged }).answer.outcome;
  assert.equal(answered('2026-03-01'), 'kept');
  assert.equal(answered('2026-03-03'), 'kept');
  assert.equal(answered('2026-03-04'), 'missed');
  const hours = (acknowledgeHours: number, acknowledged: string) => {
    const own = { ...facts, desk: { ...desk, promises: { ...promises, acknowledgeHours } } };
    return only({ reported: '2026-03-01', acknowledged }, 'low', {}, own).answer.outcome;
  };
  assert.equal(hours(1, '2026-03-02'), 'kept');
  assert.equal(hours(24, '2026-03-03'), 'missed');
  assert.equal(hours(25, '2026-03-03'), 'kept');
});

test('a fix is measured by the promise for its severity, and by that for all others where there is none', () => {
  const fix = (fixed: string, band: 'critical' | 'low' | null) =>
    only({ reported: '2026-03-01', fixed }, band).fix;
  assert.deepEqual(fix('2026-03-08', 'critical'), {
    days: 7,
    allowed: 7,
    done: true,
    outcome: 'kept',
  });
  assert.equal(fix('2026-03-09', 'critical').outcome, 'missed');
  assert.equal(fix('2026-03-31', 'low').outcome, 'kept');
  assert.equal(fix('2026-04-01', null).outcome, 'missed');
});

test('a product with promises of its own is measured by them, and by the stricter where two are hit', () => {
  const [product] = products;
  assert.ok(product && like);
  const own = promisesSchema.parse({ acknowledgeHours: 24 });
  const around = { ...facts, products: [{ ...product, id: 'own', promises: own }] };
  const affected = like.affected.slice(0, 1).map((it) => ({ ...it, product: 'own' }));
  const dates = { reported: '2026-03-01', acknowledged: '2026-03-03', fixed: '2026-09-01' };
  const alone = only(dates, 'low', { affected }, around);
  assert.deepEqual([alone.answer.outcome, alone.fix.outcome], ['missed', 'unpromised']);
  const both = only(dates, 'low', { affected: [...affected, ...like.affected] }, around);
  assert.deepEqual([both.answer.allowed, both.fix.outcome], [1, 'missed']);
});

test('what has not happened is open while there is time, and late on the day after', () => {
  const open = (day: string) => only({ reported: '2026-11-01' }, 'low', {}, { ...facts, day }).fix;
  assert.equal(open('2026-12-01').outcome, 'open');
  assert.deepEqual(open('2026-12-02'), { days: 31, allowed: 30, done: false, outcome: 'missed' });
  assert.equal(
    toLateText('fix', open('2026-12-02')),
    'there is no fix after 31 days, and 30 days were promised.',
  );
});

test('a fix from before the report took no time, and a withdrawn advisory needs none', () => {
  assert.equal(only({ reported: '2026-03-05', fixed: '2026-03-01' }).fix.days, 0);
  const withdrawn = only({ reported: '2026-03-01' }, 'low', { status: 'withdrawn' });
  assert.equal(withdrawn.fix.outcome, 'needless');
  assert.equal(toMeasureText('fix', withdrawn.fix), 'no fix needed');
});

test('an answer that nobody wrote down is called that, and counts neither way', () => {
  const { answer } = only({ reported: '2026-03-01' });
  assert.equal(answer.outcome, 'unknown');
  assert.equal(toMeasureText('answer', answer), 'not written down');
  assert.deepEqual(toSummary([answer]), { kept: 0, missed: 0, median: null, worst: null });
});

test('an advisory without the day of its report is no case', () => {
  assert.deepEqual(toRecord([advisory({ acknowledged: '2026-03-01' })], facts), {
    cases: [],
    groups: [],
  });
});

test('median and worst hold every miss, also of what still runs', () => {
  const measure = (days: number, outcome: Measure['outcome'], done = true): Measure => ({
    days,
    allowed: 5,
    done,
    outcome,
  });
  const four = [measure(1, 'kept'), measure(2, 'kept'), measure(9, 'missed')];
  assert.deepEqual(toSummary(four), { kept: 2, missed: 1, median: 2, worst: 9 });
  const late = measure(40, 'missed', false);
  assert.deepEqual(toSummary([...four, late]), { kept: 2, missed: 2, median: 5.5, worst: 40 });
  assert.deepEqual(toSummary([measure(3, 'open', false)]).worst, null);
});

test('groups go by the year of the report, the newest first, and by severity, the gravest first', () => {
  const all = [
    advisory({ reported: '2025-12-31' }, 'critical'),
    advisory({ reported: '2026-01-01' }, null),
    advisory({ reported: '2026-06-01' }, 'low'),
    advisory({ reported: '2026-05-01' }, 'critical'),
    advisory({ reported: '2026-02-01' }, 'low'),
  ];
  assert.deepEqual(
    toRecord(all, facts).groups.map((it) => [it.year, it.severity, it.cases.length]),
    [
      ['2026', 'critical', 1],
      ['2026', 'low', 2],
      ['2026', 'unrated', 1],
      ['2025', 'critical', 1],
    ],
  );
});

test('the picture has a mark for every case with days, in order of days, each miss with its days in words', () => {
  const record = toRecord(
    [
      advisory({ reported: '2026-01-01', fixed: '2026-01-11' }),
      advisory({ reported: '2026-02-01', fixed: '2026-02-11' }),
      advisory({ reported: '2026-03-01', fixed: '2026-04-05' }),
      advisory({ reported: '2024-11-22' }),
      advisory({ reported: '2026-11-20' }),
    ],
    facts,
  );
  const plot = toPlot(record, 'fix');
  assert.ok(plot);
  assert.deepEqual(
    plot.rows.map((it) => it.name),
    ['2026, low', '2024, low'],
  );
  const [now, then] = plot.rows;
  assert.equal(now?.text, '2 of 3 within 30 days');
  const marks = now?.marks.toSorted((a, b) => a.x - b.x).map((it) => [it.outcome, it.text]);
  assert.deepEqual(marks, [
    ['open', null],
    ['kept', '×2'],
    ['missed', '35 days'],
  ]);
  assert.deepEqual(
    then?.marks.map((it) => [it.text, it.x, it.anchor]),
    [['730 days →', 97, 'end']],
  );
  const [promised = 0] = now?.promised ?? [];
  assert.ok((now?.marks.find((it) => it.outcome === 'missed')?.x ?? 0) > promised);
  for (const { x } of plot.ticks) assert.ok(x >= 0 && x <= 100);
  assert.ok(plot.ticks.length >= 2 && plot.ticks.length <= 7);
  assert.equal(toPlot(record, 'answer'), null);
});
