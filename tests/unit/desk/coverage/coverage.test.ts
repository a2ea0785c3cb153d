/** The list of what standards ask: each answer follows from the desk's facts, and what is missing says what to write. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CoverageFacts } from '../../../../src/desk/coverage/answer.ts';
import { toCoverage } from '../../../../src/desk/coverage/coverage.ts';
import { deskSchema } from '../../../../src/desk/desk.ts';
import { readRecords } from '../../advisory/some-records.ts';

const records = await readRecords('tests/fixtures/desk');

/** A desk that says nothing but how to reach it. */
const bare: CoverageFacts = {
  site: { url: 'https://project.test/security', date: '2026-11-22' },
  desk: deskSchema.parse({ name: 'Bare', summary: 'Bare.', channels: [{ kind: 'code-host' }] }),
  certificates: [],
  policy: [],
  signedSecurityTxt: null,
};

/** The same with everything that a desk can say. */
const full: CoverageFacts = {
  site: { url: 'https://security.project.test', date: '2026-11-22' },
  desk: deskSchema.parse({
    name: 'Full',
    summary: 'Full.',
    repository: 'https://git.project.test/full',
    reviewed: '2026-11-01',
    channels: [{ kind: 'form' }, { kind: 'mail', address: 'security@project.test' }],
    promises: { acknowledgeHours: 72, updates: 'Weekly', disclosure: 'Agreed with you' },
    policy: {
      safeHarbour: ['We will not take legal action.'],
      scope: { in: ['Everything'] },
      anonymity: 'Anonymous reports are taken.',
    },
  }),
  certificates: records.certificates,
  policy: records.policy,
  signedSecurityTxt: 'signed',
};

const states = (facts: CoverageFacts) =>
  new Map(toCoverage(facts).flatMap(({ items }) => items.map((it) => [it.id, it.state] as const)));

/** Ids of everything that is missing. */
const missing = (facts: CoverageFacts) =>
  [...states(facts)].flatMap(([id, state]) => (state === 'missing' ? [id] : []));

test('a desk that says everything misses nothing', () => {
  assert.ok(full.certificates.length > 0);
  assert.deepEqual(missing(full), []);
});

test('a desk that says nothing is told of each thing that it could say', () => {
  assert.deepEqual(missing(bare), [
    'OSPS-VM-01.01 (level 2)',
    'OSPS-VM-03.01 (level 2)',
    'section 3',
    'section 2.3',
    'section 2.5.3',
    'section 2.5.5',
    'section 2.5.4',
    'Date',
    'Authorization',
    'Scope',
    'Reporting: where and what',
    'Reporting: anonymous',
    'Expect: acknowledgement',
    'Expect: progress',
    'Disclosure',
    'Questions',
  ]);
});

test('what is asked of the project and not of its page is never called answered or missing', () => {
  const [one, other] = [states(bare), states(full)];
  const elsewhere = [...one].filter(([, state]) => state === 'elsewhere').map(([id]) => id);
  assert.ok(elsewhere.length >= 6);
  for (const id of elsewhere) assert.equal(other.get(id), 'elsewhere', id);
});

test('a promise that is longer than a standard asks is missing for that one only, with its number', () => {
  const desk = { ...full.desk, promises: { ...full.desk.promises, acknowledgeHours: 96 } };
  assert.deepEqual(missing({ ...full, desk }), ['Expect: acknowledgement']);
  const item = toCoverage({ ...full, desk })
    .flatMap((it) => it.items)
    .find((it) => it.id === 'Expect: acknowledgement');
  assert.match(item?.text ?? '', /You promise 96 hours/);
});

test('a form without a key is no private way, and a review of more than a year ago no date to trust', () => {
  const channels = full.desk.channels.filter((it) => it.kind === 'form');
  const facts = { ...full, desk: { ...full.desk, channels }, certificates: [] };
  assert.ok(missing(facts).includes('OSPS-VM-03.01 (level 2)'));
  const old = { ...full, desk: { ...full.desk, reviewed: '2025-11-01' } };
  assert.deepEqual(missing(old), ['section 2.5.5']);
});

test('each standard has its version and source, and each answer is a text', () => {
  for (const facts of [bare, full]) {
    for (const { version, source, items } of toCoverage(facts)) {
      assert.match(version, /\d{4}/);
      assert.match(source, /^https:\/\//);
      for (const { asks, text } of items) {
        assert.match(asks, /\.$/);
        assert.ok(text.length > 5);
      }
    }
  }
});
