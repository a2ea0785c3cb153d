/** An absence: told two weeks before, while it lasts, and not after. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awaySchema } from '../../../../src/desk/policy/away.ts';
import { toAway } from '../../../../src/desk/policy/away-view.ts';

const away = awaySchema.parse({
  from: '2026-12-21',
  until: '2027-01-04',
  note: 'We are on holiday',
  urgent: 'write to the code host',
});

test('it is told from two weeks before its first day to its last', () => {
  const told = (day: string) => toAway(away, day)?.now ?? null;
  assert.equal(told('2026-12-06'), null);
  assert.equal(told('2026-12-07'), false);
  assert.equal(told('2026-12-20'), false);
  assert.equal(told('2026-12-21'), true);
  assert.equal(told('2027-01-04'), true);
  assert.equal(told('2027-01-05'), null);
  assert.equal(toAway(undefined, '2026-12-21'), null);
});

test('it names both days, so that it stays true on a site that is not built anew', () => {
  assert.deepEqual(toAway(away, '2026-12-21'), {
    from: '2026-12-21',
    until: '2027-01-04',
    now: true,
    title: 'From 2026-12-21 to 2027-01-04, an answer takes longer than usual.',
    note: 'We are on holiday.',
    urgent: 'write to the code host.',
  });
  const day = awaySchema.parse({ from: '2026-12-24', until: '2026-12-24', note: 'Closed.' });
  const view = toAway(day, '2026-12-24');
  assert.equal(view?.title, 'On 2026-12-24, an answer takes longer than usual.');
  assert.equal(view?.urgent, null);
});
