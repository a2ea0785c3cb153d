/** Names of weaknesses. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cweKind, cweName, toCwe } from '../../../src/advisory/cwe.ts';
import { cweNamesFile, renderCweNames } from './own-cwe-names.ts';

test('the names are those of the table that CSAF validators compare with', () => {
  assert.equal(readFileSync(cweNamesFile, 'utf8'), renderCweNames());
});

test('a weakness has its official name, and nothing else has one', () => {
  assert.equal(
    cweName('CWE-79'),
    "Improper Neutralization of Input During Web Page Generation ('Cross-site Scripting')",
  );
  assert.deepEqual(toCwe('CWE-22'), {
    id: 'CWE-22',
    name: "Improper Limitation of a Pathname to a Restricted Directory ('Path Traversal')",
  });
  for (const id of ['CWE-99999', 'CWE-16', 'toString', '__proto__']) {
    assert.equal(cweName(id), null, id);
  }
  assert.deepEqual(toCwe('CWE-16'), { id: 'CWE-16', name: null });
});

test('what is no weakness is told apart: category, view, given up, unknown', () => {
  const kinds = ['CWE-79', 'CWE-264', 'CWE-1000', 'CWE-92', 'CWE-99999'].map(cweKind);
  assert.deepEqual(kinds, ['weakness', 'category', 'view', 'deprecated', 'unknown']);
});

test('no id is in the table and called a category or a view', () => {
  const ids = Object.keys(JSON.parse(readFileSync(cweNamesFile, 'utf8')) as object);
  assert.ok(ids.length > 900);
  for (const id of ids) assert.match(cweKind(id), /^(weakness|deprecated)$/, id);
});
