/** The daily workflow: its shell is run against a stand-in for `gh` that keeps one repository's issues in a file. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { parse } from 'yaml';
import { readBlocks } from '../helpers/read-blocks.ts';

interface Step {
  name?: string;
  if?: string;
  run?: string;
  env?: Record<string, string>;
  with?: Record<string, unknown>;
  'working-directory'?: string;
}

interface Job {
  needs?: string[];
  if?: string;
  permissions: Record<string, string>;
  outputs?: Record<string, string>;
  env?: Record<string, string>;
  steps: Step[];
}

/** What the guide gives to a repository that holds only a desk's folder. */
interface Caller {
  on: { schedule: { cron: string }[] };
  permissions: object;
  jobs: {
    dates: { permissions: Record<string, string>; uses: string; with: Record<string, string> };
  };
}

interface Issue {
  title: string;
  label: string;
  open: boolean;
  body: string;
  comments: string[];
}

interface Repository {
  labels: string[];
  issues: Issue[];
  enabled: string[];
}

const root = resolve(import.meta.dirname, '../..');
const file = 'dates.yml';
const workflow = parse(readFileSync(join(root, '.github/workflows', file), 'utf8')) as {
  on: {
    schedule: { cron: string }[];
    workflow_call: { inputs: Record<string, { required?: boolean; default?: string }> };
  };
  jobs: Record<'look' | 'tell', Job>;
};
const { look, tell } = workflow.jobs;
const temporary = mkdtempSync(join(tmpdir(), 'postern-dates-workflow-'));
after(() => rmSync(temporary, { recursive: true, force: true }));

/** What `gh` does of what the workflow asks; anything else it refuses, as it would an option that it does not know. */
const standIn = `#!${process.execPath}
const { readFileSync, writeFileSync } = require('node:fs');
const args = process.argv.slice(2);
const path = process.env.REPOSITORY_FILE;
const repository = JSON.parse(readFileSync(path, 'utf8'));
const said = args.join(' ');
const after = (name) => args[args.indexOf(name) + 1];
const refuse = (why) => { process.stderr.write(why + ': ' + said + '\\n'); process.exit(1); };
if (process.env.GH_TOKEN !== 'token' || process.env.GH_REPO !== 'some/desk') refuse('not signed in');
const at = (number) => repository.issues[Number(number) - 1] ?? refuse('no such issue');
if (/^issue list --label \\S+ --state open --json number --jq \\.\\[0\\]\\.number \\/\\/ empty$/.test(said)) {
  const index = repository.issues.findIndex((it) => it.open && it.label === after('--label'));
  if (index >= 0) process.stdout.write(index + 1 + '\\n');
} else if (said.startsWith('label create ')) {
  repository.labels.push(args[2]);
} else if (said.startsWith('issue create ')) {
  if (!repository.labels.includes(after('--label'))) refuse('no such label');
  const [title, label, body] = ['--title', '--label', '--body'].map(after);
  repository.issues.push({ title, label, body, open: true, comments: [] });
} else if (/^issue view \\d+ --json body --jq \\.body$/.test(said)) {
  process.stdout.write(at(args[2]).body + '\\n');
} else if (/^issue comment \\d+ --body /.test(said)) {
  at(args[2]).comments.push(after('--body'));
} else if (/^issue close \\d+ --comment /.test(said)) {
  at(args[2]).open = false;
  at(args[2]).comments.push(after('--comment'));
} else if (/^api --silent --method PATCH repos\\/some\\/desk\\/issues\\/\\d+ --raw-field body=/.test(said)) {
  at(args[4].split('/').at(-1)).body = after('--raw-field').slice('body='.length);
} else if (/^api --method PUT repos\\/some\\/desk\\/actions\\/workflows\\/[\\w.-]+\\/enable$/.test(said)) {
  repository.enabled.push(args[3].split('/').at(-2));
} else refuse('unknown');
writeFileSync(path, JSON.stringify(repository));
`;
writeFileSync(join(temporary, 'gh'), standIn, { mode: 0o755 });

