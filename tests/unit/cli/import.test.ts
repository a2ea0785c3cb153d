/** `npm run desk -- import`: records of GitHub and OSV, whole and broken. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { toOsv } from '../../../src/advisory/formats/osv.ts';
import { importCommand } from '../../../src/cli/import.ts';
import { readDesk } from '../../../src/read.ts';
import { type CommandFolder, makeCommandFolder } from '../../helpers/run-command.ts';

const commit = (digit: string) => digit.repeat(40);

/** A range of commits with fixes on several branches, and no package. */
const branches = {
  schema_version: '1.5.0',
  id: 'ACME-2013-2',
  modified: '2020-01-21T21:06:34.5Z',
  published: '2013-08-18T01:00:00Z',
  aliases: ['CVE-2013-4238'],
  summary: 'NUL in a name',
  details:
    'Names end too early. Use `{x}` & <b>care</b>.\n\n    code <here>\n\n<https://acme.example/a>',
  affected: [
    {
      ranges: [
        {
          type: 'GIT',
          repo: 'https://git.acme.example/tool',
          events: [{ introduced: '0' }, { fixed: commit('a') }, { fixed: commit('b') }],
        },
      ],
    },
  ],
  database_specific: { cwe_ids: ['CWE-20', 'CWE-17'], colour: 'blue' },
  references: [
    { type: 'REPORT', url: 'https://acme.example/1' },
    { type: 'WEB', url: 'http://acme.example/2' },
  ],
  credits: [
    { name: 'Nora Example', type: 'FINDER' },
    { name: 'Rolf Beispiel', contact: ['mailto:rolf@example.org'] },
  ],
};

/** Several pairs of one SEMVER range, severity inside, and an ecosystem in lower case. */
const lines = {
  id: 'CVE-2019-11247',
  modified: '2019-08-05T12:44:08Z',
  published: '2019-08-05T12:44:08Z',
  summary: 'The wrong scope is read',
  details: 'A request is read in the wrong scope.',
  affected: [
    {
      package: { ecosystem: 'kubernetes', name: 'k8s.example/api' },
      severity: [{ type: 'CVSS_V3', score: 'CVSS:3.0/AV:N/AC:H/PR:L/UI:N/S:U/C:L/I:L/A:L' }],
      ranges: [
        {
          type: 'SEMVER',
          events: [
            ...[{ introduced: '1.7.0' }, { fixed: '1.13.9' }],
            ...[{ introduced: '1.14.0' }, { fixed: '1.14.5' }],
          ],
        },
      ],
    },
  ],
  references: [{ type: 'ADVISORY', url: 'https://acme.example/3' }],
};

