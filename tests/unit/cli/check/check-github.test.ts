/** What a GitHub workflow is told about a desk. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toGithub } from '../../../../src/cli/check/check-github.ts';
import { type Break, createFinding, type Finding } from '../../../../src/desk/finding.ts';
import type { RuleName } from '../../../../src/desk/rules.ts';

function makeFinding(it: Partial<Break>): Finding {
  const some = { file: 'desk.yaml', found: 'nothing', wanted: 'Write something.' };
  return createFinding({ rule: 'schema-value', ...some, ...it });
}

test('a desk without findings is ready', () => {
  const { notes, summary, ready, failed } = toGithub([], 'content');
  assert.deepEqual({ notes, ready, failed }, { notes: '', ready: true, failed: false });
  assert.match(summary, /^## The desk can be published\n/);
});

test('warnings do not keep a desk from being published', () => {
  const { ready, failed, notes } = toGithub([makeFinding({ level: 'warning' })], 'content');
  assert.deepEqual({ ready, failed }, { ready: true, failed: false });
  assert.match(notes, /^::warning /);
});

test('a note at a file above the desk names it from the top of the repository', () => {
  const { notes } = toGithub([makeFinding({ file: '../SECURITY.md' })], 'content');
  assert.match(notes, /^::error file=SECURITY\.md,/);
});

test('a desk that only lacks something to begin with says what to add and is no failure', () => {
  const missing: readonly RuleName[] = [
    'desk-url-missing',
    'key-missing',
    'policy-missing',
    'product-missing',
  ];
  const findings = missing.map((rule) => makeFinding({ rule, wanted: `Add ${rule}.` }));
  const { ready, failed, notes, summary } = toGithub(findings, 'content');
  assert.deepEqual({ ready, failed }, { ready: false, failed: false });
  assert.equal(notes.match(/^::notice /gm)?.length, 4);
  assert.match(summary, /^## Not published yet: this is what to add\n/);
  for (const rule of missing) assert.ok(summary.includes(`Add ${rule}.`), rule);
});

test('a fault of something that is there is a failure, also beside something missing', () => {
  const findings = [
    makeFinding({ rule: 'key-missing' }),
    makeFinding({ rule: 'schema-value', file: 'advisories/2026/A-2026-0001.mdx', line: 7 }),
  ];
  const { ready, failed, notes } = toGithub(findings, 'content');
  assert.deepEqual({ ready, failed }, { ready: false, failed: true });
  assert.match(notes, /^::error file=content\/advisories\/2026\/A-2026-0001\.mdx,line=7,/m);
});

test('a key that can no longer be used is a failure, so that no desk falls silent', () => {
  const findings = [
    makeFinding({ rule: 'key-unusable', level: 'warning' }),
    makeFinding({ rule: 'key-missing' }),
  ];
  assert.equal(toGithub(findings, 'content').failed, true);
});

test('a finding cannot write a workflow command of its own', () => {
  const hostile = makeFinding({
    file: 'a,line=1::\n::stop-commands::x',
    field: 'x\r\n::error::no',
    found: '100%\n::set-output name=ready::true',
  });
  const { notes, summary } = toGithub([hostile], 'content');
  assert.equal(notes.match(/\n/g)?.length, 1, notes);
  assert.ok(notes.startsWith('::error file=content/a%2Cline=1%3A%3A\\u000a'), notes);
  assert.ok(notes.includes('100%25\\u000a'), notes);
  assert.equal(summary.match(/\n/g)?.length, 4, summary);
});
