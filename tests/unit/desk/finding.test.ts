/** Findings as a person reads them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Finding,
  hasErrors,
  renderFinding,
  renderFindings,
} from '../../../src/desk/finding.ts';

const finding: Finding = {
  code: 'POSTERN-F006',
  rule: 'schema-value',
  level: 'error',
  file: 'desk.yaml',
  line: 3,
  field: 'quorum',
  found: '0',
  wanted: 'At least one.',
};

test('a finding says where, what was found, what is wanted, and its permanent code', () => {
  assert.equal(
    renderFinding(finding),
    'error desk.yaml:3  quorum: found 0. At least one. [POSTERN-F006 schema-value]',
  );
});

test('a finding about a whole file names no line and no field', () => {
  assert.equal(
    renderFinding({ ...finding, line: 0, field: '' }),
    'error desk.yaml: found 0. At least one. [POSTERN-F006 schema-value]',
  );
});

test('errors come first, then files in order, then lines as numbers', () => {
  const text = renderFindings([
    { ...finding, level: 'warning', file: 'a' },
    { ...finding, file: 'b', line: 10 },
    { ...finding, file: 'b', line: 9 },
    { ...finding, file: 'a', line: 11 },
  ]);
  const places = text.split('\n').map((it) => it.split('  ')[0]);
  assert.deepEqual(places, ['error a:11', 'error b:9', 'error b:10', 'warning a:3']);
});

test('warnings alone are no reason to stop', () => {
  assert.equal(hasErrors([]), false);
  assert.equal(hasErrors([{ ...finding, level: 'warning' }]), false);
  assert.equal(hasErrors([{ ...finding, level: 'warning' }, finding]), true);
});
