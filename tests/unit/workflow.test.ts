/** What the workflow that publishes a desk promises, read from its YAML; and the one command of `.ci/run`. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { parse } from 'yaml';

interface Step {
  id?: string;
  name?: string;
  if?: string;
  uses?: string;
  run?: string;
  env?: Record<string, string>;
  with?: Record<string, unknown>;
  'continue-on-error'?: boolean;
}

interface Job {
  needs?: string[];
  if?: string;
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
  steps: Step[];
}

interface Workflow {
  on: Record<string, { branches?: string[] } | null>;
  permissions?: Record<string, string>;
  jobs: Record<string, Job>;
}

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const text = read('.github/workflows/site.yml');
const workflow = parse(text) as Workflow;
/** Every workflow of the repository: what is true of all. */
const all = globSync('.github/workflows/*.yml', { cwd: root }).map((file) => ({
  file,
  jobs: Object.values((parse(read(file)) as Workflow).jobs),
  permissions: (parse(read(file)) as Workflow).permissions,
}));
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

const temporary = mkdtempSync(join(tmpdir(), 'postern-workflow-'));
after(() => rmSync(temporary, { recursive: true, force: true }));

function job(name: string): Job {
  const found = workflow.jobs[name];
  assert.ok(found, `job ${name}`);
  return found;
}

function step(jobName: string, is: (step: Step) => boolean): Step {
  const found = job(jobName).steps.filter(is);
  assert.equal(found.length, 1, `one such step in ${jobName}`);
  return found[0] as Step;
}

const uses = (action: string) => (it: Step) => it.uses?.startsWith(`${action}@`) === true;
const runs = (part: string) => (it: Step) => it.run?.includes(part) === true;

test('it runs for every pull request and every push to main', () => {
  assert.deepEqual(workflow.on.push, { branches: ['main'] });
  assert.ok('pull_request' in workflow.on);
  assert.ok(!('pull_request_target' in workflow.on), 'no secrets for code of strangers');
});

