/** The hall of fame and its feed: one person under all handles, only those who agreed, and no ranking. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRssFeed } from 'feedsmith';
import type { Advisory } from '../../../../src/advisory/advisory.ts';
import { renderHallFeed } from '../../../../src/advisory/feeds/hall-feed.ts';
import { renderReleaseNote } from '../../../../src/advisory/formats/announce.ts';
import { toHall } from '../../../../src/advisory/people/hall.ts';
import { toCreditLines, toPublicCredits } from '../../../../src/advisory/people/public-credit.ts';
import { type Reporter, reporterSchema } from '../../../../src/advisory/people/reporter.ts';
import { readRecords } from '../some-records.ts';

const fixture = await readRecords('tests/fixtures/desk');
const standing = fixture.advisories.find((it) => it.status === 'published');

function reporter(id: string, facts: object): Reporter {
  const prose = { id, file: `hall-of-fame/${id}.mdx`, body: '', plain: true };
  return { ...reporterSchema.parse(facts), ...prose };
}

function advisory(id: string, published: string, credits: Advisory['credits']): Advisory {
  assert.ok(standing);
  return { ...standing, id, title: `Flaw ${id}`, dates: { published }, credits };
}

const ann = reporter('ann', {
  consent: 'named',
  name: 'Ann Test',
  also: ['ann-t', 'annie'],
  member: 'lab',
  thanks: [{ date: '2025-03-01', text: 'A typing error in the policy.' }],
});
const lab = reporter('lab', { consent: 'handle', team: true, url: 'https://lab.test/' });
const hidden = reporter('quiet', { consent: 'anonymous', member: 'lab' });
const second = reporter('still', { consent: 'anonymous' });
const gone = reporter('gone', {
  consent: 'none',
  name: 'Gone Away',
  thanks: [{ date: '2026-01-01', text: 'Found a thing.' }],
});
const all = [ann, lab, hidden, second, gone];

const advisories = [
  advisory('A-2026-0002', '2026-02-02', [
    { reporter: 'ann-t', role: 'FINDER' },
    { reporter: 'annie', role: 'FINDER' },
    { reporter: 'ann', role: 'REMEDIATION_DEVELOPER' },
    { reporter: 'gone', role: 'FINDER' },
  ]),
  advisory('A-2026-0001', '2026-01-01', [
    { reporter: 'quiet', role: 'REPORTER' },
    { reporter: 'still', role: 'REPORTER' },
    { reporter: 'lab', role: 'ANALYST' },
  ]),
];

const feedOf = (reporters: readonly Reporter[]) => {
  const records = { ...fixture, advisories, reporters };
  return parseRssFeed(renderHallFeed(records)[1]).items ?? [];
};

test('one person under several handles is credited once, with each role once', () => {
  const [credit, ...others] = toPublicCredits(advisories[0] ?? { credits: [] }, all);
  assert.deepEqual(others, []);
  assert.deepEqual(credit?.roles, ['FINDER', 'REMEDIATION_DEVELOPER']);
  assert.deepEqual(toCreditLines(advisories[0] ?? { credits: [] }, all), [
    'Ann Test, lab (found it, wrote the fix)',
  ]);
});

test('an organisation stands beside a person only where both agreed to be known', () => {
  const line = (...reporters: Reporter[]) =>
    toCreditLines({ credits: [{ reporter: 'ann', role: 'OTHER' }] }, reporters)[0];
  assert.equal(line(ann, lab), 'Ann Test, lab (helped)');
  for (const consent of ['anonymous', 'none', 'unknown']) {
    assert.equal(line(ann, reporter('lab', { consent, team: true })), 'Ann Test (helped)', consent);
  }
  assert.equal(line({ ...ann, consent: 'anonymous' }, lab), 'An anonymous reporter (helped)');
  assert.equal(line({ ...ann, consent: 'none' }, lab), undefined);
});

test('years come newest first, and in each year whoever was thanked last, then by name', () => {
  const hall = toHall(advisories, all);
  assert.deepEqual(
    hall.map(({ year, entries }) => [year, entries.map((it) => it.shown.name)]),
    [
      ['2026', ['Ann Test', 'An anonymous reporter', 'An anonymous reporter', 'lab']],
      ['2025', ['Ann Test']],
    ],
  );
  assert.deepEqual(
    hall.flatMap((it) => it.entries.map(({ first }) => first)),
    [true, true, true, true, false],
  );
  const [thanked] = hall[1]?.entries[0]?.deeds ?? [];
  assert.equal(thanked?.advisory, null);
  assert.equal(thanked?.text, 'A typing error in the policy.');
});

test('a withdrawn advisory is nobody’s merit', () => {
  const withdrawn = advisories.map((it) => ({ ...it, status: 'withdrawn' as const }));
  assert.deepEqual(
    toHall(withdrawn, all).map((it) => it.year),
    ['2025'],
  );
});

test('the feed has an entry for each person and advisory, its id the same whatever is added later', () => {
  const ids = feedOf(all).map((it) => it.guid?.value);
  assert.equal(new Set(ids).size, 5);
  assert.deepEqual(
    ids.map((it) => it?.replace(/^tag:[^:]*:/, '')),
    [
      '/hall-of-fame/A-2026-0002/ann',
      '/hall-of-fame/A-2026-0001/anonymous',
      '/hall-of-fame/A-2026-0001/anonymous/2',
      '/hall-of-fame/A-2026-0001/lab',
      '/hall-of-fame/thanks/ann',
    ],
  );
  assert.deepEqual(
    feedOf([...all, reporter('later', { consent: 'handle' })]).map((it) => it.guid?.value),
    ids,
  );
});

test('nothing that is published of an anonymous reporter holds their handle or their team', () => {
  const [path, text] = renderHallFeed({ ...fixture, advisories, reporters: [hidden, lab] });
  assert.equal(path, '/hall-of-fame/rss.xml');
  assert.doesNotMatch(text, /quiet|anonymous reporter, lab/);
  assert.match(text, /Thanks to an anonymous reporter/);
  const shown = toHall(advisories, all).flatMap((it) => it.entries.map((entry) => entry.shown));
  for (const it of shown.filter(({ name }) => name.startsWith('An anonymous'))) {
    assert.deepEqual([it.handle, it.url, it.organisation], [null, null, null]);
  }
});

test('a release note thanks those who agreed, and does not take a name for Markdown', () => {
  const [first] = advisories;
  assert.ok(first);
  const note = (name: string) =>
    renderReleaseNote({ ...fixture, reporters: [{ ...ann, name }, lab] }, first);
  assert.match(note('Ann Test'), /\)\. Thanks to Ann Test, lab\.\n$/);
  assert.match(note('_A_ [B](c)'), /Thanks to \\_A\\_ \\\[B\\\]\(c\), lab\.\n$/);
  const nobody = renderReleaseNote({ ...fixture, reporters: [gone] }, first);
  assert.doesNotMatch(nobody, /Thanks|Gone/);
});
