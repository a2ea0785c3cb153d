/** An advisory under embargo is nowhere in a built site, and a build that would publish one ends with nothing. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { readViews } from '../../src/build/leak-views.ts';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
const temporary = mkdtempSync(join(tmpdir(), 'postern-embargo-'));
after(() => rmSync(temporary, { recursive: true }));

/** A copy of a desk with drafts beside it, built as of a fixed day. */
async function build(name: string, drafts: Readonly<Record<string, string>>, out = `${name}-out`) {
  const desk = join(temporary, name);
  const embargoed = join(temporary, `${name}-drafts`);
  cpSync(join(root, 'tests/fixtures/desk'), desk, { recursive: true });
  mkdirSync(embargoed);
  for (const [id, text] of Object.entries(drafts))
    writeFileSync(join(embargoed, `${id}.mdx`), text);
  const env = {
    ...process.env,
    POSTERN_CONTENT: desk,
    POSTERN_EMBARGOED: embargoed,
    POSTERN_OUT: join(temporary, out),
    POSTERN_DATE: '2026-11-22',
  };
  const args = ['src/cli/build.ts'];
  return await run(process.execPath, args, { cwd: root, env }).then(
    ({ stdout, stderr }) => ({ code: 0, printed: stdout + stderr, out: join(temporary, out) }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      printed: error.stdout + error.stderr,
      out: join(temporary, out),
    }),
  );
}

const draft = (id: string, title: string, more = '') => `---
id: ${id}
aliases: [CVE-2026-${id.slice(-4)}1]
title: ${title}
status: reserved
${more}---

Whoever hammers the anvil with a purple hammer finds the vault below it open.
`;

test('a site is built with drafts beside it, and holds nothing of them but what is announced', async () => {
  const { code, printed, out } = await build('whole', {
    'FIXTURE-2026-7001': draft('FIXTURE-2026-7001', 'A purple hammer opens the vault'),
    'FIXTURE-2026-7002': draft(
      'FIXTURE-2026-7002',
      'Another purple hammer opens the vault',
      'announcement:\n  date: 2026-11-20\n  title: A release on Tuesday\n  text: Plan to update on Tuesday.\n',
    ).replace('reserved', 'pre-announced'),
  });
  assert.equal(code, 0, printed);
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((it) =>
    it.isFile(),
  );
  assert.ok(files.length > 30);
  for (const file of files) {
    for (const view of readViews(readFileSync(join(file.parentPath, file.name)))) {
      assert.doesNotMatch(view, /purple hammer|FIXTURE-2026-7001|CVE-2026-700/, file.name);
    }
  }
  for (const page of ['index.html', 'advisories/index.html']) {
    const html = readFileSync(join(out, page), 'utf8');
    assert.match(html, /Announced: A release on Tuesday.*Plan to update on Tuesday\./s, page);
  }
});

test('a build that holds a title under embargo ends with the files that do, and leaves nothing behind', async () => {
  const words = 'The address may be mistyped, or the page was never here.';
  const { code, printed, out } = await build('leaky', {
    'FIXTURE-2026-7001': draft('FIXTURE-2026-7001', words),
  });
  assert.equal(code, 1, printed);
  assert.match(printed, /^error 404\.html$/m);
  assert.doesNotMatch(printed, /mistyped|FIXTURE-2026-7001/);
  assert.equal(existsSync(out), false);
});

test('a fault in a draft stops the build before it begins, and its log quotes nothing', async () => {
  const text = draft('FIXTURE-2026-7001', 'A purple hammer opens the vault', 'cvss: [purple]\n');
  const { code, printed, out } = await build('faulty', { 'FIXTURE-2026-7001': text });
  assert.equal(code, 1);
  assert.match(printed, /error POSTERN_EMBARGOED\/FIXTURE-2026-7001\.mdx:6 {2}cvss\[0\]/);
  assert.doesNotMatch(printed, /purple|vault/);
  assert.equal(existsSync(out), false);
});