const github = {
  ghsa_id: 'GHSA-aaaa-bbbb-cccc',
  cve_id: 'CVE-2024-1234',
  html_url: 'https://github.com/acme/tool/security/advisories/GHSA-aaaa-bbbb-cccc',
  summary: 'A crafted archive leaves its folder',
  description:
    '### Impact\nFiles {are} lost, see [the docs](../../docs). <script>alert(1)</script>',
  state: 'published',
  published_at: '2024-05-01T10:00:00Z',
  updated_at: '2024-05-03T10:00:00Z',
  severity: 'high',
  vulnerabilities: [
    {
      package: { ecosystem: 'npm', name: 'tool' },
      vulnerable_version_range: '>= 1.0.0, <= 1.2.2',
      patched_versions: '1.2.3',
      vulnerable_functions: ['open'],
    },
  ],
  cvss_severities: { cvss_v3: { vector_string: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:N/I:H/A:H' } },
  cwe_ids: ['CWE-22'],
  credits: [{ login: 'nora', type: 'reporter' }],
  moon: 'full',
};

async function importFiles(
  files: Readonly<Record<string, unknown>>,
  args: readonly string[] = [],
  use: (folder: CommandFolder) => Promise<void> | void = () => {},
) {
  using folder = makeCommandFolder();
  for (const [file, content] of Object.entries(files)) {
    const raw = typeof content === 'string' || content instanceof Uint8Array;
    folder.write(`in/${file}`, raw ? content : JSON.stringify(content));
  }
  const before = folder.list();
  const result = await folder.run(importCommand, ['in', '--json', ...args]);
  await use(folder);
  return { ...result, before, after: folder.list(), data: JSON.parse(result.out || '{}') };
}

async function read(folder: CommandFolder) {
  const date = new Date('2026-11-22T23:59:59Z');
  const input = {
    folder: `${folder.path}/content`,
    date,
    url: null,
    preview: null,
    embargoed: null,
  };
  const { records, findings } = await readDesk(input);
  assert.ok(records);
  return { records, errors: findings.filter((it) => it.level === 'error') };
}

test('an OSV record comes back as it was, and what could not be kept is named', async () => {
  const { code, data } = await importFiles({ 'a.json': branches }, [], async (folder) => {
    const { records, errors } = await read(folder);
    assert.deepEqual(errors, []);
    const advisory = records.advisories.find((it) => it.id === 'ACME-2013-2');
    assert.ok(advisory);
    const osv = toOsv(records, advisory);
    assert.deepEqual(osv.affected[0]?.ranges, branches.affected[0]?.ranges);
    assert.equal(osv.summary, branches.summary);
    assert.deepEqual(osv.aliases, ['CVE-2013-4238']);
    assert.deepEqual(
      [osv.published, osv.modified],
      ['2013-08-18T00:00:00Z', '2020-01-21T00:00:00Z'],
    );
    assert.deepEqual(osv.references.slice(1), [
      { type: 'REPORT', url: 'https://acme.example/1' },
      { type: 'WEB', url: 'http://acme.example/2' },
    ]);
    assert.equal(osv.credits, undefined);
    assert.match(osv.details, /Use `\{x\}` & \\<b\\>care\\<\/b\\>/);
  });
  assert.equal(code, 0);
  assert.deepEqual(data.notes, {
    'database_specific.colour: was left out': 1,
    'cwe: an id that is no weakness was left out': 1,
  });
  assert.deepEqual(data.products, []);
});

test('credits are of people nobody has asked: no file holds a name, and the list of names is printed once', async () => {
  const { data } = await importFiles({ 'a.json': branches }, [], (folder) => {
    const all = folder.list().map((it) => folder.read(`content/${it}`));
    assert.doesNotMatch(all.join('\n'), /Nora|Rolf|rolf@/);
    assert.equal(
      folder.read('content/hall-of-fame/imported-1.mdx'),
      '---\nconsent: unknown\n---\n',
    );
    assert.match(
      folder.read('content/advisories/2013/ACME-2013-2.mdx'),
      /credits:\n {2}- reporter: imported-1\n {4}role: FINDER\n {2}- reporter: imported-2\n {4}role: OTHER/,
    );
  });
  assert.deepEqual(data.reporters, [
    { id: 'imported-1', name: 'Nora Example' },
    { id: 'imported-2', name: 'Rolf Beispiel' },
  ]);
});

test('a spelling that a reporter’s file claims is that reporter, and no new file takes a handle that is claimed', async () => {
  using folder = makeCommandFolder();
  const claims = 'also:\n  - nora-example\n  - imported-1\n';
  folder.write('content/hall-of-fame/nora.mdx', `---\nconsent: handle\n${claims}---\n`);
  folder.write('in/a.json', JSON.stringify(branches));
  const { code, out } = await folder.run(importCommand, ['in', '--json']);
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(out).reporters, [{ id: 'imported-2', name: 'Rolf Beispiel' }]);
  const text = folder.read('content/advisories/2013/ACME-2013-2.mdx');
  assert.match(
    text,
    /credits:\n {2}- reporter: nora\n {4}role: FINDER\n {2}- reporter: imported-2\n/,
  );
});

test('several release lines, severity inside and a package that the desk does not have', async () => {
  const files = { 'a.json': lines };
  const { data, after } = await importFiles(files, ['--products'], async (folder) => {
    const { records, errors } = await read(folder);
    assert.deepEqual(errors, []);
    const advisory = records.advisories.find((it) => it.aliases.includes('CVE-2019-11247'));
    assert.ok(advisory);
    assert.equal(advisory.id, 'ACME-2019-0001');
    const [affected] = toOsv(records, advisory).affected;
    assert.deepEqual(affected?.package, { ecosystem: 'Kubernetes', name: 'k8s.example/api' });
    const events = affected?.ranges?.flatMap((it) => it.events);
    assert.deepEqual(events, lines.affected[0]?.ranges[0]?.events);
    assert.equal(advisory.severity?.score, 5);
    assert.deepEqual(advisory.remedies, [
      { kind: 'fix', text: 'Update to 1.13.9, 1.14.5 or later.' },
    ]);
  });
  assert.deepEqual(data.products, [
    { id: 'api', name: 'k8s.example/api', file: 'products/api.yaml', written: true },
  ]);
  assert.ok(after.includes('products/api.yaml'));
  const without = await importFiles(files);
  assert.ok(!without.after.includes('products/api.yaml'));
});

test('repository advisories of several pages: published ones, withdrawn ones, and drafts under embargo', async () => {
  const withdrawn = {
    ...github,
    ghsa_id: 'GHSA-dddd-eeee-ffff',
    cve_id: null,
    withdrawn_at: '2024-06-01T00:00:00Z',
    summary: 'No flaw',
  };
  const draft = {
    ...github,
    ghsa_id: 'GHSA-gggg-hhhh-iiii',
    cve_id: null,
    state: 'triage',
    published_at: null,
    created_at: '2024-07-01T00:00:00Z',
    summary: 'Something new',
    vulnerabilities: [],
  };
  const pages = `${JSON.stringify([github, withdrawn])}${JSON.stringify([draft])}`;
  const { code, data, after } = await importFiles({ 'a.json': pages }, [], async (folder) => {
    const { records, errors } = await read(folder);
    assert.deepEqual(errors, []);
    const text = folder.read('content/advisories/2024/ACME-2024-0001.mdx');
    assert.match(text, /introduced: 1\.0\.0\n {8}fixed: 1\.2\.3/);
    assert.match(text, /functions:\n {6}- open/);
    assert.match(
      text,
      /Files \\\{are} lost, see \[the docs\]\(https:\/\/github\.com\/acme\/tool\/docs\)/,
    );
    assert.match(text, /\\<script\\>alert\(1\)\\<\/script\\>/);
    assert.deepEqual(records.advisories.map((it) => [it.id, it.status]).slice(1), [
      ['ACME-2024-0002', 'withdrawn'],
      ['ACME-2024-0001', 'published'],
    ]);
    assert.doesNotMatch(JSON.stringify(records), /Something new|GHSA-gggg/);
  });
  assert.equal(code, 0);
  assert.ok(after.includes('embargoed/ACME-2024-0003.mdx'), after.join());
  assert.equal(data.notes['moon: was left out'], 3);
});

test('a product that names no package is the one of that name, and is asked for its purl', async () => {
  using folder = makeCommandFolder({ 'products/kestrel.yaml': 'name: Kestrel\n' });
  const of = (id: string, ecosystem: string) => ({
    ...lines,
    id,
    affected: [{ ...lines.affected[0], package: { ecosystem, name: '@birds/kestrel' } }],
  });
  folder.write('a.json', JSON.stringify([of('CVE-2019-1', 'npm'), of('CVE-2019-2', 'npm')]));
  folder.write('b.json', JSON.stringify([of('CVE-2020-3', 'npm'), of('CVE-2020-4', 'PyPI')]));
  const first = await folder.run(importCommand, ['a.json']);
  assert.equal(first.code, 0, first.err);
  assert.match(
    first.out,
    /npm package @birds\/kestrel: taken for products\/kestrel\.yaml, .* Write its purl there/,
  );
  assert.doesNotMatch(first.out, /does not have/);
  assert.match(folder.read('content/advisories/2019/ACME-2019-0002.mdx'), /product: kestrel\n/);
  // Of two packages with one name only one can be it.
  const both = await folder.run(importCommand, ['b.json', '--json']);
  assert.deepEqual(
    JSON.parse(both.out).products.map((it: { id: string }) => it.id),
    ['birds-kestrel'],
  );
});

test('products that a first run did not write are written by a second one', async () => {
  using folder = makeCommandFolder();
  folder.write('a.json', JSON.stringify(lines));
  assert.equal((await folder.run(importCommand, ['a.json'])).code, 0);
  assert.deepEqual((await folder.run(importCommand, ['a.json', '--products'])).code, 0);
  assert.ok(folder.list().includes('products/api.yaml'));
  assert.deepEqual((await read(folder)).errors, []);
});

test('a second run changes nothing, and neither does a dry run', async () => {
  using folder = makeCommandFolder();
  folder.write('in/a.json', JSON.stringify([github, lines]));
  folder.write('in/b.yaml', JSON.stringify({ ...branches, id: 'ACME-2013-2' }));
  const run = async (...args: string[]) => {
    const { code, out } = await folder.run(importCommand, ['in', '--json', '--products', ...args]);
    const texts = folder.list().map((file) => [file, folder.read(`content/${file}`)]);
    return { code, data: JSON.parse(out), texts };
  };
  const start = folder.list();
  const dry = await run('--dry-run');
  assert.deepEqual(folder.list(), start);
  const first = await run();
  assert.deepEqual(dry.data.written, first.data.written);
  const second = await run();
  assert.deepEqual(second.texts, first.texts);
  assert.deepEqual([second.code, second.data.written, second.data.known.length], [0, [], 3]);
});

test('a file that is there already is not overwritten', async () => {
  using folder = makeCommandFolder({ 'advisories/2013/ACME-2013-2.mdx': 'My notes.' });
  folder.write('a.json', JSON.stringify(branches));
  const { code, out } = await folder.run(importCommand, ['a.json']);
  assert.equal(code, 1);
  assert.match(out, /ACME-2013-2\.mdx: it is there already, and was not overwritten\./);
  assert.equal(folder.read('content/advisories/2013/ACME-2013-2.mdx'), 'My notes.');
});

test('each broken file is one line with its reason, and the whole ones are taken over', async () => {
  const bomb = `a: &a [x,x]\n${[...'bcdefgh']
    .map((it, index) => `${it}: &${it} [*${'abcdefg'[index]},*${'abcdefg'[index]}]`)
    .join('\n')}\nid: ACME-2026-0077\nmodified: x\n`;
  const { code, data } = await importFiles({
    '1-cut.json': JSON.stringify(branches).slice(0, 300),
    '2-bytes.json': Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d),
    '3-leaves.json': { ...branches, id: '../../../etc/cron.d/x' },
    '4-bomb.yaml': bomb,
    '5-no-record.json': [{ hello: 'world' }],
    '6-empty.json': [],
    '7-no-version.json': { ...branches, id: 'ACME-2013-3', aliases: [], affected: [] },
    '8-twice.json': { ...branches, id: 'ACME-2013-4', aliases: [] },
    '9-twice.json': { ...branches, id: 'ACME-2013-4', aliases: [] },
    'whole.json': branches,
  });
  assert.equal(code, 1);
  assert.deepEqual(
    data.faults.map((it: { file: string; reason: string }) => [it.file.slice(3), it.reason]),
    [
      ['1-cut.json', 'it is not JSON, or is cut short'],
      ['2-bytes.json', 'it is not UTF-8 text'],
      ['3-leaves.json', 'its id is not a plain name, so no file can be called after it'],
      ['4-bomb.yaml', 'it has a YAML alias, and aliases are not followed'],
      ['5-no-record.json', 'it is neither an OSV record nor a repository advisory'],
      ['6-empty.json', 'it holds no record'],
      ['7-no-version.json', 'it names no affected version that can be read'],
      ['9-twice.json', 'its id is in in/8-twice.json already'],
    ],
  );
  assert.deepEqual(
    data.written.map((it: { id: string }) => it.id),
    ['ACME-2013-2', 'ACME-2013-4'],
  );
});

