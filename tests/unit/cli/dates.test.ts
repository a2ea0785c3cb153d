/** `npm run desk -- dates` on desks of their own: list, data, calendar, and what cron and a workflow are told. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { generateKey } from 'openpgp';
import { toMachineFiles } from '../../../src/build/machine-files.ts';
import { dates } from '../../../src/cli/dates.ts';
import { parseInput } from '../../../src/desk/input.ts';
import { readDesk } from '../../../src/read.ts';
import { makeCommandFolder } from '../../helpers/run-command.ts';

const day = 86_400;
const { publicKey } = await generateKey({
  userIDs: [{ name: 'Ann Test', email: 'ann@key.test' }],
  date: new Date('2026-11-22T12:00:00Z'),
  keyExpirationTime: 100 * day,
  format: 'armored',
});
const lastDay = '2027-03-02';

const temporary = mkdtempSync(join(tmpdir(), 'postern-dates-'));
after(() => rmSync(temporary, { recursive: true, force: true }));

function makeDesk(more = 'reviewed: 2026-11-22\n') {
  const desk = `name: Acme\nsummary: Acme makes tools.\nurl: https://security.acme.example\nids: ACME\nchannels:\n  - kind: form\n${more}`;
  return makeCommandFolder({ 'desk.yaml': desk, 'keys/ann.asc': publicKey });
}

function on(daysBefore: number): { env: Record<string, string> } {
  const date = new Date(Date.parse(lastDay) - daysBefore * day * 1000);
  return { env: { POSTERN_DATE: date.toISOString().slice(0, 10) } };
}

test('it lists when, what and what to do, the earliest first', async () => {
  using folder = makeDesk();
  const { code, out } = await folder.run(dates, [], on(99));
  assert.equal(code, 0);
  assert.match(
    out,
    /^2027-03-02 {2}in 99 days {3}The key of Ann Test expires \(keys\/ann\.asc\)\.\n {25}Its owner extends it: /m,
  );
  assert.match(out, /^2027-11-21 {2}in 363 days {2}The review of the policy is 364 days old\.\n/m);
});

test('61 days before a key ends cron hears nothing, from 60 days on it does, and after the day it fails', async () => {
  using folder = makeDesk();
  const said = async (daysBefore: number) => {
    const { code, out } = await folder.run(dates, ['--warn'], on(daysBefore));
    return [code, /(?:in \d+ days?|today|\d+ days? ago) {2}.*Ann Test/.exec(out)?.[0] ?? out];
  };
  const live = 'The key of Ann Test';
  assert.deepEqual(await said(61), [0, '']);
  assert.deepEqual(await said(60), [0, `in 60 days  ${live}`]);
  assert.deepEqual(await said(29), [0, `in 29 days  ${live}`]);
  assert.deepEqual(await said(1), [0, `in 1 day  ${live}`]);
  const dead = 'keys/ann.asc holds the certificate of Ann Test';
  assert.deepEqual(await said(0), [1, `today  ${dead}`]);
  assert.deepEqual(await said(-1), [1, `1 day ago  ${dead}`]);
});

test('the last review tells at 60, 29 and 6 days, and stops at the day', async () => {
  using folder = makeCommandFolder({
    'desk.yaml':
      'name: Acme\nsummary: Acme.\nurl: https://security.acme.example\nreviewed: 2026-01-01\nchannels:\n  - kind: code-host\n',
  });
  const at = async (date: string) => {
    const { code, out } = await folder.run(dates, ['--warn'], { env: { POSTERN_DATE: date } });
    return [code, out.split('\n')[0]?.slice(0, 45)];
  };
  assert.deepEqual(await at('2026-10-31'), [0, '']);
  for (const [date, left] of [
    ['2026-11-01', 'in 60 days'],
    ['2026-12-02', 'in 29 days'],
    ['2026-12-25', 'in 6 days'],
  ] as const) {
    const [code, line] = await at(date);
    assert.equal(code, 0, date);
    assert.match(String(line), new RegExp(`^2026-12-31 {2}${left} {2}security\\.txt`));
  }
  assert.equal((await at('2026-12-31'))[0], 1);
  assert.equal((await at('2027-02-01'))[0], 1);
});

test('as data it says the day, the state, every date and every fault', async () => {
  using folder = makeDesk();
  const { code, out } = await folder.run(dates, ['--json'], on(20));
  const read = JSON.parse(out);
  assert.equal(code, 0);
  assert.deepEqual([read.date, read.state, read.faults], ['2027-02-10', 'soon', []]);
  assert.deepEqual(
    read.dates.map((it: { kind: string; daysLeft: number }) => [it.kind, it.daysLeft]),
    [
      ['key', 20],
      ['security-txt', 20],
      ['review', 284],
    ],
  );
});

test('a calendar goes to standard output, or into the file that is named', async () => {
  using folder = makeDesk();
  const printed = await folder.run(dates, ['--ics']);
  assert.match(printed.out, /^BEGIN:VCALENDAR\r\n/);
  const written = await folder.run(dates, ['--ics', 'dates.ics']);
  assert.deepEqual([written.code, written.out], [0, 'Wrote dates.ics.\n']);
  assert.equal(folder.read('dates.ics'), printed.out);
});

test('an error of the content needs a person too, for a day may have made it one', async () => {
  using folder = makeDesk();
  folder.write('content/policy/empty.mdx', '---\ntitle: Empty\norder: 2\n---\n');
  const { code, out } = await folder.run(dates, ['--warn']);
  assert.equal(code, 1);
  assert.match(out, /^error policy\/empty\.mdx: found a section without text/m);
});

test('a desk that is only begun is no reason to wake anybody', async () => {
  using folder = makeCommandFolder({
    'desk.yaml': 'name: Acme\nsummary: Acme.\nchannels:\n  - kind: form\nreviewed: 2026-11-22\n',
  });
  assert.deepEqual(await folder.run(dates, ['--warn']), { code: 0, out: '', err: '' });
});

test('a site that cannot be published yet is not asked', async () => {
  using folder = makeCommandFolder({
    'desk.yaml':
      'name: Acme\nsummary: Acme.\nurl: https://nowhere.invalid\nchannels:\n  - kind: form\nreviewed: 2026-11-22\n',
  });
  const { code, out, err } = await folder.run(dates, ['--warn', '--site']);
  assert.deepEqual({ code, out }, { code: 0, out: '' });
  assert.match(err, /^The site was not asked: the desk cannot be published yet/);
});

async function runGithub(folder: ReturnType<typeof makeDesk>, daysBefore: number) {
  const file = join(temporary, 'output');
  rmSync(file, { force: true });
  const { env } = on(daysBefore);
  const { code, out } = await folder.run(dates, ['--github'], {
    env: { ...env, GITHUB_OUTPUT: file },
  });
  const text = readFileSync(file, 'utf8');
  const [, state, mark, end, body = ''] =
    /^state=(.*)\nmark=(.*)\nbody<<(.*)\n([\s\S]*)\n\3\n$/.exec(text) ?? [];
  assert.notEqual(end, undefined, text);
  return { code, out, state, mark, body };
}

test('a workflow is given the state and a text, whose mark changes only when a threshold is passed', async () => {
  using folder = makeDesk();
  const [sixty, still, thirty, week, day0] = [
    await runGithub(folder, 60),
    await runGithub(folder, 31),
    await runGithub(folder, 30),
    await runGithub(folder, 7),
    await runGithub(folder, 0),
  ];
  const all = [sixty, still, thirty, week, day0];
  assert.deepEqual(
    all.map((it) => [it.code, it.state]),
    [
      [0, 'soon'],
      [0, 'soon'],
      [0, 'soon'],
      [0, 'soon'],
      [0, 'now'],
    ],
  );
  assert.equal(sixty.mark, still.mark);
  assert.equal(new Set(all.map((it) => it.mark)).size, 4);
  assert.notEqual(sixty.body, still.body, 'the days that are left are said anew');
  for (const it of all) {
    assert.match(it.body, new RegExp(`<!-- ${it.mark} -->$`));
    assert.equal(it.out, `${it.body}\n`);
  }
  const well = await runGithub(folder, 61);
  assert.deepEqual([well.state, well.out], ['well', 'No date is near, and nothing is wrong.\n']);
});

test('a fault whose sentence names the day is told of once', async () => {
  using folder = makeDesk('reviewed: 2027-12-01\n');
  const [first, second] = [await runGithub(folder, 99), await runGithub(folder, 98)];
  assert.equal(first.state, 'now');
  assert.notEqual(first.body.match(/today is \S+/)?.[0], second.body.match(/today is \S+/)?.[0]);
  assert.equal(first.mark, second.mark);
});

test('a published site is asked over HTTP, and what it says is compared', async () => {
  using folder = makeDesk();
  const served = new Map<string, string | Uint8Array>();
  const server = createServer(({ url = '' }, response) => {
    const file = served.get(url);
    response.writeHead(file === undefined ? 404 : 200).end(file);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { POSTERN_URL: url, POSTERN_DATE: '2026-11-22' };
  try {
    const input = { ...parseInput(env, new Date()), folder: join(folder.path, 'content') };
    const { records } = await readDesk(input);
    assert.ok(records);
    for (const [path, file] of toMachineFiles(records)) served.set(path, file);
    const well = await folder.run(dates, ['--warn', '--site'], { env });
    assert.deepEqual(well, { code: 0, out: '', err: '' });
    served.set('/.well-known/postern/desk.json', '{}');
    const stale = await folder.run(dates, ['--warn', '--site'], { env });
    assert.equal(stale.code, 0);
    assert.match(stale.out, /desk\.json is not what this repository says today/);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('what cannot be meant is said with exit code 2', async () => {
  using folder = makeDesk();
  for (const args of [['--json', '--ics'], ['dates.ics'], ['--ics', 'a', 'b'], ['--nonsense']]) {
    const { code, err } = await folder.run(dates, args);
    assert.equal(code, 2, args.join(' '));
    assert.match(err, /^desk dates: /);
  }
});

test('the line for cron in the guide is one that cron reads, and says what it should', () => {
  const root = resolve(import.meta.dirname, '../../..');
  const guide = readFileSync(join(root, 'content/guides/nothing-dies-silently.mdx'), 'utf8');
  const line = /^(\S+ \S+ \S+ \S+ \S+) cd \/srv\/security-page && (npm run .+)$/m.exec(guide);
  assert.match(line?.[1] ?? '', /^[0-5]?\d (?:1?\d|2[0-3]) \* \* \*$/);
  // A percent sign ends a command in a crontab.
  assert.doesNotMatch(line?.[2] ?? '', /%/);
  // Without an address nothing is asked of any network.
  using folder = makeCommandFolder({
    'desk.yaml':
      'name: Acme\nsummary: Acme.\nreviewed: 2026-01-01\nchannels:\n  - kind: code-host\n',
  });
  const runOn = (POSTERN_DATE: string) => {
    const env = { ...process.env, POSTERN_DATE, POSTERN_CONTENT: join(folder.path, 'content') };
    const { status, stdout } = spawnSync('sh', ['-c', line?.[2] ?? 'false'], {
      cwd: root,
      env,
      encoding: 'utf8',
    });
    return { status, stdout };
  };
  assert.deepEqual(runOn('2026-10-31'), { status: 0, stdout: '' });
  const near = runOn('2026-12-02');
  assert.deepEqual([near.status, near.stdout.split('  ')[1]], [0, 'in 29 days']);
  assert.equal(runOn('2026-12-31').status, 1);
});
