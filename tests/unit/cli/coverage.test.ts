/** `npm run desk -- coverage`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coverage } from '../../../src/cli/coverage.ts';
import { makeCommandFolder } from '../../helpers/run-command.ts';

test('the list names what is missing with what to write, and claims nothing', async () => {
  using folder = makeCommandFolder();
  const { code, out } = await folder.run(coverage, []);
  assert.equal(code, 0);
  assert.match(out, /^\[ \] Scope: .*\n {4}Write policy\.scope in desk\.yaml/m);
  assert.match(out, /^\[x\] Date: .*\n {4}\/policy\/$/m);
  assert.match(out, /^\[-\] OSPS-VM-06\.01/m);
  assert.match(out, /no statement of conformity, and no advice on law\.\n$/);
});

test('the same is printed as data', async () => {
  using folder = makeCommandFolder();
  const { code, out } = await folder.run(coverage, ['--json']);
  assert.equal(code, 0);
  const { standards } = JSON.parse(out) as {
    standards: { source: string; items: { id: string; state: string; text: string }[] }[];
  };
  assert.equal(standards.length, 3);
  const scope = standards.flatMap((it) => it.items).find((it) => it.id === 'Scope');
  assert.equal(scope?.state, 'missing');
});

test('an option that does not exist is wrong usage', async () => {
  using folder = makeCommandFolder();
  const { code, out, err } = await folder.run(coverage, ['--yaml']);
  assert.deepEqual([code, out], [2, '']);
  assert.match(err, /--yaml/);
});
