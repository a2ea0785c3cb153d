/** `desk sign security.txt`: what a maintainer signs is what the site publishes, and gpg and sq find the signature good. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { toMachineFiles } from '../../../src/build/machine-files.ts';
import { check } from '../../../src/cli/check.ts';
import { sign } from '../../../src/cli/sign.ts';
import { addDays } from '../../../src/desk/day.ts';
import { renderSecurityTxt } from '../../../src/desk/security-txt.ts';
import { readDesk } from '../../../src/read.ts';
import { createGpg, type Gpg, type MadeKey, verifyWithSq } from '../../helpers/gpg.ts';
import { gpgDay, reviewedDay, reviewedLater } from '../../helpers/gpg-day.ts';
import { type CommandFolder, makeCommandFolder } from '../../helpers/run-command.ts';

const file = 'content/signatures/security.txt.asc';

let gpg: Gpg;
let ann: MadeKey;
let bob: MadeKey;

before(async () => {
  gpg = await createGpg();
  ann = await gpg.makeKey({ name: 'Ann', kind: 'curve25519' });
  bob = await gpg.makeKey({ name: 'Bob', kind: 'rsa3072' });
});
after(() => gpg.close());

const deskYaml = (reviewed: string, url = 'url: https://security.acme.example\n') =>
  `name: Acme\nsummary: Acme makes tools.\n${url}${reviewed}ids: ACME\nchannels:\n  - kind: form\n`;

function makeDesk(yaml = deskYaml(`reviewed: ${reviewedDay}\n`)): CommandFolder {
  return makeCommandFolder({ 'desk.yaml': yaml, 'keys/ann.asc': ann.armored });
}

const world = (more: Record<string, string> = {}) => ({
  env: { PATH: process.env.PATH ?? '', GNUPGHOME: gpg.home, POSTERN_DATE: gpgDay, ...more },
});

function read(desk: CommandFolder, preview: string | null = null) {
  const input = { folder: join(desk.path, 'content'), url: null, preview, embargoed: null };
  return readDesk({ ...input, date: new Date(`${gpgDay}T23:59:59Z`) });
}

function runCheck(desk: CommandFolder) {
  return desk.run(check, [], world({ POSTERN_CONTENT: join(desk.path, 'content') }));
}

test('a signed security.txt is published at both addresses, holds exactly the text, and gpg and sq find it good', async () => {
  using desk = makeDesk();
  const { code, out, err } = await desk.run(sign, ['security.txt'], world());
  assert.equal(code, 0, err);
  const signed = desk.read(file);
  const { records, findings } = await read(desk);
  assert.ok(records);
  assert.deepEqual(findings, []);
  const files = toMachineFiles(records);
  assert.equal(files.get('/.well-known/security.txt'), signed);
  assert.equal(files.get('/security.txt'), signed);
  const text = renderSecurityTxt(records);
  assert.ok(out.includes(text.trimEnd().replace(/^/gm, '  ')), out);
  const status = String(await gpg.run(['--status-fd', '1', '--verify'], signed));
  assert.match(status, new RegExp(`VALIDSIG ${ann.fingerprint} `));
  assert.equal((await verifyWithSq(signed, ann.armored)).trimEnd(), text.trimEnd());
  await assert.rejects(verifyWithSq(signed.replace('Contact', 'contact'), ann.armored));
});

test('when the text changes the build stops with what to do, until it is signed again', async () => {
  using desk = makeDesk();
  assert.equal((await desk.run(sign, ['security.txt'], world())).code, 0);
  assert.equal((await runCheck(desk)).code, 0);
  desk.write('content/desk.yaml', deskYaml(`reviewed: ${reviewedLater}\n`));
  const stale = await runCheck(desk);
  assert.equal(stale.code, 1);
  assert.match(
    stale.out,
    /^error signatures\/security\.txt\.asc: found the signature of another text: .*npm run desk -- sign security\.txt.*signature-stale/,
  );
  assert.ok(stale.out.includes(`line 3 was "Expires: ${addDays(reviewedDay, 364)}`), stale.out);
  assert.equal((await desk.run(sign, ['security.txt'], world())).code, 0);
  assert.equal((await runCheck(desk)).code, 0);
});

test('a signature that was changed afterwards stops the build', async () => {
  using desk = makeDesk();
  await desk.run(sign, ['security.txt', '--local-user', ann.fingerprint], world());
  const other = String(await gpg.run(['--clear-sign', '-u', ann.fingerprint], 'Contact: x\n'));
  const signature = (text: string) => text.slice(text.indexOf('-----BEGIN PGP SIGNATURE'));
  const signed = desk.read(file);
  for (const changed of [
    signed.replace(signature(signed), signature(other)),
    `${signed}more\n`,
    `Contact: mailto:x@y.test\n${signed}`,
    signed.slice(0, -40),
    '',
  ]) {
    desk.write(file, changed);
    const { code, out } = await runCheck(desk);
    assert.equal(code, 1, changed);
    assert.match(out, /^error .*signature-bad\]$/m);
  }
  desk.write(file, signed.replaceAll('\n', '\r\n'));
  assert.equal((await runCheck(desk)).code, 0, 'line ends may be those of Windows');
});

test('a key that is not the desk’s signs with a warning, and its signature is published', async () => {
  using desk = makeDesk();
  const { code, out } = await desk.run(
    sign,
    ['security.txt', '--local-user', 'bob@example.org'],
    world(),
  );
  assert.equal(code, 0);
  const warning = `a signature by the key ${bob.fingerprint.slice(-16)}, which is none of this desk’s.`;
  assert.ok(out.includes(`It carries ${warning}`), out);
  const { records, findings } = await read(desk);
  assert.deepEqual(
    findings.map((it) => `${it.level} ${it.rule}`),
    ['warning signature-unknown'],
  );
  assert.equal(records?.signedSecurityTxt, desk.read(file));
});

test('a preview has another text and says nothing of a signature', async () => {
  using desk = makeDesk();
  await desk.run(sign, ['security.txt'], world());
  desk.write('content/desk.yaml', deskYaml(`reviewed: ${reviewedLater}\n`));
  desk.write('preview/keys/receipt.pub', 'A');
  const { records, findings } = await read(desk, join(desk.path, 'preview'));
  assert.deepEqual(findings, []);
  assert.equal(records?.signedSecurityTxt, null);
});

test('as data it names the file, the text and the commands that follow', async () => {
  using desk = makeDesk();
  const { out } = await desk.run(sign, ['security.txt', '--json'], world());
  const said = JSON.parse(out) as Record<string, unknown>;
  assert.equal(said.file, file);
  assert.deepEqual(said.warnings, []);
  assert.match(String(said.text), /^# Written by Postern .*\nContact: /);
  assert.deepEqual((said.git as string[])[0], `git add ${file}`);
});

for (const [name, yaml, said] of [
  ['an address', deskYaml(`reviewed: ${reviewedDay}\n`, '').concat('example: true\n'), /no url/],
  ['a day of review', deskYaml(''), /no reviewed, so Expires moves every day/],
] as const) {
  test(`a desk without ${name} has nothing to sign`, async () => {
    using desk = makeDesk(yaml);
    const { code, err } = await desk.run(sign, ['security.txt'], world());
    assert.equal(code, 1);
    assert.match(err, said);
    assert.equal(existsSync(join(desk.path, file)), false);
  });
}

test('what keeps gpg from signing is one sentence, and nothing is written', async () => {
  using desk = makeDesk();
  const refused = async (args: readonly string[], env = {}) => {
    const { code, err, out } = await desk.run(sign, ['security.txt', ...args], world(env));
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.equal(existsSync(join(desk.path, 'content/signatures')), false);
    assert.match(err, /^desk sign: [^\n]+\n$/);
    return err;
  };
  assert.match(await refused(['--gpg', '/no/such/gpg']), /cannot be started\. Install GnuPG/);
  assert.match(
    await refused(['--local-user', 'nobody@example.org']),
    /no secret key of nobody@example\.org\. Use the machine/,
  );
  const script = join(desk.path, 'gpg');
  for (const [status, words] of [
    ['FAILURE sign 83886179', /question for the passphrase or PIN was cancelled/],
    ['FAILURE sign 67108875', /passphrase or PIN was wrong/],
    ['FAILURE sign 100663408', /card with the key of you cannot be used: gpg said it is locked\./],
    ['FAILURE sign 67108949', /export GPG_TTY/],
    ['FAILURE sign 1', /gpg refused and said: it is locked\./],
  ] as const) {
    await writeFile(
      script,
      `#!/bin/sh\ncase "$*" in *list-secret*) exit 2;; esac\necho "[GNUPG:] ${status}" >&3\necho "gpg: it is locked" >&2\nexit 2\n`,
    );
    await chmod(script, 0o755);
    assert.match(await refused(['--gpg', script]), words);
  }
});

test('wrong usage is answered with where to read', async () => {
  using desk = makeDesk();
  for (const args of [[], ['robots.txt'], ['security.txt', '--louder']]) {
    const { code, err } = await desk.run(sign, args, world());
    assert.equal(code, 2);
    assert.match(err, /See npm run desk -- sign --help/);
  }
});
