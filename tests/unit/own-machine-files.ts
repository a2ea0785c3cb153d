/** The fixture desk's machine files as they are kept in `tests/golden/`, to be compared and to be written again. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toMachineFiles } from '../../src/build/machine-files.ts';
import { readRecords } from './advisory/some-records.ts';

const folder = join(import.meta.dirname, '../golden/fixture');

/** Those that a reader of a difference would want to see; the rest repeats them. */
const kept =
  /^\/(osv\/FIXTURE-[^/]+\.json|osv\/modified_id\.csv|cve\/.*|vex\/.*|min-secure\.json|hall-of-fame\/rss\.xml|advisories\/(rss\.xml|atom\.xml|feed\.json))$/;

/** Text by path, made from the fixture desk. */
export async function renderOwnMachineFiles(): Promise<Map<string, string>> {
  const files = toMachineFiles(await readRecords('tests/fixtures/desk'));
  return new Map(
    [...files].flatMap(([path, content]): [string, string][] => {
      if (!kept.test(path)) return [];
      assert.ok(typeof content === 'string', path);
      return [[path, content]];
    }),
  );
}

/** Text by path, as the repository has it. */
export function readOwnMachineFiles(): Map<string, string> {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((it) => it.isFile())
      .map((it) => join(it.parentPath, it.name))
      .map((file) => [file.slice(folder.length).replaceAll('\\', '/'), readFileSync(file, 'utf8')]),
  );
}

/** Writes all of them again, and removes those that are made no more. */
export async function writeOwnMachineFiles(): Promise<void> {
  const files = await renderOwnMachineFiles();
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
