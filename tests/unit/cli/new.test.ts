/** `npm run desk -- new advisory`. */
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newCommand } from '../../../src/cli/new.ts';
import { readDesk } from '../../../src/read.ts';
import {
  encryptTo,
  jsonPart,
  makeEntity,
  makeKey,
  makePgpMime,
} from '../../fixtures/mail/make-mail.ts';
import { createAnswers } from '../../helpers/answers.ts';
import { makeCommandFolder } from '../../helpers/run-command.ts';

const report = (change: object = {}) => ({
  format: 'postern-report',
  version: 1,
  createdAt: '2026-11-20T10:00:00Z',
  product: { id: 'tool', name: 'Tool' },
  affectedVersion: '1.2.0',
  summary: 'A crafted archive\u202e leaves its folder',
  credit: { kind: 'name', name: 'Nora Öst' },
  reply: 'nora@example.org',
  report: 'It {does} <this>.\u202e\n---\nstatus: published\n\u001b[2J\n# x',
  ...change,
});

async function readDrafts(folder: string) {
  const date = new Date('2026-11-22T23:59:59Z');
  const input = { folder, date, url: null, preview: null, embargoed: null };
  return readDesk(input);
}

test('the next id counts published ids, aliases and drafts, and nothing is overwritten', async () => {
  using folder = makeCommandFolder();
  for (const [title, id] of [
    ['One', 'ACME-2026-0002'],
    ['Two', 'ACME-2026-0003'],
  ] as const) {
    const { code, out } = await folder.run(newCommand, ['advisory', '--title', title]);
    assert.equal(code, 0);
    assert.match(out, new RegExp(`^${id} is under embargo in content/embargoed/${id}.mdx`));
  }
  assert.match(folder.read('content/embargoed/ACME-2026-0002.mdx'), /title: One/);
  // A file with a fault is no draft that could be counted, and stays all the same.
  folder.write('content/embargoed/ACME-2026-0004.mdx', 'notes');
  const { code, out } = await folder.run(newCommand, ['advisory', '--title', 'Three']);
  assert.equal(code, 0);
  assert.match(out, /^ACME-2026-0005/);
  assert.equal(folder.read('content/embargoed/ACME-2026-0004.mdx'), 'notes');
});

test('every option becomes a fact, and the draft has no finding', async () => {
  using folder = makeCommandFolder();
  const { code, out } = await folder.run(newCommand, [
    ...['advisory', '--json', '--title', 'T: "x"', '--summary', 'Who is hit.', '--product', 'tool'],
    ...['--introduced', '1.0.0', '--fixed', '1.2.3', '--alias', 'CVE-2026-9', '--cwe', 'CWE-79'],
    ...['--cvss', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:N/I:H/A:H'],
  ]);
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(out), {
    id: 'ACME-2026-0002',
    file: 'content/embargoed/ACME-2026-0002.mdx',
    reporterFile: null,
  });
  const { findings, embargoed, records } = await readDrafts(`${folder.path}/content`);
  assert.deepEqual(findings, []);
  assert.equal(embargoed[0]?.title, 'T: "x"');
  assert.equal(records?.advisories.length, 1);
  const text = folder.read('content/embargoed/ACME-2026-0002.mdx');
  for (const fact of ['type: SEMVER', 'fixed: 1.2.3', 'CWE-79', 'Update to Tool 1.2.3 or later.']) {
    assert.ok(text.includes(fact), fact);
  }
});

