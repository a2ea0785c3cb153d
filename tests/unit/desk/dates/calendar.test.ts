/** A calendar is what RFC 5545 asks for, read here by a small reader of its own that knows only the RFC. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { renderCalendar } from '../../../../src/desk/dates/calendar.ts';
import type { DueDate } from '../../../../src/desk/dates/dates.ts';
import fc from '../../../helpers/property.ts';

const site = { url: 'https://security.project.example/desk', date: '2026-11-22' };

const key: DueDate = {
  day: '2027-03-05',
  kind: 'key',
  subject: 'ABCD',
  what: 'The key of Anna; or Äänn, expires',
  todo: 'Extend it.',
  daysLeft: 103,
};

interface Component {
  readonly name: string;
  readonly properties: Map<string, string[]>;
  readonly parts: Component[];
}

/** Content lines by section 3.1, components by section 3.6. */
function read(text: string): Component {
  assert.ok(text.endsWith('\r\n'));
  const physical = text.slice(0, -2).split('\r\n');
  for (const line of physical) {
    assert.doesNotMatch(line, /[\r\n]/);
    assert.ok(Buffer.byteLength(line) <= 75, line);
  }
  const lines = physical.join('\r\n').replaceAll('\r\n ', '').split('\r\n');
  const root: Component = { name: '', properties: new Map(), parts: [] };
  const open = [root];
  for (const line of lines) {
    const [, name = '', value = ''] = /^([A-Z-]+(?:;[A-Z]+=[A-Z-]+)*):(.*)$/su.exec(line) ?? [];
    assert.notEqual(name, '', line);
    const here = open.at(-1);
    assert.ok(here);
    if (name === 'BEGIN') {
      const part: Component = { name: value, properties: new Map(), parts: [] };
      here.parts.push(part);
      open.push(part);
    } else if (name === 'END') assert.equal(open.pop()?.name, value);
    else here.properties.set(name, [...(here.properties.get(name) ?? []), value]);
  }
  assert.equal(open.length, 1);
  assert.equal(root.parts.length, 1);
  return root.parts[0] as Component;
}

function one(component: Component | undefined, name: string): string {
  const values = component?.properties.get(name) ?? [];
  assert.equal(values.length, 1, `${component?.name} ${name}`);
  return values[0] ?? '';
}

/** Section 3.3.11; anything else after a backslash is a fault. */
function toText(text: string): string {
  assert.doesNotMatch(text.replaceAll(/\\[\\;,nN]/g, ''), /[\\;,]/);
  return text.replaceAll(/\\([\\;,nN])/g, (_, it: string) => (/n/i.test(it) ? '\n' : it));
}

test('it is one calendar with a version, a product and an event for each date', () => {
  const calendar = read(renderCalendar([key, { ...key, subject: 'other' }], site));
  assert.equal(calendar.name, 'VCALENDAR');
  assert.equal(one(calendar, 'VERSION'), '2.0');
  assert.match(one(calendar, 'PRODID'), /^-\/\/Postern\/\//);
  assert.deepEqual(
    calendar.parts.map((it) => it.name),
    ['VEVENT', 'VEVENT'],
  );
});

test('an event is a whole day, stamped by the day of the build, and speaks up 30 and 7 days before', () => {
  const [event] = read(renderCalendar([key], site)).parts;
  assert.equal(one(event, 'DTSTART;VALUE=DATE'), '20270305');
  assert.equal(one(event, 'DTSTAMP'), '20261122T000000Z');
  assert.equal(toText(one(event, 'SUMMARY')), key.what);
  assert.equal(toText(one(event, 'DESCRIPTION')), key.todo);
  assert.equal(one(event, 'TRANSP'), 'TRANSPARENT');
  assert.deepEqual(
    event?.parts.map((it) => [it.name, one(it, 'ACTION'), one(it, 'TRIGGER')]),
    [
      ['VALARM', 'DISPLAY', '-P30D'],
      ['VALARM', 'DISPLAY', '-P7D'],
    ],
  );
  for (const alarm of event?.parts ?? []) assert.equal(toText(one(alarm, 'DESCRIPTION')), key.what);
});

test('an event keeps its UID when its day moves, and no two subjects or kinds share one', () => {
  const uid = (change: Partial<DueDate>, day = site.date) =>
    one(read(renderCalendar([{ ...key, ...change }], { ...site, date: day })).parts[0], 'UID');
  assert.equal(uid({}), uid({ day: '2029-01-01', what: 'Something else' }, '2028-02-29'));
  assert.match(uid({}), /^[\w-]+@security\.project\.example$/);
  assert.equal(new Set([uid({}), uid({ subject: 'AB CD' }), uid({ kind: 'subkey' })]).size, 3);
});

test('the same dates give the same bytes', () => {
  assert.equal(renderCalendar([key], site), renderCalendar([{ ...key }], { ...site }));
});

test('no dates are a calendar that a reader takes all the same', () => {
  assert.deepEqual(read(renderCalendar([], site)).parts, []);
});

test('whatever stands in a text arrives as it was, and never as a line of its own', () => {
  const text = fc.string({ unit: 'binary', maxLength: 300 });
  fc.assert(
    fc.property(text, fc.string({ unit: 'grapheme', maxLength: 200 }), (what, subject) => {
      const [event] = read(renderCalendar([{ ...key, what, subject }], site)).parts;
      const expected = what
        .replaceAll(/\r\n|\r/g, '\n')
        .replaceAll(/[^\P{Cc}\n]/gu, ' ')
        .toWellFormed();
      assert.equal(toText(one(event, 'SUMMARY')), expected);
      assert.equal(event?.parts.length, 2);
    }),
  );
});

test('a long line is folded at 75 octets, also its second fold, and never within a character', () => {
  for (const letter of ['x', 'ä', '世', '🔦']) {
    const what = letter.repeat(200);
    const [event] = read(renderCalendar([{ ...key, what }], site)).parts;
    assert.equal(one(event, 'SUMMARY'), what);
  }
});
