/** Every rule of the content has a case folder, and says there what it says. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { rules } from '../../../src/desk/rules.ts';
import { caseNames, expectedFile, renderCase } from '../../checks/cases.ts';

test('the desk that the cases change has no finding of its own', async () => {
  assert.equal(await renderCase('_base'), '\n');
});

for (const name of caseNames()) {
  test(`${name}: is found with its file, line, field, and what is wanted`, async () => {
    const rendered = await renderCase(name);
    assert.equal(rendered, readFileSync(expectedFile(name), 'utf8'));
    assert.match(rendered, new RegExp(`\\[POSTERN-[ADEFKPRS]\\d{3} ${name}\\]`));
  });
}

test('every rule has a case folder, and every folder is a rule', () => {
  assert.deepEqual(caseNames().sort(), Object.keys(rules).sort());
});
