/** `npm run desk -- check` on desks in a temporary folder. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { generateKey } from 'openpgp';
import { check } from '../../../src/cli/check.ts';
import { createIo } from '../../helpers/command-io.ts';

const temporary = mkdtempSync(join(tmpdir(), 'postern-check-'));
after(() => rmSync(temporary, { recursive: true, force: true }));

const certificate = await createCertificate(new Date('2020-01-01'), 0);
const wholeDesk: Record<string, string> = {
  'desk.yaml':
    'name: Sample\nsummary: A sample.\nurl: https://security.sample.invalid\nreviewed: 2026-11-01\nchannels:\n  - kind: form\n',
  'policy/reporting.mdx': '---\ntitle: Reporting\norder: 1\n---\nWrite to us.\n',
  'products/sample.yaml': 'name: Sample\n',
  'keys/us.asc': certificate,
};

async function createCertificate(date: Date, keyExpirationTime: number): Promise<string> {
  const userIDs = [{ name: 'Sample', email: 'us@sample.invalid' }];
  return (await generateKey({ userIDs, date, keyExpirationTime })).publicKey;
}

let desks = 0;
function writeDesk(files: Record<string, string | null>): string {
  desks += 1;
  const folder = join(temporary, String(desks));
  for (const [path, text] of Object.entries({ ...wholeDesk, ...files })) {
    if (text === null) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function run(folder: string, args: string[], env: Record<string, string> = {}) {
  const { io, said } = createIo({
    env: { POSTERN_CONTENT: folder, POSTERN_DATE: '2026-11-22', ...env },
    cwd: temporary,
  });
  return { code: await check.run(args, io), ...said };
}

test('a whole desk has no findings, and the last line counts them', async () => {
  const folder = writeDesk({});
  assert.deepEqual(await run(folder, []), {
    code: 0,
    out: `${folder}: 0 errors, 0 warnings.\n`,
    err: '',
  });
});

test('every fault of every file is listed with its line, and the exit code is 1', async () => {
  const folder = writeDesk({
    'desk.yaml': `${wholeDesk['desk.yaml']}colour: blue\n`,
    'products/sample.yaml': 'name: Sample\npurl: 7\n',
    'keys/us.asc': null,
  });
  const { code, out } = await run(folder, []);
  assert.equal(code, 1);
  assert.match(out, /^error desk\.yaml:7 {2}colour: .*\[POSTERN-F004 schema-unknown-field\]$/m);
  assert.match(out, /^error products\/sample\.yaml:2 {2}purl: /m);
  assert.match(out, /: \d+ errors, 0 warnings\.\n$/);
});

test('what a pull request names its files and fields is printed as letters, each finding on one line', async () => {
  const folder = writeDesk({
    'products/sample.yaml': 'name: Sample\n"\\e]0;owned\\a": 1\nrecipients: ["\\x9b2J\\u202e"]\n',
    'policy/x\u001b[2J\n::stop-commands::x.mdx': '---\ntitle: X\n---\n',
  });
  const text = await run(folder, []);
  assert.equal(text.code, 1);
  assert.doesNotMatch(text.out, /[[\p{Cc}\p{Cf}]--\n]/v);
  assert.doesNotMatch(text.out, /^::/m);
  for (const shown of ['\\u001b]0;owned\\u0007', '\\u009b2J\\u202e', '\\u001b[2J\\u000a']) {
    assert.ok(text.out.includes(shown), shown);
  }
  const data = await run(folder, ['--json']);
  assert.doesNotMatch(data.out, /[[\p{Cc}\p{Cf}]--\n]/v);
  const fields = JSON.parse(data.out).findings.map((it: { field: string }) => it.field);
  assert.ok(fields.includes('\u001b]0;owned\u0007'));
});

test('a warning alone is no failure', async () => {
  const expired = await createCertificate(new Date('2020-01-01'), 3600);
  const { code, out } = await run(writeDesk({ 'keys/old.asc': expired }), []);
  assert.equal(code, 0);
  assert.match(out, /^warning keys\/old\.asc: .*\[POSTERN-K005 key-unusable\]$/m);
  assert.match(out, /: 0 errors, 1 warning\.\n$/);
});

test('a folder that is not a desk is one finding', async () => {
  const { code, out } = await run(join(temporary, 'nowhere'), []);
  assert.equal(code, 1);
  assert.match(out, /\[POSTERN-D001 desk-missing\]/);
});

test('--json prints the findings as data and nothing else', async () => {
  const folder = writeDesk({ 'keys/us.asc': null });
  const { code, out } = await run(folder, ['--json']);
  assert.equal(code, 1);
  const data = JSON.parse(out) as { errors: number; findings: { code: string }[] };
  assert.equal(data.errors, 1);
  assert.deepEqual(
    data.findings.map((it) => it.code),
    ['POSTERN-K001'],
  );
});

test('an unknown option and an unreadable date are wrong usage', async () => {
  const folder = writeDesk({});
  assert.equal((await run(folder, ['--jso'])).code, 2);
  assert.equal((await run(folder, ['extra'])).code, 2);
  const { code, err } = await run(folder, [], { POSTERN_DATE: 'today' });
  assert.equal(code, 2);
  assert.match(err, /POSTERN_DATE is "today"/);
});

test('--github writes the step output and the summary, and passes while only a beginning is missing', async () => {
  const paths = {
    GITHUB_OUTPUT: join(temporary, 'output'),
    GITHUB_STEP_SUMMARY: join(temporary, 'summary'),
  };
  const missing = await run(writeDesk({ 'keys/us.asc': null }), ['--github'], paths);
  assert.equal(missing.code, 0);
  assert.match(missing.out, /^::notice .*title=POSTERN-K001::/);
  assert.equal(readFileSync(paths.GITHUB_OUTPUT, 'utf8'), 'ready=false\n');
  assert.match(readFileSync(paths.GITHUB_STEP_SUMMARY, 'utf8'), /what to add/);

  assert.equal((await run(writeDesk({}), ['--github'], paths)).code, 0);
  assert.equal(readFileSync(paths.GITHUB_OUTPUT, 'utf8'), 'ready=false\nready=true\n');

  const faulty = await run(writeDesk({ 'desk.yaml': 'name: 7\n' }), ['--github'], paths);
  assert.equal(faulty.code, 1);
  assert.match(faulty.out, /^::error file=.*desk\.yaml,line=1,/m);
});

test('--github calls a desk whose only key has expired a failure', async () => {
  const expired = await createCertificate(new Date('2020-01-01'), 3600);
  const { code, out } = await run(writeDesk({ 'keys/us.asc': expired }), ['--github']);
  assert.equal(code, 1);
  assert.match(out, /^::error .*title=POSTERN-K001::/m);
});

test('the throw-away key of a preview does not count', async () => {
  const { code, out } = await run(writeDesk({ 'keys/us.asc': null }), [], {
    POSTERN_PREVIEW: join(temporary, 'preview'),
  });
  assert.equal(code, 1);
  assert.match(out, /\[POSTERN-K001 key-missing\]/);
});
