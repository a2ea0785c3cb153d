/** Symbolic links are found before anything is read through one. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkNoLinks, findLinks } from '../../src/read/find-links.ts';

test('every link is found, to a file, a folder or nothing, and none is followed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-links-'));
  try {
    mkdirSync(join(folder, 'guides'));
    mkdirSync(join(folder, '.git'));
    mkdirSync(join(folder, 'elsewhere'));
    writeFileSync(join(folder, 'elsewhere/file'), '');
    const links = ['theme.css', 'guides/all', 'embargoed', '.git/hidden', 'guides/gone'];
    for (const link of links) symlinkSync(join(folder, 'elsewhere'), join(folder, link));
    symlinkSync('..', join(folder, 'guides/round'));
    const found = ['embargoed', 'guides/all', 'guides/gone', 'guides/round', 'theme.css'];
    assert.deepEqual(findLinks(folder), found);
    assert.deepEqual(
      checkNoLinks(folder).map((it) => it.file),
      found.filter((it) => it !== 'embargoed'),
    );
    assert.deepEqual(findLinks(join(folder, 'nothing')), []);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
