/** The lock file installs on every platform. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { findLockGaps, type Lock } from '../helpers/lock-gaps.ts';

const lock = JSON.parse(
  readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'),
) as Lock;

test('npm ci finds every optional package in the lock file', () => {
  assert.ok(Object.keys(lock.packages).length > 100);
  assert.deepEqual(findLockGaps(lock), [], 'run: node tests/complete-lock.ts');
});

test('an npm on an older Node leaves nothing out, for no package in the lock file asks for a Node', () => {
  const asking = Object.entries(lock.packages).filter(([path, it]) => path !== '' && it.engines);
  assert.deepEqual(
    asking.map(([path]) => path),
    [],
    'run: node tests/complete-lock.ts',
  );
});

test('a locked package that is fetched has its hash, except one for another platform', () => {
  const without = Object.entries(lock.packages).filter(
    ([path, it]) => path !== '' && typeof it.integrity !== 'string',
  );
  const here = without.filter(([, it]) => it.cpu === undefined || it.optional !== true);
  assert.deepEqual(here, []);
});

test('the lock file names no registry', () => {
  const named = Object.entries(lock.packages).filter(([, it]) => it.resolved !== undefined);
  assert.deepEqual(named, []);
});

test('a gap is found below the package, beside it and above it', () => {
  const packages = {
    '': { optionalDependencies: { a: '1.0.0' } },
    'node_modules/a': { optionalDependencies: { b: '1.0.0', c: '1.0.0', d: '2.0.0' } },
    'node_modules/b': {},
    'node_modules/a/node_modules/c': {},
    'node_modules/e/node_modules/@s/f': { optionalDependencies: { g: '3.0.0', b: '1.0.0' } },
    'node_modules/e/node_modules/g': {},
  };
  assert.deepEqual(findLockGaps({ packages }), [
    { by: 'node_modules/a', name: 'd', version: '2.0.0' },
  ]);
});
