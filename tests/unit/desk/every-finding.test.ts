/** Every finding of the content has a case folder, and says there what it says. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { caseNames, expectedFile, renderCase } from '../../checks/cases.ts';

const source = join(import.meta.dirname, '../../../src');

test('the desk that the cases change has no finding of its own', async () => {
  assert.equal(await renderCase('_base'), '\n');
});

for (const name of caseNames()) {
  test(`${name}: is found with its file, line, field, and what is wanted`, async () => {
    const rendered = await renderCase(name);
    assert.equal(rendered, readFileSync(expectedFile(name), 'utf8'));
    assert.match(rendered, new RegExp(`\\[${name}\\]`));
  });
}

test('every code of a finding has a case folder, and every folder is a code', () => {
  const files = ['desk', 'advisory'].flatMap((room) =>
    readdirSync(join(source, room)).map((file) => join(source, room, file)),
  );
  const text = [...files, join(source, 'read.ts')]
    .map((file) => readFileSync(file, 'utf8'))
    .filter((it) => it.includes('Finding'));
  const rooms = 'desk|file|source|schema|prose|key|policy|product|example|advisory|theme';
  // A code is a string of its own; a file's name or an address is followed by a dot or a slash.
  const pattern = new RegExp(`'((?:${rooms})-[a-z]+(?:-[a-z]+)*)'`, 'g');
  const codes = [...text.join('\n').matchAll(pattern)].map(([, code]) => code);
  assert.deepEqual([...new Set(codes)].sort(), caseNames().sort());
});
