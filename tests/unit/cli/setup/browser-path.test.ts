/** Which Chromium the browser tests use. */
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import { chromium } from 'playwright';
import { findBrowser } from '../../../../src/cli/setup/browser-path.ts';

const folder = mkdtempSync(join(tmpdir(), 'postern-path-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A program that answers `--version` with `says`. */
function writeProgram(path: string, says: string, code = 0): string {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho '${says}'\nexit ${code}\n`);
  chmodSync(file, 0o755);
  return file;
}

const early = writeProgram('a/google-chrome', 'Google Chrome 156');
const late = writeProgram('b/chromium', 'Chromium 156');
const stub = writeProgram('c/chromium', 'this command needs the chromium snap', 1);
const other = writeProgram('d/named', 'Something else 1');
const on = (...paths: string[]) => paths.map((path) => join(folder, path)).join(delimiter);

test('CHROMIUM_PATH goes before everything on PATH', () => {
  assert.equal(findBrowser({ CHROMIUM_PATH: early, PATH: on('b') }), early);
});

test('a CHROMIUM_PATH that is no Chromium is said, and nothing else is taken in its place', () => {
  for (const named of [other, stub, join(folder, 'nothing'), folder]) {
    assert.throws(() => findBrowser({ CHROMIUM_PATH: named, PATH: on('b') }), /CHROMIUM_PATH is/);
  }
});

test('on PATH, chromium goes before Chrome, wherever it stands', () => {
  assert.equal(findBrowser({ PATH: on('a', 'b') }), late);
  assert.equal(findBrowser({ PATH: on('a', 'nowhere') }), early);
});

test('a stub that does not start is passed over', () => {
  assert.equal(findBrowser({ PATH: on('c', 'a') }), early);
});

test('Playwright’s own is the last, and only when it is there', () => {
  const own = chromium.executablePath();
  const found = findBrowser({ PATH: on('nowhere') }, () => true);
  assert.ok(found === null || found === own, `${found}`);
  assert.equal(
    findBrowser({ PATH: on('a') }, (path) => path !== early),
    found,
  );
});