test('an ecosystem, a field or a text made to break a program is taken as what it says', async () => {
  const hostile = {
    ...github,
    description: `${'['.repeat(100_000)} and nothing else.`,
    vulnerabilities: [
      {
        package: { ecosystem: 'constructor', name: '__proto__' },
        vulnerable_version_range: '< 1.0.0',
        patched_versions: '1.0.0',
      },
    ],
  };
  const text = JSON.stringify([hostile]).replace('{', '{"__proto__":{"polluted":true},');
  const endless = `["${'\\"'.repeat(300_000)}`;
  const files = { 'a.json': text, 'b.json': endless };
  const { code, data } = await importFiles(files, ['--products']);
  assert.equal(code, 1);
  assert.equal(data.written.length, 1);
  assert.deepEqual(
    data.faults.map((it: { file: string; reason: string }) => [it.file, it.reason]),
    [['in/b.json', 'it is not JSON, or is cut short']],
  );
  assert.deepEqual(
    data.products.map((it: { name: string }) => it.name),
    ['__proto__'],
  );
  assert.ok(!('polluted' in {}));
});

test('an alias that two records have stays with the first', async () => {
  const other = { ...branches, id: 'ACME-2013-3', summary: 'Another' };
  const { data } = await importFiles({ 'a.json': [branches, other] }, [], async (folder) => {
    assert.deepEqual((await read(folder)).errors, []);
    const text = folder.read('content/advisories/2013/ACME-2013-3.mdx');
    assert.doesNotMatch(text, /CVE-2013-4238/);
  });
  assert.equal(data.notes['aliases: one that another record has already was left out'], 1);
});

