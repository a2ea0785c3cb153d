/** The property tests again and again, each round from another seed; what fails names the seed to repeat it with. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const rounds = 20;

const files = globSync('tests/{unit,relay}/**/*.test.ts').filter((file) =>
  /from '[./]*helpers\/property\.ts'/.test(readFileSync(file, 'utf8')),
);

test('twenty rounds of every property test, each from another seed', (t) => {
  assert.ok(files.length >= 10, 'the property tests were found');
  for (let round = 0; round < rounds; round++) {
    const seed = String(randomInt(2 ** 31));
    const { status, stdout } = spawnSync(process.execPath, ['--test', ...files], {
      encoding: 'utf8',
      env: { ...process.env, POSTERN_TEST_SEED: seed, NODE_TEST_CONTEXT: undefined },
    });
    assert.equal(status, 0, `POSTERN_TEST_SEED=${seed}\n${stdout.slice(-4000)}`);
  }
  t.diagnostic(`${rounds} rounds of ${files.length} files`);
});
