/** The variables that decide a build. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseInput } from '../../../src/desk/input.ts';

const now = new Date('2026-11-22T10:00:00Z');

test('without variables, content/ is built as of today', () => {
  assert.deepEqual(parseInput({}, now), {
    folder: 'content',
    date: new Date('2026-11-22T23:59:59Z'),
    url: null,
    preview: null,
    embargoed: null,
  });
});

test('an empty variable is one that is not set', () => {
  const empty = {
    POSTERN_CONTENT: '',
    POSTERN_DATE: '',
    POSTERN_URL: '',
    POSTERN_PREVIEW: '',
    POSTERN_EMBARGOED: '',
  };
  assert.deepEqual(parseInput(empty, now), parseInput({}, now));
});

test('each variable is read', () => {
  const input = parseInput(
    {
      POSTERN_CONTENT: 'security',
      POSTERN_DATE: '2026-02-28',
      POSTERN_URL: 'http://127.0.0.1:80',
      POSTERN_PREVIEW: '.postern',
      POSTERN_EMBARGOED: '../embargoed',
    },
    now,
  );
  assert.deepEqual(input, {
    folder: 'security',
    date: new Date('2026-02-28T23:59:59Z'),
    url: 'http://127.0.0.1:80',
    preview: '.postern',
    embargoed: '../embargoed',
  });
});

for (const day of ['2026-13-01', '2026-02-30', '22.11.2026', '2026-11-22T10:00:00Z', 'today']) {
  test(`a day that cannot be meant is refused with what is wanted: ${day}`, () => {
    assert.throws(() => parseInput({ POSTERN_DATE: day }, now), {
      message: `POSTERN_DATE is "${day}". Write a UTC day as YYYY-MM-DD, or leave it out for today.`,
    });
  });
}

for (const url of [
  'security.project.org',
  '/security',
  'ftp://project.org',
  'https://',
  'https://a b',
]) {
  test(`an address that cannot be meant is refused with what is wanted: ${url}`, () => {
    assert.throws(
      () => parseInput({ POSTERN_URL: url }, now),
      /^Error: POSTERN_URL is ".*"\. Write/,
    );
  });
}