test('faults that published sources have are mended and named', async () => {
  const text = JSON.stringify({
    ...lines,
    affected: [
      {
        ...lines.affected[0],
        severity: [{ type: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: '9.8' }],
        ranges: [{ events: [{ introduced: '1.0.0' }, { fixed: '1.10.11' }] }],
      },
    ],
    references: [{ url: 'https://acme.example/3' }],
    modified: '0001-01-01T00:00:00Z',
    summary: undefined,
  }).replace('in the wrong scope', 'in\nthe wrong scope');
  const { code, data } = await importFiles({ 'a.json': text }, ['--products'], async (folder) => {
    const { records, errors } = await read(folder);
    assert.deepEqual(errors, []);
    const advisory = records.advisories.find((it) => it.id.startsWith('ACME-2019'));
    assert.equal(advisory?.severity?.score, 9.8);
    assert.equal(advisory?.title, 'A request is read in the wrong scope.');
    assert.equal(advisory?.modified, '2019-08-05');
    assert.equal(advisory?.references[0]?.type, 'WEB');
  });
  assert.equal(code, 0);
  assert.deepEqual(Object.keys(data.notes).sort(), [
    'affected[].ranges[].type: missing, read as SEMVER',
    'affected[].severity: became the severity of the advisory',
    'line breaks within a JSON string: read as line breaks',
    'references: one without a type became WEB',
    'severity: the vector stood in type',
  ]);
});

