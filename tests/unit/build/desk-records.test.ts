import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { getDeskRecords, handRecords } from '../../../src/build/desk-records.ts';

process.env.POSTERN_CONTENT = resolve(import.meta.dirname, '../../fixtures/desk');
process.env.POSTERN_DATE = '2026-11-22';

test('without a command that read the desk, each asking reads the folder anew, as dev needs it', async () => {
  const records = await getDeskRecords();
  assert.ok(records.advisories.length > 0);
  assert.notEqual(await getDeskRecords(), records);
});

test('what the command read is what the whole build is made of, whatever became of the folder since', async () => {
  const records = await getDeskRecords();
  handRecords(records);
  process.env.POSTERN_CONTENT = resolve(import.meta.dirname, 'no-such-folder');
  assert.equal(await getDeskRecords(), records);
});
