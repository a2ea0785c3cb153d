/** A desk of a thousand advisories: all of it is published, nothing is published twice, and the same bytes each time. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { type Generated, writeGeneratedDesk } from '../helpers/generated-desk.ts';

const root = resolve(import.meta.dirname, '../..');
const count = 1000;
const folder = mkdtempSync(join(tmpdir(), 'postern-large-'));
let all: readonly Generated[] = [];

async function build(name: string): Promise<string> {
  const out = join(folder, name);
  await promisify(execFile)(process.execPath, ['src/cli/build.ts'], {
    cwd: root,
    env: {
      ...process.env,
      POSTERN_CONTENT: join(folder, 'desk'),
      POSTERN_OUT: out,
      POSTERN_DATE: '2026-12-31',
    },
    maxBuffer: 64 * 1024 * 1024,
  });
  return out;
}

let site = '';
const read = (path: string) => readFileSync(join(site, path), 'utf8');

before(async () => {
  all = writeGeneratedDesk(join(folder, 'desk'), count);
  site = await build('first');
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('every advisory has its page, a page for each alias and its OSV record', () => {
  for (const { id, aliases, title } of all) {
    assert.ok(read(`advisories/${id}/index.html`).includes(title), id);
    for (const alias of aliases)
      assert.ok(existsSync(join(site, `advisories/${alias}/index.html`)), alias);
    const osv = JSON.parse(read(`osv/${id}.json`)) as { id: string; aliases: string[] };
    assert.ok(osv.id.endsWith(id), osv.id);
    assert.deepEqual(osv.aliases.toSorted(), aliases.toSorted());
  }
});

test('the files that hold all of them hold each once', () => {
  const ids = (JSON.parse(read('osv/all.json')) as { id: string }[]).map(({ id }) => id);
  assert.equal(ids.length, count);
  assert.equal(new Set(ids).size, count);
  assert.equal(read('osv/modified_id.csv').trim().split('\n').length, count);
});

test('the pages of the list hold each once', () => {
  const pages = readdirSync(join(site, 'advisories/page')).map(
    (n) => `advisories/page/${n}/index.html`,
  );
  const found = ['advisories/index.html', ...pages].flatMap((path) =>
    [...read(path).matchAll(/<h3><a href="\/advisories\/(GEN-[^/]+)\/">/g)].map((it) => it[1]),
  );
  assert.deepEqual(found.toSorted(), all.map(({ id }) => id).toSorted());
});

test('a second build gives the same bytes in the same files', async () => {
  const digest = (out: string) =>
    readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => {
        const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
        return `${path.slice(out.length)} ${hash}`;
      })
      .sort();
  assert.deepEqual(digest(await build('second')), digest(site));
});