function step(name: RegExp): Step {
  const found = tell.steps.filter((it) => name.test(it.name ?? ''));
  assert.equal(found.length, 1);
  return found[0] as Step;
}

/** A repository in which days pass. */
function makeRepository() {
  const path = join(temporary, 'repository.json');
  writeFileSync(path, JSON.stringify({ labels: [], issues: [], enabled: [] }));
  const read = () => JSON.parse(readFileSync(path, 'utf8')) as Repository;
  const run = ({ run = '', env = {} }: Step, given: Record<string, string>) => {
    const constants = Object.entries(env).filter(([, value]) => !value.includes('${{'));
    const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-e', '-c', run], {
      cwd: temporary,
      encoding: 'utf8',
      env: {
        PATH: `${temporary}:${process.env.PATH}`,
        REPOSITORY_FILE: path,
        GH_TOKEN: 'token',
        GH_REPO: 'some/desk',
        ...Object.fromEntries(constants),
        ...given,
      },
    });
    assert.equal(stderr, '');
    return { status, stdout };
  };
  return {
    read,
    enable: (WORKFLOW: string) => run(step(/^Keep this workflow/), { WORKFLOW }),
    pass: (STATE: string, MARK: string, BODY = `A text. <!-- ${MARK} -->`, LOOK = 'success') =>
      run(step(/^Open, renew or close/), { STATE, MARK, BODY, LOOK }),
  };
}

test('it looks once a day', () => {
  assert.equal(workflow.on.schedule.length, 1);
  assert.match(workflow.on.schedule[0]?.cron ?? '', /^\d{1,2} \d{1,2} \* \* \*$/);
});

test('code of packages runs without a right to write, and the rights to write run no code but the shell', () => {
  assert.deepEqual(look.permissions, { contents: 'read', pages: 'read' });
  assert.deepEqual(tell.permissions, { actions: 'write', issues: 'write' });
  assert.ok(tell.steps.every((it) => !('uses' in it) && !/\bnpm\b|\bnode\b/.test(it.run ?? '')));
});

test('what was seen is handed on, and the telling runs also where the look failed', () => {
  assert.deepEqual(tell.needs, ['look']);
  assert.match(tell.if ?? '', /^\$\{\{ !cancelled\(\) \}\}$/);
  for (const name of ['state', 'mark', 'body']) {
    assert.equal(look.outputs?.[name], `\${{ steps.dates.outputs.${name} }}`);
    const { env } = step(/^Open/);
    assert.equal(env?.[name.toUpperCase()], `\${{ needs.look.outputs.${name} }}`);
  }
  assert.match(step(/^Open/).env?.LOOK ?? '', /^\$\{\{ needs\.look\.result \}\}$/);
});

test('a repository whose dates are far away gets no issue', () => {
  const repository = makeRepository();
  assert.equal(repository.pass('well', 'dates-0').status, 0);
  assert.deepEqual(repository.read().issues, []);
});

test('one issue is opened, said anew every day, commented at each threshold, and closed when all is well', () => {
  const repository = makeRepository();
  const issue = () => repository.read().issues[0] as Issue;
  assert.equal(repository.pass('soon', 'dates-60').status, 0);
  assert.deepEqual([issue().title, issue().open], ['The security page needs somebody', true]);
  assert.equal(repository.pass('soon', 'dates-60', 'In 59 days. <!-- dates-60 -->').status, 0);
  assert.deepEqual([issue().body, issue().comments], ['In 59 days. <!-- dates-60 -->', []]);
  assert.equal(repository.pass('soon', 'dates-30').status, 0);
  assert.equal(repository.pass('soon', 'dates-7').status, 0);
  const marks = issue().comments.map((it) => /dates-\d+/.exec(it)?.[0]);
  assert.deepEqual(marks, ['dates-30', 'dates-7']);
  assert.equal(repository.pass('well', 'dates-0').status, 0);
  assert.deepEqual([issue().open, issue().comments.at(-1)], [false, 'All is well again.']);
  assert.equal(repository.pass('soon', 'dates-60').status, 0);
  assert.deepEqual(
    repository.read().issues.map((it) => it.open),
    [false, true],
  );
});

