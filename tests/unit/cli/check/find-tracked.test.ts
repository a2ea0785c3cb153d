/** Which drafts count as tracked: those of the desk's own work tree, whatever the environment says. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { createFindTracked } from '../../../../src/cli/check/find-tracked.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'postern-tracked-')));
after(() => rmSync(root, { recursive: true }));

function git(folder: string, ...args: string[]): void {
  execFileSync('git', ['-C', folder, ...args], { stdio: 'ignore' });
}

function write(...path: string[]): string {
  const file = join(root, ...path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, 'x');
  return file;
}

test('a draft that the work tree of the desk tracks is named, an ignored one is not', () => {
  const tracked = write('one', 'security', 'embargoed', 'a *[b].mdx');
  const free = write('one', 'security', 'embargoed', 'free.mdx');
  git(join(root, 'one'), 'init', '-q');
  git(join(root, 'one'), 'add', '--', 'security/embargoed/a *[b].mdx');
  const find = createFindTracked(join(root, 'one', 'security'));
  assert.deepEqual(find([tracked, free, join(root, 'one', 'gone.mdx')]), [tracked]);
});

test('a private clone has its own version control, beside the desk, within it, or behind a link', () => {
  const own = write('two', 'security', 'desk.yaml');
  const inside = write('two', 'security', 'embargoed', 'a.mdx');
  const beside = write('drafts', 'b.mdx');
  symlinkSync(join(root, 'drafts'), join(root, 'two', 'link'));
  for (const folder of ['two/security/embargoed', 'drafts', 'two']) {
    git(join(root, folder), 'init', '-q');
    git(join(root, folder), 'add', folder === 'two' ? 'security/desk.yaml' : '.');
  }
  const find = createFindTracked(dirname(own));
  assert.deepEqual(find([inside, beside, join(root, 'two', 'link', 'b.mdx')]), []);
});

test('a link within the work tree does not hide what lies behind it', () => {
  const tracked = write('three', 'drafts', 'a.mdx');
  mkdirSync(join(root, 'three', 'security'));
  symlinkSync('../drafts', join(root, 'three', 'security', 'embargoed'));
  git(join(root, 'three'), 'init', '-q');
  git(join(root, 'three'), 'add', '.');
  const asked = join(root, 'three', 'security', 'embargoed', 'a.mdx');
  assert.deepEqual(createFindTracked(join(root, 'three', 'security'))([asked, tracked]), [
    asked,
    tracked,
  ]);
});

test('outside a work tree nothing is tracked, also when a hook of git runs the command', () => {
  const draft = write('four', 'embargoed', 'a.mdx');
  process.env.GIT_DIR = join(root, 'one', '.git');
  try {
    assert.deepEqual(createFindTracked(join(root, 'four'))([draft]), []);
  } finally {
    delete process.env.GIT_DIR;
  }
});

test('a repository cannot make the command run its programs', () => {
  const draft = write('five', 'embargoed', 'a.mdx');
  const mark = join(root, 'ran');
  git(join(root, 'five'), 'init', '-q');
  git(join(root, 'five'), 'add', '.');
  git(join(root, 'five'), 'config', 'core.fsmonitor', `touch ${mark};false`);
  assert.deepEqual(createFindTracked(join(root, 'five'))([draft]), [draft]);
  assert.throws(() => realpathSync(mark));
});
