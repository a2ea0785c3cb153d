/** Property tests begin from a seed that is written down, so that a run repeats the one before it. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from '../helpers/property.ts';

test('two runs of one property see the same cases', () => {
  const seen = [1, 2].map(() => {
    const cases: string[] = [];
    fc.assert(fc.property(fc.string(), (text) => void cases.push(text)));
    return cases;
  });
  assert.ok((seen[0]?.length ?? 0) >= 100);
  assert.deepEqual(seen[0], seen[1]);
});

test('no test takes fast-check past the seed', () => {
  const files = globSync('tests/**/*.ts')
    .filter((file) => /from 'fast-check'/.test(readFileSync(file, 'utf8')))
    .map((file) => file.replaceAll('\\', '/'));
  assert.deepEqual(files.sort(), ['tests/helpers/property.ts', 'tests/unit/property.test.ts']);
});
