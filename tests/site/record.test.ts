/** The record on the built policy: there only when the desk says so, the same in picture, list and table. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { builtSite, desks } from '../helpers/built-site.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'postern-record-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('the demonstration says in a list what was late, with its days, and links each advisory', async () => {
  const page = (await builtSite('demonstration')).read('/policy/');
  const text = page.replaceAll(/<[^>]+>/g, '');
  assert.match(text, /EXAMPLE-2025-0003: the answer took 3 days, and 2 days were promised\./);
  assert.match(text, /EXAMPLE-2026-0003: the fix took 32 days, and 30 days were promised\./);
  assert.match(
    text,
    /EXAMPLE-2025-0002: there is no fix after 478 days, and 30 days were promised/,
  );
  assert.match(
    page,
    /<a class="whole" href="\/advisories\/EXAMPLE-2026-0003\/">EXAMPLE-2026-0003<\/a>: the fix/,
  );
});

test('each picture has a title, a text that says its rows, and no inline style', async () => {
  const page = (await builtSite('demonstration')).read('/policy/');
  const pictures = [...page.matchAll(/<svg class="record-plot".*?<\/figure>/gs)].map(([it]) => it);
  assert.equal(pictures.length, 2);
  for (const picture of pictures) {
    assert.match(picture, /role="img" aria-labelledby="(record-\w+)-title \1-text"/);
    const [, said = ''] = /<desc id="record-\w+-text">([^<]+)</.exec(picture) ?? [];
    const names = [...picture.matchAll(/class="record-name"[^>]*>([^<]+)</g)].map(
      (it) => it[1] ?? '',
    );
    assert.ok(names.length >= 2);
    for (const name of names) assert.ok(said.includes(`${name}.`), name);
    assert.doesNotMatch(picture, /style=/);
  }
});

test('the front page leads to the record', async () => {
  const site = await builtSite('demonstration');
  assert.match(site.read('/'), /<a href="\/policy\/#record">/);
  assert.match(site.read('/policy/'), /<h2 id="record">/);
});

test('below five dated advisories one sentence stands there, and nothing where the desk says nothing', async () => {
  const without = await builtSite('fixture');
  assert.doesNotMatch(without.read('/policy/') + without.read('/'), /#record|id="record"/);
  const desk = join(folder, 'desk');
  cpSync(join(root, desks.fixture), desk, { recursive: true });
  const file = join(desk, 'desk.yaml');
  writeFileSync(file, `${readFileSync(file, 'utf8')}record: true\n`);
  const page = (await builtSite('fixture', { POSTERN_CONTENT: desk })).read('/policy/');
  assert.match(page, /From 5 advisories with the day of their report on/);
  assert.doesNotMatch(page, /record-plot/);
});
