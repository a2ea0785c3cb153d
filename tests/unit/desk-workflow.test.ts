/** What the workflow that builds a folder of another repository promises, and that the guide's caller fits it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { readBlocks } from '../helpers/read-blocks.ts';

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly 'working-directory'?: string;
}

interface Job {
  readonly permissions: Readonly<Record<string, string>>;
  readonly 'timeout-minutes': number;
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface Called {
  readonly on: {
    readonly workflow_call: {
      readonly inputs: Readonly<Record<string, { required?: boolean; default?: string }>>;
    };
  };
  readonly permissions: object;
  readonly jobs: { readonly build: Job; readonly publish: Job };
}

interface Caller {
  readonly permissions: object;
  readonly jobs: Readonly<
    Record<
      string,
      { permissions: Record<string, string>; uses: string; with: Record<string, string> }
    >
  >;
}

/** An expression of a workflow. */
const expression = (name: string) => `$\{{ ${name} }}`;

const root = resolve(import.meta.dirname, '../..');
const called = parse(readFileSync(join(root, '.github/workflows/desk.yml'), 'utf8')) as Called;
const { build, publish } = called.jobs;
const { inputs } = called.on.workflow_call;
const steps = [...build.steps, ...publish.steps];

test('it runs only when another workflow calls it', () => {
  assert.deepEqual(Object.keys(called.on), ['workflow_call']);
});

test('each job may do only what it needs, for a bounded time', () => {
  assert.deepEqual(called.permissions, {});
  assert.deepEqual(build.permissions, { contents: 'read', pages: 'read' });
  assert.deepEqual(publish.permissions, { pages: 'write', 'id-token': 'write' });
  for (const job of [build, publish]) assert.ok(job['timeout-minutes'] <= 15);
});

test('nothing that the caller says is pasted into a shell, and no token is kept', () => {
  for (const step of steps) {
    assert.doesNotMatch(step.run ?? '', /\$\{\{/);
    if (step.uses?.startsWith('actions/checkout@')) {
      assert.equal(step.with?.['persist-credentials'], false);
    }
  }
});

test('Postern is fetched at a full commit hash, and anything that can move is refused', () => {
  const [refuse] = build.steps;
  const fetched = build.steps.find((it) => it.with?.repository !== undefined);
  assert.equal(fetched?.with?.repository, expression('inputs.postern'));
  assert.equal(fetched?.with?.ref, expression('inputs.ref'));
  assert.equal(refuse?.env?.REF, expression('inputs.ref'));
  const status = (ref: string) =>
    spawnSync('bash', ['-e', '-c', refuse?.run ?? ''], { env: { ...process.env, REF: ref } })
      .status;
  assert.equal(status('3d3c42e5aac5ba805825da76410c181273ba90b1'), 0);
  for (const ref of ['main', 'v1.0.0', '3d3c42e', '', '$(touch /tmp/x)', `${'0'.repeat(40)}1`]) {
    assert.equal(status(ref), 1, ref);
  }
});

test('the site is uploaded from where the build puts it, with its dot-folders, from the default branch only', () => {
  const upload = build.steps.find((it) => it.id === 'upload');
  assert.equal(build.env?.POSTERN_OUT, `${expression('github.workspace')}/${upload?.with?.path}`);
  assert.equal(upload?.with?.['include-hidden-files'], true);
  const asked = upload?.if ?? '';
  assert.match(asked, /steps\.desk\.outputs\.ready == 'true'/);
  assert.match(asked, /github\.ref_name == github\.event\.repository\.default_branch/);
});

test('the published security.txt is fetched, as this repository’s own workflow does', () => {
  const own = parse(readFileSync(join(root, '.github/workflows/site.yml'), 'utf8')) as Called;
  assert.deepEqual(publish.steps, own.jobs.publish.steps);
});

test('every npm script runs in the folder that Postern was fetched into, after npm ci', () => {
  const fetched = build.steps.find((it) => it.with?.repository !== undefined)?.with?.path;
  const scripts = build.steps.filter((it) => it.run?.includes('npm '));
  assert.deepEqual(
    scripts.map((it) => it['working-directory']),
    [fetched, fetched, fetched],
  );
  assert.equal(scripts[0]?.run, 'npm ci');
});

test('the workflow that the guide gives to a project fits', () => {
  const [text = ''] = readBlocks('adopt', 'A folder in your repository', 'yaml');
  const caller = parse(text) as Caller;
  assert.deepEqual(caller.permissions, {});
  const [job, ...others] = Object.values(caller.jobs);
  assert.ok(job);
  assert.deepEqual(others, []);
  for (const [name, { required }] of Object.entries(inputs)) {
    assert.ok(!required || job.with[name] !== undefined, `the guide gives ${name}`);
  }
  for (const name of Object.keys(job.with)) assert.ok(Object.hasOwn(inputs, name), name);
  const [, repository, ref] =
    /^([^/]+\/[^/]+)\/\.github\/workflows\/desk\.yml@([0-9a-f]{40})$/.exec(job.uses) ?? [];
  assert.equal(job.with.postern, repository);
  assert.equal(job.with.ref, ref);
  assert.equal(job.with.folder, inputs.folder?.default);
  // A called workflow gets no permission that its caller has not.
  for (const it of [build, publish]) {
    for (const [scope, level] of Object.entries(it.permissions)) {
      assert.ok(job.permissions[scope] === level || job.permissions[scope] === 'write', scope);
    }
  }
});
