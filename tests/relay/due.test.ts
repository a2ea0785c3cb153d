/** Which dates of a desk its relay's operator is told of, and when. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeskManifest } from '../../src/contract.ts';
import { warnDays as deskWarnDays } from '../../src/desk/dates/dates.ts';
import { toDateNames, toDue, warnDays } from '../../src/relay/due.ts';
import { renderNotice } from '../../src/relay/notice.ts';
import { createManifest } from '../helpers/sealed.ts';

const [anna, bert] = ['A'.repeat(40), 'B'.repeat(64)];
const expires = '2027-03-05T10:00:00Z';

function toRecipient(fingerprint: string, ends: readonly (string | null)[]) {
  const subkeys = ends.map((end, n) => ({
    fingerprint: `${n}${fingerprint.slice(1)}`,
    keyId: '',
    expires: end,
  }));
  return { fingerprint, subkeys };
}

const manifest = createManifest([toRecipient(anna, [expires])]);
const nothing = new Map<string, Date>();

function before(days: number, hour = 12): Date {
  return new Date(Date.UTC(2027, 2, 5 - days, hour));
}

/** Kinds that are told, going through days and remembering as the relay does. */
function live(days: readonly number[], desk: DeskManifest = manifest): string[] {
  const told = new Map<string, Date>();
  return days.flatMap((day) =>
    toDue(desk, before(day), told).map(({ name, kind }) => {
      told.set(name, before(day));
      return `${kind} ${day}`;
    }),
  );
}

describe('a date', () => {
  it('is told of 60, 30 and 7 days before, on the day, and not in between', () => {
    const all = Array.from({ length: 100 }, (_, n) => 90 - n);
    assert.deepEqual(live(all), ['key 60', 'key 30', 'key 7', 'key 0']);
  });

  it('is told of at once when thresholds were passed unseen, and only at the nearest', () => {
    assert.deepEqual(live([5, 4, 3]), ['key 5']);
    assert.deepEqual(live([-3, -4]), ['key -3']);
  });

  it('is not told of again when the clock goes back', () => {
    assert.deepEqual(live([7, 31, 61, 7, 6]), ['key 7']);
  });

  it('is another one once it was moved', () => {
    const told = new Map(toDateNames(manifest).map((name) => [name, before(3)]));
    const moved = createManifest([toRecipient(anna, ['2027-04-30T00:00:00Z'])]);
    assert.deepEqual(toDue(manifest, before(3), told), []);
    assert.equal(toDue(moved, before(4), told).length, 1);
  });

  it('counts by days in UTC, whatever the hour', () => {
    for (const hour of [0, 9, 23]) {
      assert.equal(toDue(manifest, before(61, hour), nothing).length, 0);
      assert.equal(toDue(manifest, before(60, hour), nothing).length, 1);
    }
  });

  it('warns at the same thresholds as the desk itself', () => {
    assert.deepEqual(warnDays, deskWarnDays);
  });
});

describe('a desk', () => {
  it('has a date for security.txt and for each key that ends, by the last of its subkeys', () => {
    const desk = createManifest(
      [
        toRecipient(anna, ['2026-12-01T00:00:00Z', expires]),
        toRecipient(bert, [expires, null]),
        toRecipient('C'.repeat(40), ['2027-03-04T00:00:00Z']),
      ],
      { expires: '2027-03-06T00:00:00Z' },
    );
    const due = toDue(desk, before(0), nothing);
    assert.deepEqual(
      due.map(({ notice }) => notice.lines.slice(6, 8)),
      [
        ['Its security.txt', 'expires on 2027-03-06, tomorrow.'],
        [`The key ${anna}`, 'expires on 2027-03-05, now.'],
        [`The key ${'C'.repeat(40)}`, 'expires on 2027-03-04, now.'],
      ],
    );
  });

  it('that says nothing of security.txt, or was remembered before it could, still has its keys', () => {
    const silent = createManifest([toRecipient(anna, [expires])], { expires: null });
    const { expires: _, ...older } = silent;
    for (const desk of [silent, older as DeskManifest]) {
      assert.deepEqual(
        toDue(desk, before(1), nothing).map(({ kind }) => kind),
        ['key'],
      );
    }
  });

  it('that never ends has no dates', () => {
    const desk = createManifest([toRecipient(anna, [null])], { expires: null });
    assert.deepEqual(toDateNames(desk), []);
  });
});

it('each mail is plain, its own, and names nothing but site, key and day', () => {
  const desk = createManifest([toRecipient(anna, [expires]), toRecipient(bert, [expires])], {
    expires,
    origin: 'https://security.project.example:8443',
  });
  const notices = [60, 30, 7, 0].flatMap((day) =>
    toDue(desk, before(day), nothing).map(({ notice }) => notice),
  );
  assert.equal(notices.length, 12);
  assert.equal(new Set(notices.map(({ id }) => id)).size, 12);
  for (const notice of notices) {
    assert.match(notice.id, /^[\w.-]+$/);
    for (const line of notice.lines) assert.ok(line.length < 78, line);
    const mail = renderNotice(notice, 'operator@project.example', 'https://relay.example');
    assert.deepEqual(
      mail.match(/\S+@\S+/g)?.map((it) => it.replace(/^.*@/, '')),
      ['relay.example>', 'project.example', 'relay.example>'],
    );
  }
});