test('from the day on it fails, every day, and the issue says why', () => {
  const repository = makeRepository();
  for (const day of [1, 2]) {
    const { status, stdout } = repository.pass('now', 'dates-9', `Day ${day}. <!-- dates-9 -->`);
    assert.equal(status, 1);
    assert.match(stdout, /^::error title=security page::/m);
  }
  const [issue, ...more] = repository.read().issues;
  assert.deepEqual(
    [issue?.body, issue?.comments.length, more.length],
    ['Day 2. <!-- dates-9 -->', 0, 0],
  );
});

test('a look that failed is told too, once', () => {
  const repository = makeRepository();
  for (const _ of [1, 2]) assert.equal(repository.pass('', '', '', 'failure').status, 1);
  const { issues } = repository.read();
  assert.equal(issues.length, 1);
  assert.match(issues[0]?.body ?? '', /^The daily look .* failed/);
  assert.deepEqual(issues[0]?.comments, []);
});

test('a text with quotes, dollars and line ends arrives as it is', () => {
  const repository = makeRepository();
  const body = '- "$(touch owned)" `x` \\ %s\n\n    $HOME\n<!-- dates-1 -->';
  repository.pass('soon', 'dates-1', body);
  assert.equal(repository.read().issues[0]?.body, body);
  repository.pass('soon', 'dates-2', `${body} dates-2`);
  assert.deepEqual(repository.read().issues[0]?.comments, [`${body} dates-2`]);
});

test('it switches itself on again each day, whatever else went wrong', () => {
  const repository = makeRepository();
  assert.equal(repository.enable(`some/desk/.github/workflows/${file}@refs/heads/main`).status, 0);
  // Called from another workflow, it is that one whose schedule must go on.
  repository.enable('some/desk/.github/workflows/security-dates.yml@refs/heads/a@b');
  assert.deepEqual(repository.read().enabled, [file, 'security-dates.yml']);
  assert.match(step(/^Keep this/).env?.WORKFLOW ?? '', /^\$\{\{ github\.workflow_ref \}\}$/);
  assert.match(step(/^Keep this workflow/).if ?? '', /^\$\{\{ !cancelled\(\) \}\}$/);
});

test('the workflow that the guide gives to a repository with only a folder fits', () => {
  const heading = 'With a folder in your own repository';
  const [text = ''] = readBlocks('nothing-dies-silently', heading, 'yaml');
  const { on, permissions, jobs } = parse(text) as Caller;
  const { inputs } = workflow.on.workflow_call;
  assert.deepEqual(on.schedule, workflow.on.schedule);
  assert.deepEqual(permissions, {});
  assert.deepEqual(Object.keys(jobs.dates.with).sort(), Object.keys(inputs).sort());
  assert.equal(jobs.dates.with.folder, inputs.folder?.default);
  const { postern, ref } = jobs.dates.with;
  assert.equal(jobs.dates.uses, `${postern}/.github/workflows/${file}@${ref}`);
  // A called workflow gets no permission that its caller has not.
  assert.deepEqual(jobs.dates.permissions, { ...look.permissions, ...tell.permissions });
});

test('Postern is fetched for another repository at a full commit hash only, and runs from there', () => {
  const [refuse, , fetched] = look.steps;
  const status = (REF: string) =>
    spawnSync('bash', ['--norc', '-e', '-c', refuse?.run ?? ''], { env: { ...process.env, REF } })
      .status;
  assert.equal(status('3d3c42e5aac5ba805825da76410c181273ba90b1'), 0);
  for (const ref of ['main', 'v1.0.0', '3d3c42e', '']) assert.equal(status(ref), 1, ref);
  assert.equal(fetched?.if, refuse?.if);
  assert.match(fetched?.if ?? '', /^\$\{\{ inputs\.postern \}\}$/);
  const folder = String(fetched?.with?.path);
  const runs = look.steps.filter((it) => it.run?.startsWith('npm '));
  assert.equal(runs.length, 2);
  for (const it of runs) {
    const where = it['working-directory'] ?? '';
    assert.ok(where.includes(`inputs.postern && '${folder}' || '.'`), where);
  }
});
