/** Both ways to adopt Postern, as the guide says them: a folder built from beside it, and a copy that is upgraded by a merge. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { parse } from 'yaml';
import { desks } from '../helpers/built-site.ts';
import { readBlocks } from '../helpers/read-blocks.ts';

interface Step {
  readonly id?: string;
  readonly run?: string;
  readonly 'working-directory'?: string;
}

const root = resolve(import.meta.dirname, '../..');
const temporary = mkdtempSync(join(tmpdir(), 'postern-adopt-'));
after(() => rmSync(temporary, { recursive: true, force: true }));

/** Git knows nobody and no setting of this machine. */
const env = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ann',
  GIT_AUTHOR_EMAIL: 'ann@project.test',
  GIT_COMMITTER_NAME: 'Ann',
  GIT_COMMITTER_EMAIL: 'ann@project.test',
  POSTERN_DATE: '2026-11-22',
};

function git(cwd: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd, env, encoding: 'utf8', stdio: 'pipe' });
}

function commitAll(cwd: string, message: string): void {
  git(cwd, 'add', '--all');
  git(cwd, 'commit', '--quiet', '--message', message);
}

/** Text by path of all files below a folder. */
function readAll(folder: string): Map<string, string> {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((it) => it.isFile())
      .map((it) => join(it.parentPath, it.name))
      .sort()
      .map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]),
  );
}

