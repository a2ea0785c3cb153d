/** The git commands that a change of the desk ends with: they work where they are typed. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { toGitCommands } from '../../../../src/cli/command/git-commands.ts';

test('files of this folder are added by their paths from here', () => {
  assert.deepEqual(toGitCommands(['/p/content/keys/a.asc', '/p/content/x y.mdx'], 'a b', '/p'), [
    "git add content/keys/a.asc 'content/x y.mdx'",
    "git commit -m 'a b'",
    'git push',
  ]);
});

test('a desk in another repository is added there, and git takes the commands as they are printed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-git-'));
  try {
    const [postern, acme] = [join(folder, 'postern'), join(folder, 'acme tools')];
    mkdirSync(postern);
    mkdirSync(join(acme, 'security/keys'), { recursive: true });
    const files = ['security/keys/ana.asc', 'security/keys.yaml'].map((it) => join(acme, it));
    for (const file of files) writeFileSync(file, 'x');
    const commands = toGitCommands(files, 'keys: ana added', postern);
    assert.equal(commands[0], "git -C '../acme tools/security' add keys/ana.asc keys.yaml");
    const run = (command: string) =>
      execFileSync('sh', ['-c', command], { cwd: postern, encoding: 'utf8', stdio: 'pipe' });
    run("git -C '../acme tools' init --quiet");
    for (const name of ['user.name', 'user.email'])
      run(`git -C '../acme tools' config ${name} a@b`);
    for (const command of commands.slice(0, 2)) run(command);
    const tracked = run("git -C '../acme tools' ls-tree -r --name-only HEAD");
    assert.equal(tracked.trim(), 'security/keys.yaml\nsecurity/keys/ana.asc');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