test('the site is uploaded with its dot-folders, from where the build puts it', () => {
  const upload = step('build', uses('actions/upload-pages-artifact'));
  assert.equal(upload.with?.['include-hidden-files'], true);
  assert.equal(upload.with?.path, 'dist');
  // The first version that has the input; before it, hidden files were dropped whatever was asked.
  assert.match(text, /upload-pages-artifact@[0-9a-f]{40} # v5\./);
});

test('only main is published, only after its tests and its build', () => {
  const publish = job('publish');
  assert.deepEqual(publish.needs, ['test', 'build']);
  assert.equal(publish.if, "needs.build.outputs.uploaded == 'true'");
  const upload = step('build', uses('actions/upload-pages-artifact'));
  assert.match(upload.if ?? '', /github\.ref == 'refs\/heads\/main'/);
  assert.match(upload.if ?? '', /steps\.desk\.outputs\.ready == 'true'/);
  assert.match(upload.if ?? '', /steps\.pages\.outcome == 'success'/);
});

test('check and build get the address that GitHub Pages has', () => {
  const pages = step('build', uses('actions/configure-pages'));
  assert.equal(pages.id, 'pages');
  assert.equal(pages['continue-on-error'], true, 'a repository without Pages is told, not failed');
  assert.ok(job('build').steps.some((it) => it.if === "steps.pages.outcome == 'failure'"));
  for (const part of ['desk -- check --github', 'npm run build']) {
    const url = step('build', runs(part)).env?.POSTERN_URL;
    assert.match(url ?? '', /^\$\{\{ steps\.pages\.outputs\.base_url \}\}$/, part);
  }
});

test('a desk that is not ready is not built, and the job passes', () => {
  const check = step('build', runs('check --github'));
  assert.equal(check.id, 'desk');
  assert.equal(check.if, undefined);
  assert.equal(step('build', runs('npm run build')).if, "steps.desk.outputs.ready == 'true'");
});

test('each job may do only what it needs', () => {
  assert.deepEqual(workflow.permissions, {});
  const permissions = Object.entries(workflow.jobs).map(([name, it]) => [name, it.permissions]);
  assert.deepEqual(Object.fromEntries(permissions), {
    test: { contents: 'read' },
    build: { contents: 'read', pages: 'read' },
    publish: { pages: 'write', 'id-token': 'write' },
  });
});

test('no workflow gives every job a permission, keeps its credentials, or runs for hours', () => {
  for (const { file, permissions, jobs } of all) {
    assert.deepEqual(permissions, {}, file);
    for (const it of jobs) {
      assert.ok((it['timeout-minutes'] ?? 360) <= 30, file);
      for (const checkout of it.steps.filter(uses('actions/checkout')))
        assert.equal(checkout.with?.['persist-credentials'], false, file);
    }
  }
});

test('every action is pinned to a full commit, its version beside it', () => {
  const lines = globSync('.github/workflows/*.yml', { cwd: root })
    .flatMap((file) => read(file).split('\n'))
    .filter((line) => /\buses:/.test(line));
  assert.ok(lines.length >= 5);
  for (const line of lines) {
    assert.match(line, /uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  }
});

test('every npm script that a workflow runs exists, after npm ci in the same job', () => {
  let found = 0;
  for (const { steps } of all.flatMap(({ jobs }) => jobs)) {
    for (const [index, { run = '' }] of steps.entries()) {
      for (const [, name = ''] of run.matchAll(/\bnpm (?:run (?:--silent )?)?([a-z-]+)/g)) {
        if (name === 'ci') continue;
        found += 1;
        assert.ok(scripts[name] !== undefined, `npm run ${name}`);
        assert.ok(
          steps.slice(0, index).some((it) => it.run === 'npm ci'),
          `npm ci before ${name}`,
        );
      }
    }
  }
  assert.ok(found >= 4);
});

test('no expression is pasted into a shell', () => {
  for (const { steps } of all.flatMap(({ jobs }) => jobs)) {
    for (const { run } of steps) assert.doesNotMatch(run ?? '', /\$\{\{/);
  }
});

test('a desk that is no demonstration any more does without Postern’s own tests', () => {
  const { run = '' } = step('test', (it) => it.id === 'desk');
  const look = (desk: string) => {
    const output = join(temporary, 'output');
    rmSync(output, { force: true });
    rmSync(join(temporary, 'content'), { recursive: true, force: true });
    mkdirSync(join(temporary, 'content'));
    writeFileSync(join(temporary, 'content/desk.yaml'), desk);
    const env = { ...process.env, GITHUB_OUTPUT: output };
    assert.equal(spawnSync('bash', ['-e', '-c', run], { cwd: temporary, env }).status, 0);
    return readFileSync(output, 'utf8');
  };
  assert.equal(look('name: A\nexample: true\n'), 'demonstration=true\n');
  assert.equal(look('name: A\n# example: true\n'), 'demonstration=false\n');
  assert.equal(look(read('content/desk.yaml')), 'demonstration=true\n');
  for (const command of ['npm ci', 'npm test']) {
    const { if: condition } = step('test', (it) => it.run === command);
    assert.equal(condition, "steps.desk.outputs.demonstration == 'true'");
  }
});

test('the published security.txt is fetched, and its absence fails the run', () => {
  const { run = '', env } = step('publish', runs('.well-known/security.txt'));
  assert.match(env?.PAGE_URL ?? '', /^\$\{\{ steps\.deployment\.outputs\.page_url \}\}$/);
  // In the place of curl: keeps what it was asked, and answers as it is told.
  const curl = join(temporary, 'curl');
  const script = [
    '#!/bin/sh',
    'echo "$@" > asked',
    '[ -n "$ANSWER" ] || exit 22',
    'echo "$ANSWER" > security.txt',
  ];
  writeFileSync(curl, `${script.join('\n')}\n`, { mode: 0o755 });
  const fetchWith = (answer: string) => {
    const { status, stdout } = spawnSync('bash', ['-e', '-c', run], {
      cwd: temporary,
      encoding: 'utf8',
      env: {
        PATH: `${temporary}:${process.env.PATH}`,
        PAGE_URL: 'https://us.invalid/project/',
        ANSWER: answer,
      },
    });
    return { status, stdout };
  };
  assert.deepEqual(fetchWith('Contact: mailto:us@desk.invalid'), { status: 0, stdout: '' });
  const asked = readFileSync(join(temporary, 'asked'), 'utf8');
  assert.match(asked, /^--fail .*https:\/\/us\.invalid\/project\/\.well-known\/security\.txt\n$/);
  for (const answer of ['', '<html>no such page</html>']) {
    const { status, stdout } = fetchWith(answer);
    assert.equal(status, 1);
    assert.match(stdout, /^::error title=security\.txt::https:.*security\.txt is missing/);
  }
});

test('.ci/run is the test command and nothing else', () => {
  const lines = read('.ci/run').trim().split('\n');
  assert.deepEqual(lines, [
    '#!/usr/bin/env bash',
    'set -eu',
    'cd "$(dirname "$0")/.."',
    '',
    'npm ci && npm test',
  ]);
  if (process.platform !== 'win32') assert.ok(statSync(join(root, '.ci/run')).mode & 0o100);
  assert.match(read('README.md'), /^\s*npm ci && npm test$/m);
});
