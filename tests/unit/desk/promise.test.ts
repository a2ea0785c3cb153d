/** What a reporter may expect, in words. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deskSchema } from '../../../src/desk/desk.ts';
import { toPromises } from '../../../src/desk/promise.ts';

function promises(facts?: object) {
  const channels = [{ kind: 'form' }];
  return toPromises(deskSchema.parse({ name: 'A', summary: 'B', channels, promises: facts }));
}

test('a desk that promises nothing says nothing', () => {
  assert.deepEqual(promises(), []);
  assert.deepEqual(promises({}), []);
});

test('promises come in the order in which they come due, each number once', () => {
  const list = promises({
    acknowledgeHours: 48,
    updates: 'Every week',
    fix: [
      { severity: 'critical', days: 7 },
      { severity: 'other', days: 30 },
    ],
    disclosure: 'Together.',
  });
  assert.deepEqual(
    list.map((it) => it.term),
    ['First answer', 'Updates', 'Critical vulnerability', 'Any other vulnerability', 'Publication'],
  );
  const text = JSON.stringify(list);
  assert.deepEqual(text.match(/\d+/g), ['48', '7', '30']);
  assert.equal(list[1]?.text, 'Every week.');
});

test('best effort is said as a promise without a date', () => {
  const [fix] = promises({ bestEffort: true });
  assert.match(fix?.text ?? '', /without a promised date/);
});

test('a number of hours reads as people say it', () => {
  const texts = [1, 2, 48].map((it) => promises({ acknowledgeHours: it })[0]?.text);
  assert.deepEqual(texts, [
    'A person answers within one hour.',
    'A person answers within 2 hours.',
    'A person answers within 48 hours.',
  ]);
});

test('a promise is at least one whole hour or day', () => {
  assert.throws(() => promises({ acknowledgeHours: 0 }), /Promise at least one hour/);
  assert.throws(() => promises({ acknowledgeHours: 1.5 }), /whole number of hours/);
  assert.throws(() => promises({ fix: [{ severity: 'critical', days: 0 }] }), /at least one day/);
  assert.throws(() => promises({ fix: [{ severity: 'worst', days: 1 }] }), /Use critical, high/);
});
