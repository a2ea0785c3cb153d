/** Files that a command writes are there whole or not at all, and several of them together or none. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { replaceFiles } from '../../../../src/cli/command/write-new.ts';

test('several files are replaced and removed together, and nothing else is left behind', () => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-write-'));
  try {
    writeFileSync(join(folder, 'old'), 'old');
    writeFileSync(join(folder, 'gone'), 'gone');
    const changes = [
      ['gone', null],
      ['old', 'new'],
      ['below/new', 'new'],
    ] as const;
    replaceFiles(new Map(changes.map(([name, text]) => [join(folder, name), text])));
    assert.deepEqual(readdirSync(folder, { recursive: true }).sort(), [
      'below',
      'below/new',
      'old',
    ]);
    assert.equal(readFileSync(join(folder, 'old'), 'utf8'), 'new');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('where one of several files cannot be written, every other one stays as it was', () => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-write-'));
  try {
    writeFileSync(join(folder, 'old'), 'old');
    writeFileSync(join(folder, 'gone'), 'gone');
    const changes = new Map([
      [join(folder, 'old'), 'new'],
      [join(folder, 'gone'), null],
      // A file stands where the folder should be.
      [join(folder, 'old', 'below'), 'new'],
    ]);
    assert.throws(() => replaceFiles(changes));
    assert.deepEqual(readdirSync(folder).sort(), ['gone', 'old']);
    assert.equal(readFileSync(join(folder, 'old'), 'utf8'), 'old');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
