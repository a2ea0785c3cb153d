/** The machine files of the fixture desk are the ones in `tests/golden/`; `npm run golden` writes them again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOwnMachineFiles, renderOwnMachineFiles } from './own-machine-files.ts';

test('every machine file of the fixture desk is byte for byte the one that was reviewed', async () => {
  const [made, reviewed] = [await renderOwnMachineFiles(), readOwnMachineFiles()];
  assert.deepEqual([...made.keys()].sort(), [...reviewed.keys()].sort());
  for (const [path, text] of made) assert.equal(text, reviewed.get(path), path);
});
