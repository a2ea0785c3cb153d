/** When a policy that nobody read, or whose keys end, stops a build, and when it only warns. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deskSchema } from '../../../../src/desk/desk.ts';
import { type Certificate, parseCertificate } from '../../../../src/desk/keys/certificate.ts';
import { checkPolicy } from '../../../../src/desk/policy/check-policy.ts';
import { parseSource } from '../../../../src/desk/source/source.ts';

const cato = readFileSync(
  join(import.meta.dirname, '../../../fixtures/desk/keys/cato.asc'),
  'utf8',
);
const { value: certificate } = await parseCertificate(
  'keys/cato.asc',
  cato,
  new Date('2026-11-22T10:00:00Z'),
);

function check(
  day: string,
  change: object = {},
  { certificates = [] as Certificate[], preview = false } = {},
): string[] {
  const facts = {
    name: 'A',
    summary: 'B',
    reviewed: '2026-01-01',
    channels: [{ kind: 'code-host' }],
    ...change,
  };
  const { value: source } = parseSource('desk.yaml', JSON.stringify(facts));
  assert.ok(source);
  const desk = deskSchema.parse(facts);
  const at = new Date(`${day}T23:59:59Z`);
  const shown = new Map<string, string>();
  return checkPolicy({ source, desk, certificates, at, preview, shown, readable: true }).map(
    ({ level, rule }) => `${level} ${rule}`,
  );
}

test('364 days after the review a production build stops, and before it is warned', () => {
  assert.deepEqual(check('2026-06-01'), []);
  assert.deepEqual(check('2026-12-30'), ['warning security-txt-expiring']);
  assert.deepEqual(check('2026-12-31'), ['error security-txt-expired']);
  assert.deepEqual(check('2028-01-01'), ['error security-txt-expired']);
});

test('a demonstration and a preview are built all the same', () => {
  assert.deepEqual(check('2027-06-01', { example: true }), ['warning security-txt-expired']);
  assert.deepEqual(check('2027-06-01', {}, { preview: true }), ['warning security-txt-expired']);
});

test('the last key that ends before the review does is warned of as well', () => {
  assert.ok(certificate);
  const soon = { ...certificate, expires: '2026-06-10T00:00:00Z' };
  const both = { certificates: [soon, certificate] };
  assert.deepEqual(check('2026-06-01', {}, { certificates: [soon] }), [
    'warning security-txt-expiring',
  ]);
  assert.deepEqual(check('2026-06-01', {}, both), []);
});

test('a review to come is an error, and a desk without one is warned unless it is a demonstration', () => {
  assert.deepEqual(check('2025-12-31'), ['error review-future']);
  assert.deepEqual(check('2025-12-31', { example: true }), ['warning review-future']);
  assert.deepEqual(check('2026-01-01'), []);
  assert.deepEqual(check('2026-01-01', { reviewed: undefined }), ['warning review-missing']);
  assert.deepEqual(check('2026-01-01', { reviewed: undefined, example: true }), []);
});

test('an absence is found on the day after its last', () => {
  const away = { from: '2026-02-01', until: '2026-02-07', note: 'Skiing.' };
  assert.deepEqual(check('2026-02-07', { away }), []);
  assert.deepEqual(check('2026-02-08', { away }), ['warning away-ended']);
});
