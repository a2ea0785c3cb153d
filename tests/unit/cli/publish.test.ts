/** `npm run desk -- publish`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newCommand } from '../../../src/cli/new.ts';
import { publish } from '../../../src/cli/publish.ts';
import { type CommandFolder, makeCommandFolder } from '../../helpers/run-command.ts';

const draft = `---
id: ACME-2026-0002
aliases:
  - CVE-2026-2222
title: A crafted archive leaves its folder
summary: Whoever unpacks an archive of a stranger can lose files.
status: pre-announced
dates:
  reported: 2026-11-01
affected:
  - product: tool
    ranges:
      - type: SEMVER
        introduced: 1.0.0
        fixed: 1.2.3
remedies:
  - kind: fix
    text: Update to 1.2.3.
credits:
  - reporter: wick
announcement:
  date: 2026-11-15
  title: A release on Sunday
  text: Be ready.
# The secret words of the reporter.
---

## Impact

Files are lost.
`;

const files = {
  'embargoed/ACME-2026-0002.mdx': draft,
  'embargoed/hall-of-fame/wick.mdx': '---\nconsent: handle\n---\n',
};

const published = 'content/advisories/2026/ACME-2026-0002.mdx';

/** Every file with its text. */
const snapshot = (folder: CommandFolder) =>
  folder.list().map((file) => [file, folder.read(`content/${file}`)]);

