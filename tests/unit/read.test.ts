/** The one door: a whole desk, with every fault of every file at once. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { renderFinding } from '../../src/desk/finding.ts';
import { parseInput } from '../../src/desk/input.ts';
import { readDesk } from '../../src/read.ts';

const root = join(import.meta.dirname, '../..');
const now = new Date('2026-11-22T10:00:00Z');
const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'postern-read-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function read(folder: string, env: Record<string, string> = {}) {
  return readDesk(parseInput({ POSTERN_CONTENT: folder, ...env }, now));
}

const advisory = (id: string, change: Readonly<Record<string, string>> = {}) => {
  const facts = {
    id,
    title: `Flaw ${id}`,
    summary: 'A tool has a flaw.',
    status: 'published',
    dates: '{ published: 2026-03-01 }',
    revisions: '[{ number: 1, date: 2026-03-01, change: First publication. }]',
    affected: '[{ product: tool, ranges: [{ type: SEMVER, introduced: 1.0.0 }] }]',
    remedies: '[{ kind: mitigation, text: Wait. }]',
    ...change,
  };
  const lines = Object.entries(facts).map(([name, value]) => `${name}: ${value}`);
  return `---\n${lines.join('\n')}\n---\n\nText.\n`;
};

const base = {
  'desk.yaml': 'name: A\nsummary: B\nexample: true\nchannels:\n  - kind: code-host\n',
  'products/tool.yaml': 'name: Tool\n',
  'policy/reporting.mdx': '---\ntitle: Reporting\norder: 1\n---\n\nText.\n',
};

test('the faults of all files are listed at once, each with file, line, field, found and wanted', async () => {
  const folder = write({
    ...base,
    'advisories/2026/ACME-2026-0001.mdx': advisory('ACME-2026-0001', {
      dates: '{ published: 2026-02-30 }',
    }),
    'advisories/2026/ACME-2026-0002.mdx': advisory('ACME-2026-0002', { sevrity: 'high' }),
    'advisories/2026/ACME-2026-0003.mdx': advisory('ACME-2026-0003', {
      credits: '[{ reporter: nobody }]',
    }),
    'advisories/2026/ACME-2026-0004.mdx': advisory('ACME-2026-0003', { title: 'Other' }),
    'advisories/2026/ACME-2026-0005.mdx': advisory('ACME-2026-0005', {
      dates: '{ published: yesterday }',
      status: 'done',
    }),
    'policy/scope.mdx': '---\ntitle: Scope\norder: 2\n---\n\n{secret}\n',
  });
  const { findings } = await read(folder);
  const fields =
    'id, aliases, title, summary, status, withdrawal, dates, revisions, affected, cvss, cwe, exploited, remedies, references, credits';
  assert.deepEqual(findings.map(renderFinding).sort(), [
    'error advisories/2026/ACME-2026-0001.mdx:6  dates.published: found "2026-02-30". Write a day that exists as YYYY-MM-DD. [POSTERN-F006 schema-value]',
    `error advisories/2026/ACME-2026-0002.mdx:10  sevrity: found a field that does not exist here. Correct its spelling or remove it. There is: ${fields}. [POSTERN-F004 schema-unknown-field]`,
    'error advisories/2026/ACME-2026-0003.mdx:10  credits[0].reporter: found the reporter nobody. Add hall-of-fame/nobody.mdx with their consent, or name one of: none yet. [POSTERN-A005 advisory-unknown-reporter]',
    'error advisories/2026/ACME-2026-0004.mdx:2  id: found ACME-2026-0003. advisories/2026/ACME-2026-0003.mdx has it already; every id and alias belongs to one advisory. [POSTERN-A002 advisory-duplicate-id]',
    'error advisories/2026/ACME-2026-0004.mdx:2  id: found the id ACME-2026-0003 in this file. Move it to advisories/2026/ACME-2026-0003.mdx, or correct the id. [POSTERN-A001 advisory-file-name]',
    'error advisories/2026/ACME-2026-0005.mdx:5  status: found "done". Use published, withdrawn or disputed. [POSTERN-F006 schema-value]',
    'error advisories/2026/ACME-2026-0005.mdx:6  dates.published: found "yesterday". Write a day that exists as YYYY-MM-DD. [POSTERN-F006 schema-value]',
    'error policy/scope.mdx:6  body: found program code in prose. Prose holds text and components only; write \\{ for a brace that is text. [POSTERN-P002 prose-code]',
  ]);
});

test('a product or reporter with a fault of its own is not called unknown as well', async () => {
  const folder = write({
    ...base,
    'products/tool.yaml': 'nam: Tool\n',
    'hall-of-fame/finder.mdx': '---\nconsent: maybe\n---\n',
    'advisories/2026/ACME-2026-0001.mdx': advisory('ACME-2026-0001', {
      credits: '[{ reporter: finder }]',
    }),
  });
  const { findings } = await read(folder);
  assert.deepEqual(
    [...new Set(findings.map((it) => it.file))],
    ['products/tool.yaml', 'hall-of-fame/finder.mdx'],
  );
});

test('a desk whose desk.yaml has a fault still names the faults of the other files', async () => {
  const folder = write({
    ...base,
    'desk.yaml': 'name: A\n',
    'policy/reporting.mdx': 'No front matter.\n',
  });
  const { records, findings } = await read(folder);
  assert.equal(records, null);
  assert.deepEqual(
    findings.map((it) => it.rule),
    ['schema-missing', 'schema-missing', 'source-front-matter'],
  );
});

test('a folder that is not there, or is no desk, is one finding', async () => {
  const { records, findings } = await read(join(root, 'no-such-folder'));
  assert.equal(records, null);
  assert.deepEqual(
    findings.map((it) => it.rule),
    ['desk-missing'],
  );
});

test('hidden files, such as those of an editor, are not content', async () => {
  const folder = write({ ...base, 'policy/.reporting.mdx.swp': 'x', '.git/config': 'x' });
  const { findings } = await read(folder);
  assert.deepEqual(findings, []);
});

const draft = (id: string, status: string, more = '') =>
  `---\nid: ${id}\ntitle: Not for anybody\nstatus: ${status}\n${more}---\n\nNot for anybody.\n`;

test('no record holds anything of a draft, and what is read of it comes apart from them', async () => {
  const folder = write({
    ...base,
    'embargoed/ACME-2026-0008.mdx': draft('ACME-2026-0008', 'reserved'),
    'embargoed/2026/ACME-2026-0009.mdx': advisory('ACME-2026-0009', {
      dates: '{ published: 2026-11-23 }',
      title: 'Not for anybody',
    }),
    'advisories/2026/ACME-2026-0010.mdx': advisory('ACME-2026-0010', {
      dates: '{ published: 2026-11-23 }',
      title: 'Not for anybody',
    }),
    'embargoed/2026/notes.txt': 'Not for anybody.',
    'embargoed/hall-of-fame/finder.mdx': '---\nconsent: handle\n---\n',
  });
  const { records, findings, embargoed } = await read(folder);
  assert.deepEqual(
    findings.map((it) => it.rule),
    ['embargo-early'],
  );
  assert.doesNotMatch(JSON.stringify(records), /ACME-2026-00|Not for anybody|finder/);
  assert.deepEqual(embargoed.map((it) => it.id).sort(), [
    'ACME-2026-0008',
    'ACME-2026-0009',
    'ACME-2026-0010',
  ]);
});

test('of a pre-announced draft the records hold its announcement, from its day on', async () => {
  const announce = (day: string) =>
    `announcement: { date: ${day}, planned: 2026-12-01, title: A release, text: Be ready. }\n`;
  const folder = write({
    ...base,
    'embargoed/ACME-2026-0008.mdx': draft(
      'ACME-2026-0008',
      'pre-announced',
      announce('2026-11-22'),
    ),
    'embargoed/ACME-2026-0009.mdx': draft(
      'ACME-2026-0009',
      'pre-announced',
      announce('2026-11-23'),
    ),
    'embargoed/ACME-2026-0010.mdx': draft('ACME-2026-0010', 'reserved', announce('2026-11-22')),
  });
  const { records, findings } = await read(folder);
  assert.deepEqual(findings, []);
  assert.deepEqual(records?.announcements, [
    {
      id: 'ACME-2026-0008',
      date: '2026-11-22',
      planned: '2026-12-01',
      title: 'A release',
      text: 'Be ready.',
    },
  ]);
  assert.doesNotMatch(JSON.stringify(records), /Not for anybody|2026-0009|2026-0010/);
});

test('a draft with a day is published on that day, and is asked to move', async () => {
  const folder = write({
    ...base,
    'embargoed/ACME-2026-0009.mdx': advisory('ACME-2026-0009', {
      dates: '{ published: 2026-11-22 }',
    }),
  });
  const dayBefore = await read(folder, { POSTERN_DATE: '2026-11-21' });
  assert.deepEqual(dayBefore.records?.advisories, []);
  const { records, findings, embargoed } = await read(folder);
  assert.deepEqual(
    records?.advisories.map((it) => it.file),
    ['embargoed/ACME-2026-0009.mdx'],
  );
  assert.ok(findings.some((it) => it.rule === 'embargo-due'));
  assert.deepEqual(embargoed, []);
});

test('drafts lie in the desk, in a private clone linked there, and in the folder that POSTERN_EMBARGOED names', async () => {
  const clone = write({ 'ACME-2026-0009.mdx': draft('ACME-2026-0009', 'reserved') });
  const linked = write(base);
  symlinkSync(clone, join(linked, 'embargoed'));
  const ids = async (folder: string, env = {}) => {
    const { findings, embargoed } = await read(folder, env);
    assert.deepEqual(findings, []);
    return embargoed.map((it) => it.id).sort();
  };
  assert.deepEqual(await ids(linked), ['ACME-2026-0009']);
  assert.deepEqual(await ids(linked, { POSTERN_EMBARGOED: clone }), ['ACME-2026-0009']);
  const own = write({
    ...base,
    'embargoed/ACME-2026-0008.mdx': draft('ACME-2026-0008', 'reserved'),
  });
  assert.deepEqual(await ids(own, { POSTERN_EMBARGOED: clone }), [
    'ACME-2026-0008',
    'ACME-2026-0009',
  ]);
});

test('a finding in a draft names file and field, and prints nothing that stands in it', async () => {
  const texts = {
    schema: draft('ACME-2026-0009', 'published', 'cwe: [Squirrel]\nsummary: 7\n'),
    id: draft('Squirrel', 'reserved'),
    yaml: draft('ACME-2026-0009', 'reserved', 'summary: *Squirrel\n'),
    mdx: `${draft('ACME-2026-0009', 'reserved')}\n<Squirrel>\n`,
    code: `${draft('ACME-2026-0009', 'reserved')}\n{Squirrel}\n\n<Squirrel />\n`,
    markup: 'Squirrel',
  };
  for (const [name, text] of Object.entries(texts)) {
    const { records, findings } = await read(write({ ...base, [`embargoed/${name}.mdx`]: text }));
    const printed = findings.map(renderFinding).join('\n');
    assert.match(printed, new RegExp(`error embargoed/${name}.mdx:\\d+`));
    assert.match(printed, /not printed, for the file is under embargo/);
    assert.doesNotMatch(printed + JSON.stringify(records), /Squirrel/);
  }
});

test('records come in their order: sections by place, advisories by day', async () => {
  const folder = write({
    ...base,
    'policy/aaa.mdx': '---\ntitle: Last\norder: 30\n---\n\nText.\n',
    'policy/zzz.mdx': '---\ntitle: First\norder: 0\n---\n\nText.\n',
    'advisories/2025/ACME-2025-0001.mdx': advisory('ACME-2025-0001', {
      dates: '{ published: 2025-03-01 }',
    }),
    'advisories/2026/ACME-2026-0001.mdx': advisory('ACME-2026-0001'),
  });
  const { records } = await read(folder);
  assert.deepEqual(
    records?.policy.map((it) => it.id),
    ['zzz', 'reporting', 'aaa'],
  );
  assert.deepEqual(
    records?.advisories.map((it) => it.id),
    ['ACME-2026-0001', 'ACME-2025-0001'],
  );
});

test('the day of the build decides which certificates are used, and nothing else does', async () => {
  const folder = join(root, 'tests/fixtures/desk');
  const usable = async (day: string) => {
    const { records } = await read(folder, { POSTERN_DATE: day });
    return records?.certificates.map((it) => it.owner);
  };
  assert.deepEqual(await usable('2026-11-22'), ['Cato Fixture', 'Rosa Fixture']);
  assert.deepEqual(await usable('2024-06-01'), ['Edna Fixture']);
});

for (const [folder, warnings] of [
  ['content', ['key-missing']],
  ['tests/desks/best-effort', []],
  ['tests/fixtures/desk', ['advisory-no-remedy', 'key-unusable', 'key-address']],
] as const) {
  test(`the desk in ${folder} has no error`, async () => {
    const { records, findings } = await read(join(root, folder));
    assert.ok(records);
    assert.deepEqual(
      findings.map((it) => `${it.level} ${it.rule}`),
      warnings.map((it) => `warning ${it}`),
    );
  });
}
