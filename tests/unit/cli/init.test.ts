/** `npm run desk -- init`: a desk of one's own, whole or not at all. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { generateKey } from 'openpgp';
import type { Prompts } from '../../../src/cli/command/prompts.ts';
import { prepareSwap } from '../../../src/cli/init/content-swap.ts';
import { init } from '../../../src/cli/init.ts';
import { readDesk } from '../../../src/read.ts';
import { createAnswers } from '../../helpers/answers.ts';
import { createIo } from '../../helpers/command-io.ts';
import { createGpg } from '../../helpers/gpg.ts';

const root = join(import.meta.dirname, '../../..');
const flags = [
  ...['--yes', '--name', 'Wren', '--summary', 'Wren sings.', '--url', 'https://security.wren.test'],
  ...['--repository', 'https://github.com/wren/wren', '--contact', 'mailto:security@wren.test'],
  ...['--versions', '2.x,1.x', '--answer-hours', '72'],
];
const date = new Date('2026-11-22T23:59:59Z');

/** A project's folder, with the demonstration in `content/`, or with nothing. */
function makeProject(demonstration = true) {
  const path = mkdtempSync(join(tmpdir(), 'postern-init-'));
  if (demonstration) cpSync(join(root, 'content'), join(path, 'content'), { recursive: true });
  return {
    path,
    read: (file: string) => readFileSync(join(path, file), 'utf8'),
    has: (file: string) => existsSync(join(path, file)),
    write(file: string, text: string) {
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), text);
    },
    /** Every file with its text. */
    all: () =>
      new Map(
        readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((it) => it.isFile())
          .map((it) => join(it.parentPath, it.name))
          .map((file) => [file, readFileSync(file, 'latin1')] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    async run(
      args: readonly string[],
      { env = {}, prompts = null }: { env?: Record<string, string>; prompts?: Prompts | null } = {},
    ) {
      const { io, said } = createIo({
        prompts,
        env: { PATH: process.env.PATH, POSTERN_DATE: '2026-11-22', ...env },
        cwd: path,
      });
      const code = await init.run([...args], io);
      return { code, ...said };
    },
    desk: (folder = 'content') =>
      readDesk({ folder: join(path, folder), date, url: null, preview: null, embargoed: null }),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

async function makeCertificate(): Promise<string> {
  const userIDs = [{ name: 'Ann Wren', email: 'security@wren.test' }];
  return (await generateKey({ userIDs, date: new Date('2026-11-01') })).publicKey;
}

test('flags alone make a desk without a fault, and nothing of the demonstration is left', async () => {
  using project = makeProject();
  project.write('ann.asc', await makeCertificate());
  project.write('content/theme.css', ':root {}\n');
  const { code, out, err } = await project.run([...flags, '--key', 'ann.asc']);
  assert.deepEqual([code, err], [0, '']);
  assert.match(out, /removed {2}.*advisories\/ \(6 files\), guides\/ \(\d+ files\)/);
  const { records, findings } = await project.desk();
  assert.deepEqual(
    findings.filter((it) => it.level === 'error'),
    [],
  );
  assert.equal(records?.desk.example, false);
  assert.deepEqual(records?.desk.channels, [
    { kind: 'form' },
    { kind: 'code-host' },
    { kind: 'mail', address: 'security@wren.test' },
  ]);
  assert.equal(records?.desk.promises.acknowledgeHours, 72);
  assert.equal(records?.desk.ids, 'WREN');
  assert.deepEqual(
    records?.products.map((it) => [it.id, it.lines.map(({ name }) => name)]),
    [['wren', ['2.x', '1.x']]],
  );
  assert.equal(records?.certificates[0]?.owner, 'Ann Wren');
  assert.match(project.read('content/keys/history.yaml'), /action: added\n +owner: Ann Wren/);
  assert.deepEqual([records?.advisories.length, records?.reporters.length], [0, 0]);
  const guides = records?.guides ?? [];
  assert.ok(guides.some((it) => it.id === 'send-a-report'));
  assert.deepEqual(
    guides.filter((it) => it.audience === 'maintainer' || it.audience === 'operator'),
    [],
  );
  for (const [file, text] of project.all()) {
    if (/guides|schema/.test(file) || file.endsWith('.asc')) continue;
    assert.doesNotMatch(text.replace(/^<!--.*/, ''), /Postern|Lantern|EXAMPLE/, file);
  }
  assert.equal(project.read('content/theme.css'), ':root {}\n');
  assert.match(
    project.read('content/desk.yaml'),
    /^# yaml-language-server: \$schema=schema\/desk\.json\n/,
  );
  assert.match(
    project.read('content/products/wren.yaml'),
    /^# yaml-language-server: \$schema=\.\.\/schema/,
  );
  assert.match(project.read('SECURITY.md'), /within 72 hours/);
  assert.match(out, /Next:\n {2}1 .*\n {2}2 .*npm start\n {2}3 .*npm run build/);
  assert.deepEqual(
    readdirSync(project.path).filter((it) => it.startsWith('.')),
    [],
  );
});

test('a folder in another repository becomes a desk, and only reporters find guides there', async () => {
  using project = makeProject(false);
  const env = { POSTERN_CONTENT: 'security' };
  const { code, out } = await project.run(
    [...flags, '--best-effort', '--no-key'].filter((it) => it !== '--versions' && it !== '2.x,1.x'),
    { env },
  );
  assert.equal(code, 0);
  assert.match(out, /POSTERN_CONTENT=security npm start/);
  const { records, findings } = await project.desk('security');
  assert.deepEqual(
    findings.filter((it) => it.level === 'error'),
    [],
  );
  assert.equal(records?.desk.promises.bestEffort, true);
  assert.ok(project.has('security/schema/desk.json') && project.has('SECURITY.md'));
  assert.equal(project.read('security/.gitignore'), 'embargoed/\n');
});

test('a SECURITY.md becomes the desk, is written anew, and says the same', async () => {
  using project = makeProject(false);
  cpSync(join(root, 'tests/fixtures/policies/versioned.md'), join(project.path, 'SECURITY.md'));
  const args = [
    '--from',
    'SECURITY.md',
    '--yes',
    '--summary',
    'S.',
    '--url',
    'https://kestrel.test',
  ];
  const { code, out, err } = await project.run(args, { env: { POSTERN_CONTENT: 'security' } });
  assert.deepEqual([code, err], [0, '']);
  assert.match(
    out,
    /promises\.acknowledgeHours: .*48 hours\n +from “We try to acknowledge your report within 48 hours”/,
  );
  assert.match(out, /policy\.scope: only leads to the list\n +from “/);
  assert.match(out, /stay as prose:\n[\s\S]*Please do NOT open a public GitHub issue/);
  const { records } = await project.desk('security');
  assert.equal(records?.desk.name, 'kestrel');
  assert.equal(records?.desk.repository, 'https://github.com/kestrel-tools/kestrel');
  assert.match(project.read('SECURITY.md'), /^<!-- Written (?:by|from) /);
  assert.match(
    project.read('SECURITY.md'),
    /This is what we aim for\.\n\n- \*\*First answer\.\*\* A person answers within 48 hours/,
  );
});

test('a policy that speaks of a private advisory and not of where is asked for the repository', async () => {
  using project = makeProject(false);
  cpSync(join(root, 'tests/fixtures/policies/best-effort.md'), join(project.path, 'SECURITY.md'));
  const said = ['--name', 'Kestrel', '--summary', 'S.', '--url', 'https://kestrel.test'];
  const { code, err } = await project.run(['--from', 'SECURITY.md', '--yes', ...said]);
  assert.equal(code, 2);
  assert.match(err, /--repository URL: where the private advisory is that the policy speaks of\./);
  const { prompts, checked } = createAnswers([['2'], 'https://github.com/a/b', '', '', 'none']);
  await project.run(['--from', 'SECURITY.md', ...said, '--ids', 'KES', '--best-effort'], {
    prompts,
  });
  assert.match(checked.get('Where is its repository?')?.('') ?? '', /begins with https/);
});

test('a template that nobody filled in is said to be one', async () => {
  using project = makeProject(false);
  const from = join(root, 'tests/fixtures/policies/template.md');
  const args = ['--from', from, ...flags].filter((it) => it !== '--versions' && it !== '2.x,1.x');
  const { code, out } = await project.run(args, { env: { POSTERN_CONTENT: 'security' } });
  assert.equal(code, 0);
  assert.match(out, /A template is still in the policy:\n(.*\n)*.*GitHub’s template/);
  assert.match(out, /a blank that nobody filled in: \[INSERT CONTACT METHOD\]/);
});

test('what only flags say has a section of its own in a policy that does not say it', async () => {
  using project = makeProject(false);
  const from = join(root, 'tests/fixtures/policies/german.md');
  const { code } = await project.run(['--from', from, ...flags, '--language', 'de']);
  assert.equal(code, 0);
  assert.match(project.read('content/policy/ways-to-report.mdx'), /<Channels \/>/);
  assert.match(project.read('content/policy/what-we-promise.mdx'), /<Promises \/>/);
  assert.match(project.read('content/desk.yaml'), /language: de/);
  assert.match(project.read('SECURITY.md'), /sicherheit@amsel\.test[\s\S]*security@wren\.test/);
});

test('a policy that cannot be read as text is refused before anything is asked', async () => {
  using project = makeProject(false);
  for (const [name, bytes, said] of [
    ['utf16.md', Buffer.from('\uFEFFReport to us.', 'utf16le'), /not UTF-8 text/],
    ['latin.md', Buffer.from('Für alle', 'latin1'), /not UTF-8 text/],
    ['empty.md', Buffer.from(' \n'), /is empty/],
    ['large.md', Buffer.alloc(1024 * 1024 + 1, 'a'), /larger than 1 MiB/],
  ] as const) {
    writeFileSync(join(project.path, name), bytes);
    const { code, err } = await project.run(['--from', name, ...flags]);
    assert.equal(code, 1, name);
    assert.match(err, said);
  }
  assert.match((await project.run(['--from', 'none.md', ...flags])).err, /none\.md cannot be read/);
  assert.equal(project.has('content'), false);
});

test('questions are asked for what no flag answers, and facts that are taken out stay prose', async () => {
  using project = makeProject(false);
  cpSync(join(root, 'tests/fixtures/policies/best-effort.md'), join(project.path, 'SECURITY.md'));
  const { prompts, asked } = createAnswers([
    ['1'],
    ...[
      'Kestrel',
      'It hovers.',
      'https://github.com/kestrel-tools/kestrel',
      'https://kestrel.test',
    ],
    ...['', 'KES', 'lines', '1.x', '', 'none'],
  ]);
  const { code, err } = await project.run(['--from', 'SECURITY.md'], {
    env: { POSTERN_CONTENT: 'desk' },
    prompts,
  });
  assert.deepEqual([code, err], [0, '']);
  assert.equal(asked.length, 11);
  const { records } = await project.desk('desk');
  assert.deepEqual(records?.desk.channels, [{ kind: 'code-host' }]);
  assert.equal(records?.desk.promises.acknowledgeHours, undefined);
  assert.match(project.read('desk/policy/our-process.mdx'), /within 48 hours/);
});

test('a key that cannot be taken is asked for again, and no other answer is lost', async () => {
  using project = makeProject(false);
  project.write('ann.asc', await makeCertificate());
  project.write('notes.asc', 'no key\n');
  const { prompts, asked } = createAnswers([
    ...['Kestrel', 'It hovers.', '', 'https://kestrel.test', 'security@kestrel.test', 'KES'],
    ...['best-effort', '', 'gpg', 'nobody@kestrel.test', false],
    ...['file', 'nowhere.asc', 'file', 'notes.asc', 'file', 'ann.asc'],
  ]);
  const { code, err } = await project.run(['--gpg', 'no-such-gpg'], {
    env: { POSTERN_CONTENT: 'desk' },
    prompts,
  });
  assert.deepEqual([code, err], [0, '']);
  const again = asked.filter((it) => it.includes('\nWhich OpenPGP key'));
  const faults = [/no-such-gpg cannot be started/, /nowhere\.asc is not there/, /notes\.asc holds/];
  assert.equal(again.length, faults.length);
  for (const [index, fault] of faults.entries()) assert.match(again[index] ?? '', fault);
  const { records } = await project.desk('desk');
  assert.deepEqual([records?.desk.name, records?.certificates.length], ['Kestrel', 1]);
});

test('every flag that cannot be meant is named at once, with what is wanted', async () => {
  using project = makeProject();
  const before = project.all();
  const { code, err } = await project.run([
    ...[
      '--yes',
      '--name',
      'A',
      '--url',
      'http://a.test/?x',
      '--contact',
      'https://a.test/contact',
      '--answer-hours',
      '0',
    ],
    ...[
      '--repository',
      'a/b',
      '--ids',
      'a_b',
      '--versions',
      'newest',
      '--best-effort',
      '--relay',
      'https://r.test',
    ],
    ...['--key', 'a', '--new-key', 'Ann <a@b.test>'],
  ]);
  assert.equal(code, 2);
  for (const said of [
    /--url is "http:\/\/a\.test\/\?x"\. Write a whole address that begins with https/,
    /--contact is "https:\/\/a\.test\/contact"\. Write a mail address/,
    /--answer-hours is "0"\. Promise at least one hour/,
    /--repository is "a\/b"/,
    /--ids is "a_b"\. Write capital letters/,
    /--versions is "newest"\. Write release lines/,
    /--versions and --best-effort are two answers/,
    /--key and --new-key are two answers/,
    /--new-key is .*Write a name alone/,
    /--relay and --receipt-key go together/,
  ]) {
    assert.match(err, said);
  }
  assert.deepEqual(project.all(), before);
});

test('what has no answer is named at once, and without a terminal nothing is asked', async () => {
  using project = makeProject();
  const missing = await project.run(['--yes']);
  assert.equal(missing.code, 2);
  for (const name of ['--name', '--summary', '--url', '--versions', '--contact']) {
    assert.match(missing.err, new RegExp(`  ${name}`));
  }
  const silent = await project.run(['--name', 'A']);
  assert.deepEqual([silent.code, /no terminal to ask at/.test(silent.err)], [2, true]);
});

test('a desk that is set up is told what would differ and keeps every byte; --force replaces it', async () => {
  using project = makeProject();
  assert.equal((await project.run(flags)).code, 0);
  project.write('content/policy/own.mdx', '---\ntitle: Own\norder: 1\n---\n\nOwn.\n');
  project.write('content/embargoed/WREN-2026-0001.mdx', 'a draft');
  const before = project.all();
  const again = await project.run([...flags, '--summary', 'Another.']);
  assert.equal(again.code, 1);
  assert.match(again.err, /is the desk of Wren already.*--force/);
  assert.match(again.err, /changed +desk\.yaml\n +removed +policy\/own\.mdx/);
  assert.deepEqual(project.all(), before);
  const asked = await project.run([], { prompts: createAnswers([]).prompts });
  assert.deepEqual([asked.code, project.all().size], [1, before.size]);
  rmSync(join(project.path, 'content/embargoed'), { recursive: true });
  assert.equal((await project.run([...flags, '--summary', 'Another.', '--force'])).code, 0);
  assert.match(project.read('content/desk.yaml'), /Another\./);
  assert.equal(project.has('content/policy/own.mdx'), false);
});

test('a SECURITY.md that somebody wrote is not replaced unasked', async () => {
  using project = makeProject();
  project.write('SECURITY.md', 'Ours.\n');
  const { code, out } = await project.run(flags);
  assert.equal(code, 0);
  assert.match(out, /SECURITY\.md was not written by a desk, so it stays\. --force/);
  assert.equal(project.read('SECURITY.md'), 'Ours.\n');
});

test('--dry-run says what would be written, and writes nothing', async () => {
  using project = makeProject();
  const before = project.all();
  const { code, out } = await project.run([...flags, '--dry-run']);
  assert.equal(code, 0);
  assert.match(out, /would change, and nothing was written:\n +new +policy\/what-to-expect\.mdx/);
  const far = await project.run([...flags, '--dry-run'], { env: { POSTERN_CONTENT: 'a/b/c' } });
  assert.deepEqual([far.code, project.has('a')], [0, false]);
  assert.deepEqual(project.all(), before);
});

test('a folder with files that are no desk is left alone', async () => {
  using project = makeProject(false);
  project.write('src/main.c', 'int main;');
  const { code, err } = await project.run(flags, { env: { POSTERN_CONTENT: 'src' } });
  assert.deepEqual([code, /no desk\.yaml/.test(err)], [1, true]);
  assert.deepEqual(readdirSync(project.path, { recursive: true }).sort(), ['src', 'src/main.c']);
});

test('a key that reports cannot be encrypted to leaves everything as it was', async () => {
  using project = makeProject();
  const armored = await makeCertificate();
  const { privateKey } = await generateKey({ userIDs: [{ name: 'A' }] });
  project.write('two.asc', armored + armored);
  project.write('private.asc', privateKey);
  project.write('none.asc', 'no key');
  const before = project.all();
  for (const [file, said] of [
    ['two.asc', /several keys/],
    ['private.asc', /holds a private key\. Nothing was written/],
    ['none.asc', /not one armored OpenPGP certificate/],
    ['missing.asc', /is not there/],
  ] as const) {
    const { code, err } = await project.run([...flags, '--key', file]);
    assert.equal(code, 1, file);
    assert.match(err, said);
    assert.deepEqual(project.all(), before);
  }
});

test('gpg gives a key it has, makes a new one, and its refusals change nothing', async (t) => {
  const gpg = await createGpg();
  t.after(() => gpg.close());
  using project = makeProject(false);
  // gpg dates keys by its own clock, so these desks are of today.
  const env = { POSTERN_CONTENT: 'a', GNUPGHOME: gpg.home, POSTERN_DATE: '' };
  const read = (folder: string) =>
    readDesk({
      folder: join(project.path, folder),
      date: new Date(Date.now() + 60_000),
      url: null,
      preview: null,
      embargoed: null,
    });
  const missing = await project.run([...flags, '--gpg-key', 'ann@example.org'], { env });
  assert.equal(missing.code, 1);
  assert.match(missing.err, /no key ann@example\.org/);
  const absent = await project.run([...flags, '--gpg-key', 'x', '--gpg', 'no-such-gpg'], { env });
  assert.match(absent.err, /no-such-gpg cannot be started\. Install GnuPG/);
  const failing = join(project.path, 'locked-gpg');
  writeFileSync(failing, '#!/bin/sh\necho "[GNUPG:] ERROR keyedit 100663404" >&3\nexit 2\n');
  chmodSync(failing, 0o755);
  const locked = await project.run([...flags, '--new-key', 'Ann', '--gpg', failing], { env });
  assert.equal(locked.code, 1);
  assert.match(locked.err, /card .*cannot be used/);
  assert.equal(project.has('a'), false);

  const { fingerprint } = await gpg.makeKey({ name: 'Ann', kind: 'curve25519' });
  await gpg.makeKey({ name: 'Bob', kind: 'curve25519' });
  const several = await project.run([...flags, '--gpg-key', 'example.org'], { env });
  assert.match(several.err, /several keys of example\.org\. Give the fingerprint of one/);
  const given = await project.run([...flags, '--gpg-key', 'ann@example.org'], { env });
  assert.equal(given.code, 0, given.err);
  assert.equal((await read('a')).records?.certificates[0]?.fingerprint, fingerprint);

  // A person types a passphrase here; a test cannot.
  writeFileSync(join(gpg.home, 'gpg.conf'), 'pinentry-mode loopback\npassphrase-file /dev/null\n');
  const made = await project.run([...flags, '--new-key', 'Ann Wren'], {
    env: { ...env, POSTERN_CONTENT: 'b' },
  });
  assert.equal(made.code, 0, made.err);
  const { certificates } = (await read('b')).records ?? {};
  assert.deepEqual(
    certificates?.map((it) => it.userIds),
    [['Ann Wren <security@wren.test>']],
  );
});

test('a write that fails half-way leaves the old desk, and no folder beside it', async () => {
  using project = makeProject();
  // Where a folder stands, no file can be put: the last step of all fails.
  mkdirSync(join(project.path, 'SECURITY.md'));
  const before = project.all();
  await assert.rejects(project.run([...flags, '--force']));
  assert.deepEqual(project.all(), before);
  assert.deepEqual(readdirSync(project.path).sort(), ['SECURITY.md', 'content']);
});

test('what a killed run left between two renames is put back', () => {
  using project = makeProject(false);
  project.write('.content.former/desk.yaml', 'old');
  project.write('.content.new/desk.yaml', 'half');
  const swap = prepareSwap(join(project.path, 'content'));
  assert.equal(project.read('content/desk.yaml'), 'old');
  assert.deepEqual(readdirSync(swap.folder), []);
  swap.discard();
  assert.deepEqual(readdirSync(project.path), ['content']);
});

test('interrupted while the new desk is prepared, the folder beside the old one goes', async () => {
  using project = makeProject();
  const before = project.all();
  const swap = join(root, 'src/cli/init/content-swap.ts');
  const script = `import { writeFileSync } from 'node:fs';
    import { prepareSwap } from ${JSON.stringify(swap)};
    const { folder } = prepareSwap(${JSON.stringify(join(project.path, 'content'))});
    writeFileSync(folder + '/half', '');
    process.stdout.write('ready');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  assert.ok(project.has('.content.new/half'));
  child.kill('SIGINT');
  assert.equal((await ended)[1], 'SIGINT');
  assert.deepEqual(project.all(), before);
});

test('interrupted while gpg makes a key, nothing is half-written', async () => {
  using project = makeProject();
  const waiting = join(project.path, 'waiting-gpg');
  writeFileSync(waiting, `#!/bin/sh\ntouch '${project.path}/asked'\nexec sleep 60\n`);
  chmodSync(waiting, 0o755);
  const before = project.all();
  const env = { ...process.env, POSTERN_CONTENT: join(project.path, 'content') };
  const args = ['src/cli/desk.ts', 'init', ...flags, '--new-key', 'Ann', '--gpg', waiting];
  const child = spawn(process.execPath, args, { cwd: root, env, detached: true, stdio: 'ignore' });
  const ended = once(child, 'exit');
  for (let tries = 0; !project.has('asked') && tries < 600; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.ok(project.has('asked'), 'gpg was started');
  // As a terminal does, to the whole group.
  process.kill(-(child.pid ?? 0), 'SIGINT');
  const [, signal] = await ended;
  assert.equal(signal, 'SIGINT');
  rmSync(join(project.path, 'asked'));
  assert.deepEqual(project.all(), before);
});