test('a draft is published with its day, its first revision and its reporter, and nothing of the embargo', async () => {
  using folder = makeCommandFolder(files);
  const { code, out, err } = await folder.run(publish, ['ACME-2026-0002']);
  assert.deepEqual([code, err], [0, '']);
  const text = folder.read(published);
  assert.match(
    text,
    /status: published\ndates:\n {2}reported: 2026-11-01\n {2}published: 2026-11-22/,
  );
  assert.match(
    text,
    /revisions:\n {2}- number: 1\n {4}date: 2026-11-22\n {4}change: First publication\./,
  );
  assert.doesNotMatch(text, /announcement|secret words/);
  assert.deepEqual(
    folder.list().filter((it) => it.startsWith('embargoed') || it.startsWith('hall')),
    ['hall-of-fame/known.mdx', 'hall-of-fame/wick.mdx'],
  );
  assert.match(
    out,
    /^- \*\*Security:\*\* A crafted archive leaves its folder \(\[ACME-2026-0002\]/m,
  );
  assert.match(
    out,
    /^Subject: \[security\] Tool: A crafted archive leaves its folder \[ACME-2026-0002\]$/m,
  );
  assert.match(out, /^Thanks to: wick$/m);
  assert.match(
    out,
    /^ {2}git add content\/advisories\/2026\/ACME-2026-0002\.mdx content\/hall-of-fame\/wick\.mdx$/m,
  );
  const mail = out.slice(out.indexOf('Subject:'), out.indexOf('Then:'));
  for (const line of mail.split('\n'))
    assert.ok(line.length <= 80 || !line.trim().includes(' '), line);
});

test('every check is run on what would be, and a fault writes nothing', async () => {
  for (const [change, said] of [
    [['fixed: 1.2.3', 'fixed: 0.9.0'], /advisory-range-order/],
    [['summary: Whoever unpacks an archive of a stranger can lose files.\n', ''], /schema-missing/],
    [['reporter: wick', 'reporter: nobody'], /advisory-unknown-reporter/],
    [['Files are lost.', 'See [that](/advisories/ACME-2026-0099/).'], /prose-link/],
  ] as const) {
    using folder = makeCommandFolder({
      ...files,
      'embargoed/ACME-2026-0002.mdx': draft.replace(change[0], change[1]),
    });
    const before = snapshot(folder);
    const { code, out, err } = await folder.run(publish, ['ACME-2026-0002']);
    assert.deepEqual([code, out], [1, ''], String(change));
    assert.match(err, said);
    assert.deepEqual(snapshot(folder), before);
  }
});

test('a fault that was there before, in another file, does not stand in the way', async () => {
  using folder = makeCommandFolder({ ...files, 'policy/broken.mdx': 'No facts.' });
  assert.equal((await folder.run(publish, ['ACME-2026-0002'])).code, 0);
});

test('a draft that nobody has written yet is not published', async () => {
  using folder = makeCommandFolder();
  await folder.run(newCommand, [
    ...['advisory', '--title', 'x', '--summary', 'y', '--product', 'tool', '--fixed', '1.0.0'],
  ]);
  const { code, err } = await folder.run(publish, ['ACME-2026-0002']);
  assert.equal(code, 1);
  for (const sentence of [
    /embargoed\/ACME-2026-0002\.mdx:\d+ {2}Write who is hit, and what they lose\./,
    /Write what was wrong, and how the fix works\./,
    /Write what to do until the update\./,
  ]) {
    assert.match(err, sentence);
  }
});

test('a run that was interrupted is finished by the next one', async () => {
  using folder = makeCommandFolder(files);
  await folder.run(publish, ['ACME-2026-0002']);
  const done = snapshot(folder);
  // As if the draft had not been removed yet.
  for (const [file, text] of Object.entries(files)) folder.write(`content/${file}`, text);
  assert.equal((await folder.run(publish, ['ACME-2026-0002'])).code, 0);
  assert.deepEqual(snapshot(folder), done);
});

test('another file in the place of the new one is not overwritten', async () => {
  using folder = makeCommandFolder({
    ...files,
    'hall-of-fame/wick.mdx': '---\nconsent: none\n---\n',
  });
  const before = snapshot(folder);
  const { code, err } = await folder.run(publish, ['ACME-2026-0002']);
  assert.equal(code, 1);
  assert.match(
    err,
    /hall-of-fame\/wick\.mdx is there already with another text, so nothing was written/,
  );
  assert.deepEqual(snapshot(folder), before);
});

test('a revision and a withdrawal are added to a published advisory, whose comments stay', async () => {
  using folder = makeCommandFolder();
  const file = 'content/advisories/2026/ACME-2026-0001.mdx';
  const revise = ['ACME-2026-0001', '--revise', 'Version 1.0.1 is named.'];
  assert.equal((await folder.run(publish, revise)).code, 0);
  const reason = ['ACME-2026-0001', '--withdraw', 'It is no flaw: nobody is hit.'];
  const { code, out } = await folder.run(publish, reason);
  assert.equal(code, 0);
  const text = folder.read(file);
  assert.match(text, /number: 2\n {4}date: 2026-11-22\n {4}change: Version 1\.0\.1 is named\./);
  assert.match(text, /number: 3\n {4}date: 2026-11-22\n {4}change: Withdrawn\./);
  assert.match(text, /status: withdrawn/);
  assert.match(text, /withdrawn: 2026-11-22/);
  assert.match(text, /withdrawal: "?It is no flaw: nobody is hit\."?/);
  assert.match(text, /# A note that stays\./);
  assert.match(text, /## Impact\n\nSmall\.\n$/);
  assert.match(out, /Subject: \[security\] withdrawn: Tool: An old flaw/);
});

test('an advisory that lies among the published ones before its day is published where it is', async () => {
  const early = draft
    .replace('status: pre-announced', 'status: published')
    .replace('  reported', '  published: 2026-12-24\n  reported')
    .replace(/announcement:[\s\S]*?ready\.\n/, '')
    .replace(
      'affected:',
      'revisions:\n  - number: 1\n    date: 2026-12-24\n    change: First.\naffected:',
    );
  using folder = makeCommandFolder({
    'advisories/2026/ACME-2026-0002.mdx': early,
    'hall-of-fame/wick.mdx': '---\nconsent: handle\n---\n',
  });
  const { code, err } = await folder.run(publish, ['ACME-2026-0002']);
  assert.deepEqual([code, err], [0, '']);
  assert.match(folder.read(published), /published: 2026-11-22/);
});

test('a draft in a private clone moves from there', async () => {
  using folder = makeCommandFolder();
  folder.write('private/ACME-2026-0002.mdx', draft);
  folder.write('private/hall-of-fame/wick.mdx', '---\nconsent: handle\n---\n');
  const env = { POSTERN_EMBARGOED: 'private' };
  const { code, err } = await folder.run(publish, ['ACME-2026-0002'], { env });
  assert.deepEqual([code, err], [0, '']);
  assert.match(folder.read(published), /status: published/);
  assert.throws(() => folder.read('private/ACME-2026-0002.mdx'));
  assert.throws(() => folder.read('private/hall-of-fame/wick.mdx'));
});

test('--dry-run says the same and writes nothing, --json is data', async () => {
  using folder = makeCommandFolder(files);
  const before = snapshot(folder);
  const { code, out } = await folder.run(publish, ['ACME-2026-0002', '--dry-run', '--json']);
  assert.equal(code, 0);
  assert.deepEqual(snapshot(folder), before);
  const data = JSON.parse(out);
  assert.deepEqual(Object.keys(data), ['id', 'files', 'releaseNote', 'announcement', 'git']);
  assert.deepEqual(data.files, [
    'content/advisories/2026/ACME-2026-0002.mdx',
    'content/hall-of-fame/wick.mdx',
  ]);
});

test('a draft that cannot be read is told from one that is not there', async () => {
  using folder = makeCommandFolder({ 'embargoed/ACME-2026-0003.mdx': 'notes' });
  const broken = await folder.run(publish, ['ACME-2026-0003']);
  assert.match(broken.err, /ACME-2026-0003 has a fault .* desk -- check names it/);
  const missing = await folder.run(publish, ['ACME-2026-0004']);
  assert.match(missing.err, /no draft ACME-2026-0004, and no other\. Begin one: .*new advisory/);
});

test('what cannot be done or meant is a sentence', async () => {
  using folder = makeCommandFolder(files);
  for (const [args, code, said] of [
    [[], 2, /Name one advisory/],
    [['ACME-2026-0001', '--revise', 'a', '--withdraw', 'b'], 2, /do one after the other/],
    [['ACME-2026-0001', '--revise', ' a'], 2, /Say in one line/],
    [['ACME-2026-0002', '--date', '2026-12-24'], 2, /a day that has come/],
    [['ACME-2026-0001'], 1, /is published\. Use --revise/],
    [['ACME-2026-0009'], 1, /There is no draft ACME-2026-0009\. There is: ACME-2026-0002\./],
    [['ACME-2026-0002', '--withdraw', 'x'], 1, /ACME-2026-0002 is not published/],
  ] as const) {
    const result = await folder.run(publish, args);
    assert.equal(result.code, code, args.join(' '));
    assert.match(result.err, said);
  }
});