test('a report becomes product, version, day, credit as agreed, and a comment that can do nothing', async () => {
  using folder = makeCommandFolder();
  folder.write('report.json', JSON.stringify(report()));
  const { code, out } = await folder.run(newCommand, ['advisory', '--from', 'report.json']);
  assert.equal(code, 0);
  assert.match(out, /consent is in content\/embargoed\/hall-of-fame\/nora-ost\.mdx/);
  const text = folder.read('content/embargoed/ACME-2026-0002.mdx');
  assert.match(text, /title: A crafted archive leaves its folder/);
  assert.match(text, /reported: 2026-11-20/);
  assert.match(text, /product: tool\n {4}versions:\n {6}- 1\.2\.0/);
  assert.match(text, /^# It \{does\} <this>\.\n# ---\n# status: published\n# \[2J\n# # x\n---$/m);
  assert.doesNotMatch(text, /nora@example\.org|Nora/);
  assert.equal(
    folder.read('content/embargoed/hall-of-fame/nora-ost.mdx'),
    '---\nconsent: named\nname: Nora Öst\n---\n',
  );
  const { findings, embargoed } = await readDrafts(`${folder.path}/content`);
  assert.deepEqual(findings, []);
  assert.equal(embargoed[0]?.status, 'reserved');
});

test('what is under embargo is its owner’s alone to read', async () => {
  using folder = makeCommandFolder();
  folder.write('report.json', JSON.stringify(report()));
  const { code } = await folder.run(newCommand, ['advisory', '--from', 'report.json']);
  assert.equal(code, 0);
  const modeOf = (file: string) =>
    statSync(join(folder.path, 'content/embargoed', file)).mode & 0o777;
  assert.equal(modeOf('ACME-2026-0002.mdx'), 0o600);
  assert.equal(modeOf('hall-of-fame/nora-ost.mdx'), 0o600);
  assert.equal(modeOf('hall-of-fame'), 0o700);
});

test('a kind and a severity that the reporter gave become facts where they are real, and what is typed wins', async () => {
  const vector = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N';
  const draft = async (details: unknown, ...args: string[]) => {
    using folder = makeCommandFolder();
    folder.write('r.json', JSON.stringify(report({ details })));
    const { code } = await folder.run(newCommand, ['advisory', '--from', 'r.json', ...args]);
    assert.equal(code, 0);
    const { findings, embargoed } = await readDrafts(`${folder.path}/content`);
    assert.deepEqual(findings, []);
    assert.equal(embargoed.length, 1);
    return folder.read('content/embargoed/ACME-2026-0002.mdx');
  };
  const said = { weakness: 'CWE-22', cvss: vector, steps: 'Open it.\n---\nx', exploited: 'no' };
  const text = await draft(said);
  assert.ok(text.includes(`cvss:\n  - ${vector}\ncwe:\n  - CWE-22\n`), text);
  assert.match(text, /^# Exploited in the wild, as reported: Not that I know of$/m);
  assert.match(text, /^# ## Steps to reproduce\n#\n# Open it\.\n# ---\n# x\n---$/m);
  const typed = await draft(said, '--cwe', 'CWE-79');
  assert.ok(typed.includes('CWE-79') && !typed.includes('- CWE-22'));
  for (const odd of [{ weakness: 'CWE-0', cvss: 'bad', steps: 7 }, 'none', null, [1]]) {
    assert.doesNotMatch(await draft(odd), /^cvss:\n|^cwe:\n/m);
  }
});

test('consent is what the reporter chose: a handle, a handle no file can have, or no name at all', async () => {
  const credits = async (credit: object) => {
    using folder = makeCommandFolder();
    folder.write('r.json', JSON.stringify(report({ credit })));
    folder.write('content/hall-of-fame/moth.mdx', '---\nconsent: handle\nalso: [old-moth]\n---\n');
    await folder.run(newCommand, ['advisory', '--from', 'r.json']);
    const files = folder.list().filter((it) => it.startsWith('embargoed/hall-of-fame/'));
    return files.map((it) => [it.slice(23), folder.read(`content/${it}`).split('\n')[1]]);
  };
  assert.deepEqual(await credits({ kind: 'handle', name: 'wick' }), [
    ['wick.mdx', 'consent: handle'],
  ]);
  assert.deepEqual(await credits({ kind: 'handle', name: 'W!ck' }), [
    ['w-ck.mdx', 'consent: named'],
  ]);
  assert.deepEqual(await credits({ kind: 'name', name: 'Known' }), [
    ['known-2.mdx', 'consent: named'],
  ]);
  assert.deepEqual(await credits({ kind: 'handle', name: 'known' }), []);
  assert.deepEqual(await credits({ kind: 'handle', name: 'old-moth' }), []);
  assert.deepEqual(await credits({ kind: 'name', name: 'Old Moth' }), [
    ['old-moth-2.mdx', 'consent: named'],
  ]);
  assert.deepEqual(await credits({ kind: 'none', name: 'Nora' }), []);
});

test('an encrypted mail is opened as desk open does, and why it cannot be is said in the same words', async () => {
  using folder = makeCommandFolder();
  const key = await makeKey();
  const { armored } = await encryptTo(
    [key],
    makeEntity({ text: 'Text.', parts: [jsonPart(report())] }),
  );
  folder.write('key.asc', key.armoredSecret);
  folder.write('mail.eml', makePgpMime(armored));
  const args = ['advisory', '--from', 'mail.eml', '--key', 'key.asc'];
  assert.equal((await folder.run(newCommand, args)).code, 0);
  assert.match(folder.read('content/embargoed/ACME-2026-0002.mdx'), /product: tool/);
  folder.write('mail.eml', 'Hello.');
  const { code, err } = await folder.run(newCommand, args);
  assert.equal(code, 1);
  assert.match(err, /mail\.eml holds no OpenPGP encrypted message/);
});

test('report data of any shape makes a draft or a sentence, never a crash', async () => {
  for (const [text, wanted] of [
    ['{}', 2],
    ['[]', 2],
    [JSON.stringify(report({ product: 7, credit: [], createdAt: {}, report: null })), 0],
    [JSON.stringify(report({ affectedVersion: 'all of them', product: { id: '../x' } })), 0],
    ['{"summary": "cut', 1],
  ] as const) {
    using folder = makeCommandFolder();
    const { code } = await folder.run(newCommand, ['advisory', '--from', '-'], { stdin: text });
    assert.equal(code, wanted, text);
    const { findings } = await readDrafts(`${folder.path}/content`);
    assert.deepEqual(findings, [], text);
  }
});

test('without a title it asks at the terminal, and what is not known yet may be left empty', async () => {
  using folder = makeCommandFolder();
  const { prompts, asked } = createAnswers(['A flaw', 'tool', '', '1.2.3', '', 'CWE-79']);
  const { code } = await folder.run(newCommand, ['advisory'], { prompts });
  assert.equal(code, 0);
  assert.equal(asked[1], 'Product:');
  const text = folder.read('content/embargoed/ACME-2026-0002.mdx');
  assert.match(text, /introduced: "0"\n {8}fixed: 1\.2\.3/);
  assert.match(text, /cwe:\n {2}- CWE-79/);
});

test('a vector and a kind that cannot be meant are asked for again, at their question', async () => {
  using folder = makeCommandFolder();
  const { prompts, checked } = createAnswers(['A flaw', 'tool', '', '', '', '']);
  await folder.run(newCommand, ['advisory'], { prompts });
  for (const [question, wrong, said] of [
    ['CVSS vector (empty: later):', 'CVSS:3.1/AV:N', /CVSS 3\.1/],
    ['CWE id (empty: later):', '79', /Write an id such as CWE-79/],
  ] as const) {
    const check = checked.get(question);
    assert.match(check?.(wrong) ?? '', said);
    assert.equal(check?.(''), undefined);
  }
});

test('what cannot be meant is one sentence, exit code 2, and writes nothing', async () => {
  for (const [args, said] of [
    [[], /Say what is new/],
    [['policy'], /Say what is new/],
    [['advisory', '--titel', 'x'], /Unknown option/],
    [['advisory'], /Give the title: --title TEXT/],
    [['advisory', '--title', 'x', '--product', 'other'], /There is no product other\..* tool\./],
    [['advisory', '--title', 'x', '--fixed', '1.0.0'], /Name the product/],
    [['advisory', '--title', 'x', '--cwe', '79'], /--cwe: Write an id such as CWE-79\./],
    [['advisory', '--title', 'x', '--cvss', 'CVSS:3.1/AV:N'], /--cvss: /],
  ] as const) {
    using folder = makeCommandFolder();
    const before = folder.list();
    const { code, out, err } = await folder.run(newCommand, args);
    assert.deepEqual([code, out], [2, ''], args.join(' '));
    assert.match(err, said);
    assert.deepEqual(folder.list(), before);
  }
});

test('a desk without ids is asked for them, a demonstration uses EXAMPLE', async () => {
  const yaml = 'name: A\nsummary: B\nurl: https://a.example\nchannels: [{ kind: code-host }]\n';
  using folder = makeCommandFolder({ 'desk.yaml': yaml });
  const { code, err } = await folder.run(newCommand, ['advisory', '--title', 'x']);
  assert.equal(code, 1);
  assert.match(err, /desk\.yaml has no ids\. Add/);
  folder.write('content/desk.yaml', `${yaml}example: true\n`);
  const { out } = await folder.run(newCommand, ['advisory', '--title', 'x']);
  assert.match(out, /^EXAMPLE-2026-0001/);
});

test('drafts go to the folder that POSTERN_EMBARGOED names', async () => {
  using folder = makeCommandFolder();
  folder.write('private/README.md', 'A private clone.');
  const env = { POSTERN_EMBARGOED: 'private' };
  await folder.run(newCommand, ['advisory', '--title', 'x'], { env });
  const { out } = await folder.run(newCommand, ['advisory', '--title', 'y'], { env });
  assert.match(out, /^ACME-2026-0003 is under embargo in private\/ACME-2026-0003\.mdx/);
});
