/** Promises of the lockfile: whole on an old npm, and naming no place that packages come from. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { lockfile, renderOwnLockfile } from './own-lockfile.ts';

const text = readFileSync(lockfile, 'utf8');

test('no optional package is left out by an npm that runs on an old Node (npm run golden mends it)', () => {
  assert.ok(
    text === renderOwnLockfile(),
    'package-lock.json has engines on optional packages: run npm run golden',
  );
});

test('every package is locked by its content, and no registry is named', () => {
  const { packages } = JSON.parse(text) as {
    packages: Record<string, { integrity?: string; link?: boolean }>;
  };
  for (const [path, entry] of Object.entries(packages)) {
    if (path !== '') assert.match(entry.integrity ?? '', /^sha512-/, path);
  }
  assert.ok(!text.includes('"resolved"'));
});
