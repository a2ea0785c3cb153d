/** The advisory record: what its schema refuses, and what follows from its facts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  advisorySchema,
  byNewest,
  draftSchema,
  toAdvisory,
} from '../../../src/advisory/advisory.ts';

const facts = {
  id: 'ACME-2026-0001',
  title: 'A flaw',
  summary: 'A tool has a flaw.',
  status: 'published',
  dates: { published: '2026-03-01' },
  revisions: [{ number: 1, date: '2026-03-01', change: 'First publication.' }],
  affected: [{ product: 'tool', ranges: [{ type: 'SEMVER', introduced: '0', fixed: '1.0.1' }] }],
};
const prose = { id: 'file-name', file: 'advisories/a.mdx', body: 'Text.', plain: true };

function faultOf(change: object): string {
  const { error } = advisorySchema.safeParse({ ...facts, ...change });
  return error?.issues.map((it) => `${it.path.join('.')}: ${it.message}`).join('\n') ?? '';
}

test('the least an advisory holds is enough, and the rest is empty', () => {
  const { aliases, cvss, cwe, exploited, remedies, references, credits } =
    advisorySchema.parse(facts);
  assert.deepEqual([aliases, cvss, cwe, remedies, references, credits], [[], [], [], [], [], []]);
  assert.equal(exploited, false);
});

test('an id has letters, a year and a number', () => {
  for (const id of ['ACME-2026-0001', 'X-2026-12345', 'A1-SEC-2026-0001', 'ACME-2026-1']) {
    assert.equal(faultOf({ id }), '');
  }
  for (const id of [
    'ACME-2026-',
    'acme-2026-0001',
    '2026-0001',
    'ACME-26-0001',
    '../X-2026-0001',
  ]) {
    assert.match(faultOf({ id }), /^id: Write letters, a year and a number/);
  }
});

test('a withdrawn advisory says when and why', () => {
  const dates = { ...facts.dates, withdrawn: '2026-03-05' };
  const wanted = 'status: A withdrawn advisory needs dates.withdrawn and withdrawal, the reason';
  assert.equal(faultOf({ status: 'withdrawn' }), wanted);
  assert.equal(faultOf({ status: 'withdrawn', dates }), wanted);
  assert.equal(faultOf({ status: 'withdrawn', withdrawal: 'Not a flaw.' }), wanted);
  assert.equal(faultOf({ status: 'withdrawn', dates, withdrawal: 'Not a flaw.' }), '');
});

test('a range ends with a fix or with a last affected version, not with both', () => {
  const affected = (range: object) => [
    { product: 'tool', ranges: [{ type: 'SEMVER', introduced: '1.0.0', ...range }] },
  ];
  assert.equal(faultOf({ affected: affected({}) }), '');
  assert.equal(faultOf({ affected: affected({ fixed: '1.1.0' }) }), '');
  assert.equal(faultOf({ affected: affected({ last_affected: '1.0.9' }) }), '');
  assert.equal(
    faultOf({ affected: affected({ fixed: '1.1.0', last_affected: '1.0.9' }) }),
    'affected.0.ranges.0: Give fixed or last_affected, not both',
  );
});

test('a range of commits names its repository, and no other range does', () => {
  const affected = (range: object) => [
    { product: 'tool', ranges: [{ introduced: '0', ...range }] },
  ];
  const repo = 'https://code.desk.test/tool';
  assert.equal(faultOf({ affected: affected({ type: 'GIT', repo }) }), '');
  assert.match(faultOf({ affected: affected({ type: 'GIT' }) }), /repository of a GIT range/);
  assert.match(faultOf({ affected: affected({ type: 'SEMVER', repo }) }), /and of no other/);
});

test('affected versions are ranges, or a list, and never nothing', () => {
  assert.equal(faultOf({ affected: [{ product: 'tool', versions: ['1.0.0'] }] }), '');
  assert.match(faultOf({ affected: [{ product: 'tool' }] }), /at least one range or version/);
});

test('a draft needs no more than its id, title and state, and is never one of the published states', () => {
  const { id, title } = facts;
  const draft = (change: object) =>
    draftSchema.safeParse({ id, title, status: 'reserved', ...change });
  assert.equal(draft({}).success, true);
  assert.equal(draft({ status: 'withdrawn' }).success, false);
  assert.equal(draft({ title: undefined }).success, false);
});

test('score and band cannot be typed', () => {
  assert.notEqual(faultOf({ severity: 'low' }), '');
  assert.notEqual(faultOf({ score: 1 }), '');
});

test('a weakness is an id, an address is of the web, a credit names a handle', () => {
  assert.match(faultOf({ cwe: ['79'] }), /Write an id such as CWE-79/);
  assert.match(
    faultOf({ references: [{ type: 'WEB', url: 'ftp://a.test' }] }),
    /begins with https/,
  );
  assert.match(faultOf({ credits: [{ reporter: 'A Person' }] }), /lower-case letters/);
});

test('the record takes its id from the front matter, and its day from the newest revision', () => {
  const revisions = [
    ...facts.revisions,
    { number: 2, date: '2026-04-02', change: 'Named a second product.' },
  ];
  const cvss = ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'];
  const advisory = toAdvisory(advisorySchema.parse({ ...facts, revisions, cvss }), prose);
  assert.equal(advisory.id, 'ACME-2026-0001');
  assert.equal(advisory.modified, '2026-04-02');
  assert.equal(advisory.revision, 2);
  assert.equal(advisory.severity?.score, 9.8);
  assert.equal(advisory.body, 'Text.');
});

test('newest publication comes first, and on one day the higher id', () => {
  const make = (id: string, published: string) =>
    toAdvisory(advisorySchema.parse({ ...facts, id, dates: { published } }), prose);
  const sorted = [
    make('ACME-2026-0001', '2026-03-01'),
    make('ACME-2025-0009', '2025-12-31'),
    make('ACME-2026-0002', '2026-03-01'),
  ].sort(byNewest);
  assert.deepEqual(
    sorted.map((it) => it.id),
    ['ACME-2026-0002', 'ACME-2026-0001', 'ACME-2025-0009'],
  );
});
