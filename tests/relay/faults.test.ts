/** The guide's table of faults is the list, and every test that the list names exists. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { it } from 'node:test';
import { faults, renderFaultTable } from './faults.ts';

const root = resolve(import.meta.dirname, '../..');

/** Titles of the tests in a file; what is put in at run time is `…`. */
function readTitles(file: string): ReadonlySet<string> {
  const text = readFileSync(join(root, 'tests', file), 'utf8');
  const titles = text.matchAll(/^\s*(?:it|test)\(\s*(['"`])(.+?)\1,/gm);
  return new Set([...titles].map(([, , title = '']) => title.replaceAll(/\$\{[^}]+\}/g, '…')));
}

it('every fault that the relay is said to survive has its test', () => {
  const named = faults.flatMap(([, some]) => some.map(({ test }) => test));
  assert.ok(named.length > 40);
  const missing = named.filter(([file, title]) => !readTitles(file).has(title));
  assert.deepEqual(missing, []);
});

it("the operator's guide holds the table of faults", () => {
  const guide = readFileSync(join(root, 'src/relay/README.md'), 'utf8');
  const [, table] = guide.split(/<!-- faults: .+ -->\n|<!-- end of faults -->\n/);
  assert.equal(
    table,
    renderFaultTable(),
    'To write it anew: node tests/relay/write-settings-text.ts',
  );
});