test('a folder of another repository is checked and built by the commands of the workflow', () => {
  const project = join(temporary, 'project');
  cpSync(join(root, desks.fixture), join(project, 'security'), { recursive: true });
  git(temporary, 'init', '--quiet', '--initial-branch=main', 'project');
  commitAll(project, 'A desk');
  symlinkSync(root, join(project, '.postern-source'));
  const workflow = parse(readFileSync(join(root, '.github/workflows/desk.yml'), 'utf8')) as {
    jobs: { build: { env: Record<string, string>; steps: Step[] } };
  };
  const { build } = workflow.jobs;
  const given = Object.entries(build.env).map(([name, value]) => [
    name,
    value
      .replace(/\$\{\{ github\.workspace \}\}/, project)
      .replace(/\$\{\{ inputs\.folder \}\}/, 'security'),
  ]);
  const output = join(temporary, 'output');
  const run = (command: string) => {
    const step = build.steps.find((it) => it.run === command);
    assert.ok(step, command);
    writeFileSync(output, '');
    return spawnSync('bash', ['-e', '-c', command], {
      cwd: join(project, step['working-directory'] ?? '.'),
      encoding: 'utf8',
      env: {
        ...env,
        ...Object.fromEntries(given),
        POSTERN_URL: 'https://your-name.github.io/your-project',
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: join(temporary, 'summary'),
      },
    });
  };
  const checked = run('npm run --silent desk -- check --github');
  assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  assert.match(readFileSync(output, 'utf8'), /^ready=true$/m);
  const built = run('npm run build');
  assert.equal(built.status, 0, built.stdout + built.stderr);
  const site = join(project, 'postern-site');
  const securityTxt = readFileSync(join(site, '.well-known/security.txt'), 'utf8');
  assert.match(securityTxt, /https:\/\/your-name\.github\.io\/your-project\//);
  assert.equal(git(project, 'status', '--porcelain', 'security'), '', 'the desk is as it was');

  appendFileSync(join(project, 'security/desk.yaml'), 'unknown: 1\n');
  const faulty = run('npm run --silent desk -- check --github');
  assert.equal(faulty.status, 1);
  // A whole path within the workspace: GitHub makes it one within the repository.
  assert.ok(faulty.stdout.includes(`file=${project}/security/desk.yaml,line=`), faulty.stdout);
});

test('a copy of the repository is upgraded by a merge, its content untouched', () => {
  const upstream = join(temporary, 'postern');
  mkdirSync(upstream);
  const whole = ['src', 'content', 'public', '.gitattributes', '.gitignore', 'README.md'];
  for (const name of [...whole, 'SECURITY.md', 'package.json', 'astro.config.mjs']) {
    cpSync(join(root, name), join(upstream, name), { recursive: true });
  }
  git(upstream, 'init', '--quiet', '--initial-branch=main');
  commitAll(upstream, 'Before');
  writeFileSync(join(upstream, 'README.md'), 'Postern, the day of the copy.\n');
  commitAll(upstream, 'The day of the copy');

  // A template gives all files and none of the history.
  const own = join(temporary, 'own');
  cpSync(upstream, own, { recursive: true, filter: (it) => it !== join(upstream, '.git') });
  git(own, 'init', '--quiet', '--initial-branch=main');
  commitAll(own, 'Initial commit');
  for (const name of ['advisories', 'hall-of-fame', 'policy', 'products', 'desk.yaml']) {
    rmSync(join(own, 'content', name), { recursive: true });
  }
  cpSync(join(root, desks['best-effort']), join(own, 'content'), { recursive: true });
  writeFileSync(join(own, 'README.md'), 'Our own page.\n');
  writeFileSync(join(own, 'SECURITY.md'), 'Our own policy.\n');
  writeFileSync(join(own, 'public/ours.txt'), 'Ours.\n');
  commitAll(own, 'It is ours');
  mkdirSync(join(own, 'content/embargoed'));
  writeFileSync(join(own, 'content/embargoed/notes.txt'), 'A secret that git does not know.\n');

  const upgrade = (change: () => void, heading: string) => {
    change();
    commitAll(upstream, 'Postern goes on');
    const before = readAll(join(own, 'content'));
    const words = ['README.md', 'SECURITY.md'].map((it) => readFileSync(join(own, it), 'utf8'));
    const [lines = ''] = readBlocks('adopt', heading, 'sh');
    const once = heading.startsWith('Once');
    const [each = ''] = readBlocks('adopt', 'Each time: merge, and keep your words', 'sh');
    const script = `${once ? lines : ''}${each}`.replaceAll(
      'https://github.com/postern-owner/postern.git',
      upstream,
    );
    const ran = spawnSync('bash', ['-c', script], { cwd: own, env, encoding: 'utf8' });
    assert.equal(ran.status, 0, ran.stdout + ran.stderr);
    assert.equal(git(own, 'status', '--porcelain'), '');
    const schemas = (path: string) => path.startsWith('schema/');
    const now = readAll(join(own, 'content'));
    const keep = (all: Map<string, string>) => [...all].filter(([path]) => !schemas(path));
    assert.deepEqual(keep(now), keep(before));
    assert.deepEqual(
      ['README.md', 'SECURITY.md'].map((it) => readFileSync(join(own, it), 'utf8')),
      words,
    );
    assert.deepEqual(
      readAll(join(own, 'content/schema')),
      readAll(join(upstream, 'content/schema')),
    );
    assert.deepEqual(readAll(join(own, 'src')), readAll(join(upstream, 'src')));
    assert.equal(readFileSync(join(own, 'public/ours.txt'), 'utf8'), 'Ours.\n');
  };

  upgrade(() => {
    appendFileSync(join(upstream, 'src/desk/desk.ts'), '// A new version.\n');
    appendFileSync(join(upstream, 'content/desk.yaml'), '# Changed.\n');
    appendFileSync(join(upstream, 'content/advisories/2026/EXAMPLE-2026-0001.mdx'), 'Changed.\n');
    writeFileSync(join(upstream, 'content/advisories/2026/EXAMPLE-2026-0099.mdx'), 'New.\n');
    writeFileSync(join(upstream, 'content/policy/process.mdx'), 'Theirs, of the same name.\n');
    rmSync(join(upstream, 'content/guides/send-a-report.mdx'));
    appendFileSync(join(upstream, 'content/schema/desk.json'), '\n');
    for (const name of ['README.md', 'SECURITY.md']) {
      writeFileSync(join(upstream, name), `${name} of Postern.\n`);
    }
  }, 'Once: tell git where your copy began');
  assert.ok(existsSync(join(own, 'content/guides/send-a-report.mdx')));

  upgrade(() => {
    rmSync(join(upstream, 'src/relay/README.md'));
    writeFileSync(join(upstream, 'content/hall-of-fame/somebody.mdx'), 'New.\n');
    writeFileSync(join(upstream, 'content/schema/new.json'), '{}\n');
  }, 'Each time: merge, and keep your words');
  assert.ok(!existsSync(join(own, 'src/relay/README.md')));

  symlinkSync(join(root, 'node_modules'), join(own, 'node_modules'));
  const checked = spawnSync(process.execPath, ['src/cli/desk.ts', 'check', '--json'], {
    cwd: own,
    env,
    encoding: 'utf8',
  });
  assert.equal(checked.status, 0, checked.stdout + checked.stderr);
});
