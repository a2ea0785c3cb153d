/** Running installers on the real machine: what they say, and when they are stopped. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWorld, type Step } from '../../../../src/cli/setup/world.ts';

const world = createWorld();

function createStep(script: string, step: Partial<Step> = {}): Step {
  return { program: process.execPath, args: ['--eval', script], maxSeconds: 20, ...step };
}

test('a program that ends well says nothing', async () => {
  assert.equal(await world.run(createStep('process.stdout.write("much")')), null);
});

test('a program that fails is told by its exit code and its last line', async () => {
  const script =
    'process.stderr.write("first\\nE: Unable to locate package\\n\\n"); process.exitCode = 7';
  assert.equal(await world.run(createStep(script)), 'exit code 7: E: Unable to locate package');
  assert.equal(await world.run(createStep('process.exitCode = 1')), 'exit code 1: it said nothing');
});

test('a program that is not there is a failure and not a crash', async () => {
  assert.match((await world.run(createStep('', { program: '/no/such' }))) ?? '', /ENOENT/);
});

test('a step gets its own variables beside those of the process', async () => {
  const script = 'process.exitCode = process.env.WISH === "yes" && process.env.PATH ? 0 : 1';
  assert.equal(await world.run(createStep(script, { env: { WISH: 'yes' } })), null);
});

test('a program that takes too long is stopped with all that it started', async () => {
  const grandchild = 'setInterval(() => {}, 1000)';
  const script = `
    const child = require('node:child_process').spawn(process.execPath, ['--eval', '${grandchild}'], { stdio: 'inherit' });
    child.on('exit', () => {});`;
  const begun = performance.now();
  // The pipe ends only when nobody holds it any more: the answer itself proves that the helper is gone.
  assert.equal(
    await world.run(createStep(script, { maxSeconds: 1 })),
    'it took more than 1 seconds',
  );
  assert.ok(performance.now() - begun < 15_000);
});