test('standard input, a desk without ids, and what cannot be meant', async () => {
  using folder = makeCommandFolder();
  const stdin = JSON.stringify(branches);
  const piped = await folder.run(importCommand, ['-'], { stdin });
  assert.equal(piped.code, 0);
  assert.match(piped.out, /1 advisory and 0 drafts written, 0 here already, 0 not taken over\.\n$/);
  for (const [args, code, said] of [
    [[], 2, /Name one file or folder/],
    [['a', 'b'], 2, /Name one file or folder/],
    [['nowhere'], 1, /nowhere is not there/],
    [['content', '--product', 'none'], 2, /There is no product none\. Name one of: tool/],
  ] as const) {
    const result = await folder.run(importCommand, args);
    assert.equal(result.code, code, args.join(' '));
    assert.match(result.err, said);
  }
  folder.write('content/desk.yaml', folder.read('content/desk.yaml').replace('ids: ACME\n', ''));
  const { code, err } = await folder.run(importCommand, ['-'], { stdin });
  assert.equal(code, 1);
  assert.match(err, /desk\.yaml has no ids/);
});

test('a name that could command a terminal is made visible', async () => {
  using folder = makeCommandFolder();
  const credits = [{ name: 'No\u001b[2Jra\u202e' }];
  folder.write('a.json', JSON.stringify({ ...branches, credits }));
  const { out } = await folder.run(importCommand, ['a.json']);
  assert.match(out, /imported-1 {2}is No\\u001b\[2Jra\\u202e/);
});

// A folder of folders with real records: each is imported, read and compared.
const real = process.env.POSTERN_TEST_RECORDS;
for (const name of real === undefined ? [] : readdirSync(real).filter((it) => !it.includes('.'))) {
  test(`every record of ${name} is taken over and has no error`, async () => {
    using folder = makeCommandFolder();
    const source = join(real ?? '', name);
    const { code, out } = await folder.run(importCommand, [source, '--products', '--json']);
    assert.equal(code, 0, out);
    const files = readdirSync(source).filter((it) => it.endsWith('.json'));
    assert.ok(files.every((it) => readFileSync(join(source, it)).length > 0));
    const { records, errors } = await read(folder);
    assert.deepEqual(errors, []);
    assert.equal(records.advisories.length, files.length + 1);
  });
}
