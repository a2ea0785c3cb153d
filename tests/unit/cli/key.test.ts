/** `desk key`: what a change of keys means is said before it is written, and what cannot be is one sentence with nothing written. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createMessage, encrypt, generateKey, readKey } from 'openpgp';
import { key } from '../../../src/cli/key.ts';
import { sign } from '../../../src/cli/sign.ts';
import { readDesk } from '../../../src/read.ts';
import { createAnswers } from '../../helpers/answers.ts';
import { createGpg, type Gpg, type MadeKey } from '../../helpers/gpg.ts';
import { gpgDay, reviewedDay } from '../../helpers/gpg-day.ts';
import { type CommandFolder, makeCommandFolder } from '../../helpers/run-command.ts';

let gpg: Gpg;
let ann: MadeKey;
let bob: MadeKey;

before(async () => {
  gpg = await createGpg();
  await usePinentry(gpg, 'echo "D a passphrase"; echo OK');
  ann = await gpg.makeKey({ name: 'Ann', kind: 'curve25519', expires: '1y' });
  bob = await gpg.makeKey({ name: 'Bob', kind: 'rsa3072' });
});
after(() => gpg.close());

/** Stands in for the person that gpg's agent asks: `answer` is the shell's line for a question for a passphrase. */
async function usePinentry({ home }: Gpg, answer: string): Promise<void> {
  const script = join(home, 'pinentry');
  const words = `GETPIN) ${answer} ;; BYE) echo OK; exit ;; *) echo OK ;;`;
  const loop = `while read -r word rest; do case "$word" in ${words} esac; done`;
  await writeFile(script, `#!/bin/sh\necho OK\n${loop}\n`);
  await chmod(script, 0o755);
  await writeFile(
    join(home, 'gpg-agent.conf'),
    `pinentry-program ${script}\nmax-cache-ttl 0\ns2k-count 65536\n`,
  );
}

const deskYaml = (more = '') =>
  `name: Acme\nsummary: Acme makes tools.\nurl: https://security.acme.example\nreviewed: ${reviewedDay}\n${more}channels:\n  - kind: form\n`;

/** A desk that Ann alone reads, unless told otherwise. */
function makeDesk(files: Record<string, string> = {}): CommandFolder {
  return makeCommandFolder({ 'desk.yaml': deskYaml(), 'keys/ann.asc': ann.armored, ...files });
}

interface Given {
  /** What somebody at a terminal answers; without it there is no terminal. */
  readonly answer?: boolean | undefined;
  readonly stdin?: string;
  readonly env?: Record<string, string>;
}

function run(desk: CommandFolder, args: readonly string[], given: Given = {}) {
  const { answer, stdin = '', env = {} } = given;
  const world = { PATH: process.env.PATH ?? '', GNUPGHOME: gpg.home, POSTERN_DATE: gpgDay, ...env };
  const terminal = answer === undefined ? {} : { prompts: createAnswers([answer]).prompts };
  return desk.run(key, args, { stdin, env: world, ...terminal });
}

async function read(desk: CommandFolder) {
  const input = { url: null, preview: null, embargoed: null, folder: join(desk.path, 'content') };
  const reading = await readDesk({ ...input, date: new Date(`${gpgDay}T23:59:59Z`) });
  assert.ok(reading.records);
  return { ...reading, records: reading.records };
}

const toState = (desk: CommandFolder) =>
  desk.list().map((file) => `${file}\n${desk.read(`content/${file}`)}`);

/** One sentence, and a desk that is as it was. */
async function assertRefused(desk: CommandFolder, args: readonly string[], said: RegExp, env = {}) {
  const state = toState(desk);
  const { code, err } = await run(desk, args, { env });
  assert.match(err, said);
  assert.match(err, /^desk key: [^\n]+\n$/);
  assert.equal(code, 1);
  assert.deepEqual(toState(desk), state);
  return err;
}

const groups = (fingerprint: string) =>
  `${fingerprint.slice(0, 20).replace(/.{4}(?=.)/g, '$& ')}  ${fingerprint.slice(20).replace(/.{4}(?=.)/g, '$& ')}`;

test('a second maintainer is one command, which shows whose key it is and who can read from then on', async () => {
  using desk = makeDesk();
  desk.write('bob.asc', bob.armored);
  const { code, out, err } = await run(desk, ['add', 'bob.asc', '--note', 'New.'], {
    answer: true,
  });
  assert.equal(code, 0, err);
  assert.ok(out.includes('Owner        Bob <bob@example.org>'), out);
  assert.ok(out.includes(`Fingerprint  ${groups(bob.fingerprint)}`), out);
  assert.ok(out.includes('Algorithm    RSA 3072, encrypts with RSA 3072'), out);
  assert.ok(out.includes('Expires      never'), out);
  assert.ok(
    out.includes(
      'From the next build on, Bob can read new reports beside Ann; there are 2 keys, and quorum in desk.yaml asks for at least 1.',
    ),
    out,
  );
  assert.match(out, /git add content\/keys\/bob\.asc content\/keys\/history\.yaml/);
  const { records, findings } = await read(desk);
  assert.deepEqual(findings, []);
  assert.deepEqual(
    records.certificates.map((it) => it.fingerprint),
    [ann.fingerprint, bob.fingerprint],
  );
  const fingerprint = bob.fingerprint;
  const change = { date: gpgDay, action: 'added', owner: 'Bob', fingerprint, note: 'New.' };
  assert.deepEqual(records.keyHistory, [change]);
});

test('whoever adds a key to a desk without a form is told of the form', async () => {
  const yaml = deskYaml().replace('kind: form', 'kind: code-host');
  using desk = makeDesk({ 'desk.yaml': yaml });
  desk.write('bob.asc', bob.armored);
  const { out } = await run(desk, ['add', 'bob.asc', '--yes']);
  assert.match(out, /no form yet: add - kind: form to channels of desk\.yaml/);
  using other = makeDesk();
  other.write('bob.asc', bob.armored);
  assert.doesNotMatch((await run(other, ['add', 'bob.asc', '--yes'])).out, /no form/);
});

test('without an answer, and with any other than yes, nothing is changed', async () => {
  using desk = makeDesk();
  desk.write('bob.asc', bob.armored);
  const state = toState(desk);
  for (const [answer, said] of [
    [undefined, /Nothing was changed: there is no terminal to ask at\. Give --yes/],
    [false, /Nothing was changed\.$/m],
  ] as const) {
    const { code, err } = await run(desk, ['add', 'bob.asc'], { answer });
    assert.equal(code, 1);
    assert.match(err, said);
    assert.deepEqual(toState(desk), state);
  }
});

test('what reports cannot be encrypted to is refused in a sentence, and nothing of it is copied', async () => {
  using desk = makeDesk();
  const secret = await gpg.exportSecret(bob.fingerprint);
  const binarySecret = await gpg.run(['--export-secret-keys', bob.fingerprint]);
  const both = await gpg.run(['--armor', '--export', ann.fingerprint, bob.fingerprint]);
  const made = { kind: 'curve25519', made: '20240101T000000' } as const;
  const edna = await gpg.makeKey({ name: 'Edna', expires: '1d', ...made });
  const sara = await gpg.makeKey({ name: 'Sara', signOnly: true, kind: 'curve25519' });
  const { fingerprint } = await gpg.makeKey({ name: 'Rita', kind: 'curve25519' });
  const rita = await gpg.revoke(fingerprint);
  const weak = join(import.meta.dirname, '../../checks/key-weak/keys/rita.asc');
  const cases: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
    ['secret.asc', secret, /secret\.asc holds a private key\. .* nothing of it was copied/],
    ['secret.gpg', binarySecret, /secret\.gpg holds a private key\./],
    ['hidden.asc', secret.replaceAll('PRIVATE', 'PUBLIC'), /hidden\.asc holds a private key\./],
    ['both.asc', both, /both\.asc holds several keys in one file\. .*a file of its own/],
    ['two.asc', ann.armored + bob.armored, /two\.asc holds several keys in one file\./],
    ['edna.asc', edna.armored, /the certificate of Edna, which expired on 2024-01-02\./],
    ['sara.asc', sara.armored, /the certificate of Sara, which has no encryption subkey/],
    ['rita.asc', rita.armored, /the certificate of Rita, which is revoked\./],
    ['weak.asc', readFileSync(weak), /an RSA key of 1024 bits\./],
    ['text.txt', 'hello', /text\.txt holds something that is not one armored OpenPGP certificate/],
    ['empty.asc', '', /empty\.asc holds something that is not/],
    ['noise.gpg', Uint8Array.of(0x99, 1, 2, 3), /noise\.gpg holds something that is not/],
  ];
  const lines = secret.split('\n').filter((it) => it.length > 20);
  for (const [file, content, said] of cases) {
    desk.write(file, content);
    const err = await assertRefused(desk, ['add', file, '--yes'], said);
    assert.ok(lines.every((it) => !err.includes(it)));
  }
  await assertRefused(
    desk,
    ['add', 'bob@example.org', '--yes'],
    /no file "bob@example\.org" .* gpg --armor --export bob@example\.org > /,
  );
});

test('only the certificate is published, whatever stands around it and however it is packed', async () => {
  const binary = await gpg.run(['--export', bob.fingerprint]);
  for (const [file, content] of [
    ['bob.gpg', binary],
    [
      'bob.asc',
      `From: Bob\r\nCall me at home!\r\n\r\n${bob.armored.replaceAll('\n', '\r\n')}bye\r\n`,
    ],
  ] as const) {
    using desk = makeDesk();
    desk.write(file, content);
    assert.equal((await run(desk, ['add', file, '--yes'])).code, 0);
    const text = desk.read('content/keys/bob.asc');
    assert.match(
      text,
      /^-----BEGIN PGP PUBLIC KEY BLOCK-----\n[^\r]+\n-----END PGP PUBLIC KEY BLOCK-----\n$/,
    );
    assert.deepEqual(
      (await read(desk)).records.certificates.map((it) => it.fingerprint),
      [ann.fingerprint, bob.fingerprint],
    );
  }
});

test('standard input is taken with --yes, and the file is called after the owner', async () => {
  using desk = makeDesk();
  assert.equal((await run(desk, ['add', '-', '--yes'], { stdin: bob.armored })).code, 0);
  assert.ok(desk.list().includes('keys/bob.asc'));
  const asked = await run(desk, ['add', '-'], { stdin: bob.armored });
  assert.equal(asked.code, 2);
  assert.match(asked.err, /nobody can be asked there: give --yes/);
});

test('a name that is taken is no reason to lose a key', async () => {
  using desk = makeDesk();
  desk.write('ann.asc', bob.armored);
  await assertRefused(
    desk,
    ['add', 'ann.asc', '--yes'],
    /keys\/ann\.asc is there already .*--name NAME/,
  );
  assert.equal((await run(desk, ['add', 'ann.asc', '--name', 'ann-2', '--yes'])).code, 0);
  assert.equal((await read(desk)).records.certificates.length, 2);
});

test('a newer copy takes the place of an older one, the same copy changes nothing, an older one is refused', async () => {
  const made = await gpg.makeKey({
    name: 'Nora',
    kind: 'curve25519',
    made: '20260101T000000',
    expires: '2y',
  });
  using desk = makeDesk({ 'keys/nora.asc': made.armored });
  desk.write('nora.asc', made.armored);
  const state = toState(desk);
  const same = await run(desk, ['add', 'nora.asc']);
  assert.equal(same.code, 0);
  assert.match(
    same.out,
    /keys\/nora\.asc holds this certificate of Nora already\. Nothing was changed/,
  );
  assert.deepEqual(toState(desk), state);
  await gpg.run(['--quick-set-expire', made.fingerprint, '5y']);
  desk.write('newer.asc', await gpg.run(['--armor', '--export', made.fingerprint]));
  const newer = await run(desk, ['add', 'newer.asc', '--yes']);
  assert.equal(newer.code, 0, newer.err);
  assert.match(newer.out, /the newer copy of the certificate of Nora, and nobody else/);
  const { records } = await read(desk);
  assert.equal(records.certificates.length, 2);
  assert.equal(records.keyHistory[0]?.action, 'updated');
  await assertRefused(desk, ['add', 'nora.asc', '--yes'], /nora\.asc is an older copy/);
});

test('extending moves the expiry of the key and of its subkey for encryption, and an expired key receives again', async () => {
  const made = { kind: 'curve25519', made: '20250101T000000', expires: '30d' } as const;
  const dora = await gpg.makeKey({ name: 'Dora', ...made });
  using desk = makeDesk({ 'keys/dora.asc': dora.armored });
  assert.equal((await read(desk)).records.certificates.length, 1);
  const { code, out, err } = await run(desk, ['extend', 'dora', '--until', '3y', '--yes']);
  assert.equal(code, 0, err);
  assert.match(out, /Not used {5}the certificate of Dora, which expired on 2025-01-31/);
  assert.match(
    out,
    /reports go on being encrypted to Dora, until 3 years from today; there are 2 keys/,
  );
  const { records, findings } = await read(desk);
  assert.deepEqual(findings, []);
  const certificate = records.certificates.find((it) => it.owner === 'Dora');
  assert.equal(certificate?.fingerprint, dora.fingerprint);
  const year = new Date().getUTCFullYear() + 2;
  for (const end of [certificate?.expires, certificate?.subkeys[0]?.expires]) {
    assert.ok(end && Number(end.slice(0, 4)) >= year, `${end}`);
  }
  const [change] = records.keyHistory;
  assert.equal(change?.action, 'extended');
  assert.equal(change?.until, certificate?.expires?.slice(0, 10));
});

test('only who has the secret key can extend it, and is named', async () => {
  const stranger = await createGpg();
  try {
    const sue = await stranger.makeKey({ name: 'Sue', kind: 'curve25519' });
    using desk = makeDesk({ 'keys/sue.asc': sue.armored });
    await assertRefused(
      desk,
      ['extend', 'sue', '--yes'],
      /no secret key of Sue, so only Sue can extend it/,
    );
    using other = makeDesk({ 'keys/bob.asc': bob.armored });
    await assertRefused(other, ['extend', '--yes'], /Say which: ann or bob\./);
    const alone = await run(other, ['extend', '--yes'], { env: { GNUPGHOME: stranger.home } });
    assert.match(alone.err, /has the secret key of no key in keys\//);
  } finally {
    await stranger.close();
  }
});

test('a gpg that is not there, and a question for the passphrase that is cancelled, leave the desk as it was', async () => {
  const locked = await createGpg();
  try {
    await usePinentry(locked, 'echo "ERR 83886179 Operation cancelled"');
    const loopback = ['--pinentry-mode', 'loopback', '--passphrase', 'p'];
    const user = 'Lea <lea@example.org>';
    await locked.run([
      ...loopback,
      '--quick-generate-key',
      user,
      'future-default',
      'default',
      '1y',
    ]);
    const armored = String(await locked.run(['--armor', '--export', 'lea@example.org']));
    using desk = makeDesk({ 'keys/lea.asc': armored });
    const env = { GNUPGHOME: locked.home };
    const cancelled =
      /The question for the passphrase or PIN was cancelled\. Run the command again/;
    await assertRefused(desk, ['extend', 'lea', '--yes'], cancelled, env);
    await assertRefused(desk, ['rotate', 'lea', '--yes'], cancelled, env);
    const missing = ['--yes', '--gpg', '/no/such/gpg'];
    const words = /\/no\/such\/gpg cannot be started\. Install GnuPG, or name it with --gpg PATH\./;
    await assertRefused(desk, ['extend', 'lea', ...missing], words, env);
    await assertRefused(desk, ['rotate', 'lea', ...missing], words, env);
  } finally {
    await locked.close();
  }
});

test('rotating puts a new key with the same names under the same file, and says how long the old secret key is needed', async () => {
  const rose = await gpg.makeKey({ name: 'Rose', kind: 'rsa3072' });
  await gpg.run(['--quick-add-uid', rose.fingerprint, 'Rose <security@acme.example>']);
  const armored = String(await gpg.run(['--armor', '--export', rose.fingerprint]));
  using desk = makeDesk({ 'keys/rose.asc': armored });
  const { code, out, err } = await run(desk, ['rotate', 'rose', '--yes', '--note', 'Lost laptop.']);
  assert.equal(code, 0, err);
  assert.match(
    out,
    /new reports are encrypted to the new key of Rose and no longer to the retired one/,
  );
  assert.ok(
    out.includes(
      `Keep the retired secret key ${rose.fingerprint} for at least 12 days after the new site is online`,
    ),
    out,
  );
  const { records, findings } = await read(desk);
  assert.deepEqual(findings, []);
  const certificate = records.certificates.find((it) => it.file === 'keys/rose.asc');
  assert.ok(certificate);
  assert.notEqual(certificate.fingerprint, rose.fingerprint);
  assert.equal(certificate.algorithm, 'Curve25519');
  assert.deepEqual(certificate.userIds.toSorted(), [
    'Rose <rose@example.org>',
    'Rose <security@acme.example>',
  ]);
  const [change] = records.keyHistory;
  assert.equal(change?.action, 'rotated');
  assert.equal(change?.fingerprint, certificate.fingerprint);
  assert.equal(change?.replaces, rose.fingerprint);
  const report = await encrypt({
    message: await createMessage({ text: 'a flaw' }),
    encryptionKeys: await readKey({ armoredKey: certificate.armored }),
  });
  assert.equal(String(await gpg.decrypt(report)), 'a flaw');
  await gpg.run(['--list-secret-keys', rose.fingerprint]);
});

test('rotating takes a certificate that somebody made, and no copy of one that is there', async () => {
  using desk = makeDesk({ 'keys/bob.asc': bob.armored });
  const next = await gpg.makeKey({ name: 'Ann Next', kind: 'curve25519' });
  desk.write('next.asc', next.armored);
  desk.write('same.asc', ann.armored);
  desk.write('bob.asc', bob.armored);
  await assertRefused(
    desk,
    ['rotate', 'ann', '--to', 'same.asc', '--yes'],
    /holds the key that is in keys\/ann\.asc already\. To take a newer copy/,
  );
  await assertRefused(
    desk,
    ['rotate', 'ann', '--to', 'bob.asc', '--yes'],
    /holds the key that is in keys\/bob\.asc already\. Give another/,
  );
  const { code } = await run(desk, ['rotate', 'ann', '--to', 'next.asc', '--yes']);
  assert.equal(code, 0);
  assert.deepEqual(
    (await read(desk)).records.certificates.map((it) => `${it.file} ${it.fingerprint}`),
    [`keys/ann.asc ${next.fingerprint}`, `keys/bob.asc ${bob.fingerprint}`],
  );
});

test('removing says who still reads, and refuses to leave fewer keys than the quorum unless forced', async () => {
  using desk = makeDesk({ 'keys/bob.asc': bob.armored });
  const { code, out } = await run(desk, ['remove', 'bob', '--yes']);
  assert.equal(code, 0);
  assert.match(out, /Bob can read no new report, and Ann can; there is 1 key/);
  assert.match(out, /Keep the retired secret key/);
  assert.deepEqual(
    desk.list().filter((it) => it.startsWith('keys/')),
    ['keys/ann.asc', 'keys/history.yaml'],
  );
  await assertRefused(
    desk,
    ['remove', 'ann', '--yes'],
    /Without the key of Ann, no key is left.* give --force/,
  );
  assert.equal((await run(desk, ['remove', 'ann', '--yes', '--force'])).code, 0);
  const { records } = await read(desk);
  assert.equal(records.certificates.length, 0);
  assert.deepEqual(
    records.keyHistory.map((it) => `${it.action} ${it.owner}`),
    ['removed Ann', 'removed Bob'],
  );
  using pair = makeDesk({ 'keys/bob.asc': bob.armored, 'desk.yaml': deskYaml('quorum: 2\n') });
  await assertRefused(
    pair,
    ['remove', 'bob', '--yes'],
    /only 1 of the 2 keys that quorum in desk\.yaml/,
  );
  const dead = { kind: 'curve25519', made: '20240101T000000', expires: '1d' } as const;
  const { armored } = await gpg.makeKey({ name: 'Dead', ...dead });
  pair.write('content/keys/dead.asc', armored);
  assert.equal((await run(pair, ['remove', 'dead', '--yes'])).code, 0, 'a dead key is no loss');
});

test('products with readers of their own are named with what the change means for them', async () => {
  const tool = 'name: Tool\npurl: pkg:npm/tool\nrecipients: [ann]\n';
  using desk = makeDesk({ 'products/tool.yaml': tool });
  desk.write('bob.asc', bob.armored);
  const added = await run(desk, ['add', 'bob.asc', '--yes']);
  assert.match(
    added.out,
    /; products\/tool\.yaml has readers of its own, and bob is none of them\./,
  );
  const extended = await run(desk, ['extend', 'ann', '--yes']);
  assert.match(extended.out, /; products\/tool\.yaml names ann among its readers\./);
});

test('the list shows every key, also the dead, for people and for programs', async () => {
  const dead = { kind: 'curve25519', made: '20240101T000000', expires: '1d' } as const;
  const { armored } = await gpg.makeKey({ name: 'Late', ...dead });
  using desk = makeDesk({ 'keys/late.asc': armored });
  const { out } = await run(desk, ['list']);
  assert.ok(
    out.includes(
      `keys/ann.asc\n  Owner        Ann <ann@example.org>\n  Fingerprint  ${groups(ann.fingerprint)}\n`,
    ),
    out,
  );
  assert.match(out, /Not used {5}the certificate of Late, which expired on 2024-01-02/);
  const data = JSON.parse((await run(desk, ['list', '--json'])).out) as Record<string, unknown>[];
  assert.deepEqual(
    data.map(({ name, fingerprint, usable }) => [name, fingerprint === ann.fingerprint, usable]),
    [
      ['ann', true, true],
      ['late', false, false],
    ],
  );
  using empty = makeCommandFolder({ 'desk.yaml': deskYaml() });
  assert.equal((await run(empty, ['list'])).out, 'keys/ holds no key yet.\n');
});

test('a change as data holds the key, the consequence and the commands that follow', async () => {
  using desk = makeDesk();
  desk.write('bob.asc', bob.armored);
  const { out } = await run(desk, ['add', 'bob.asc', '--yes', '--json']);
  const said = JSON.parse(out) as Record<string, unknown>;
  assert.equal(said.action, 'added');
  assert.equal(said.file, 'keys/bob.asc');
  assert.equal(said.fingerprint, bob.fingerprint);
  assert.match(String(said.consequence), /^From the next build on, Bob can read/);
  assert.match((said.git as string[])[0] ?? '', /^git add content\/keys\/bob\.asc /);
});

test('a desk with a signed security.txt is told to sign it again', async () => {
  using desk = makeDesk();
  const env = { PATH: process.env.PATH ?? '', GNUPGHOME: gpg.home, POSTERN_DATE: gpgDay };
  assert.equal((await desk.run(sign, ['security.txt'], { env })).code, 0);
  desk.write('bob.asc', bob.armored);
  const { code, out } = await run(desk, ['add', 'bob.asc', '--yes']);
  assert.equal(code, 0);
  assert.match(out, /Sign security\.txt again, .*npm run desk -- sign security\.txt/);
});

test('the desk may lie in another folder, and comments of its history stay', async () => {
  using desk = makeDesk({ 'keys/history.yaml': '# Ours since 2026.\nchanges: []\n' });
  desk.write('bob.asc', bob.armored);
  desk.write('security/desk.yaml', deskYaml());
  desk.write(
    'security/policy/reporting.mdx',
    '---\ntitle: Reporting\norder: 1\n---\n\nWrite to us.\n',
  );
  desk.write('security/products/tool.yaml', 'name: Tool\n');
  const other = await run(desk, ['add', 'bob.asc', '--yes'], {
    env: {
      POSTERN_CONTENT: 'security',
    },
  });
  assert.equal(other.code, 0, other.err);
  assert.match(
    desk.read('security/keys/history.yaml'),
    /^# yaml-language-server: \$schema=\.\.\/schema\/history\.json\n/,
  );
  assert.ok(!desk.list().includes('keys/bob.asc'));
  assert.equal((await run(desk, ['add', 'bob.asc', '--yes'])).code, 0);
  assert.match(
    desk.read('content/keys/history.yaml'),
    /^# Ours since 2026\.\nchanges:\n {2}- date: /,
  );
});

test('a history that cannot be read is not written over', async () => {
  for (const text of ['changes: none\n', 'changes: [\n', 'other: 1\n']) {
    using desk = makeDesk({ 'keys/history.yaml': text });
    desk.write('bob.asc', bob.armored);
    await assertRefused(
      desk,
      ['add', 'bob.asc', '--yes'],
      /keys\/history\.yaml cannot be read .* nothing was written/,
    );
  }
});

test('a name in a certificate cannot write to the terminal', async () => {
  const userIDs = [{ name: 'Eve \u001b[2J\u202e', email: 'eve@example.org' }];
  const { publicKey } = await generateKey({ userIDs, format: 'armored' });
  using desk = makeDesk();
  desk.write('eve.asc', publicKey);
  const { code, out, err } = await run(desk, ['add', 'eve.asc', '--yes']);
  assert.equal(code, 0, err);
  const written = out + err + desk.read('content/keys/history.yaml');
  for (const hostile of ['\u001b', '\u202e']) assert.ok(!written.includes(hostile));
  assert.equal((await read(desk)).findings.filter((it) => it.level === 'error').length, 0);
});

test('wrong usage is answered with what there is', async () => {
  using desk = makeDesk();
  for (const [args, said] of [
    [[], /Say what to do: list, add, extend, rotate, remove\./],
    [['burn'], /Say what to do/],
    [['add'], /key add takes one name or file/],
    [['rotate', 'a', 'b'], /key rotate takes one name or file/],
    [['list', 'ann'], /key list takes no name/],
    [['extend', 'ann', '--until', 'soon'], /--until is "soon"\. Write 18m/],
    [['remove', 'ann', '--note', 'a\nb'], /--note takes one line/],
    [['add', 'x', '--loud'], /--loud/],
  ] as const) {
    const { code, err } = await run(desk, args);
    assert.equal(code, 2, args.join(' '));
    assert.match(err, said);
  }
  await assertRefused(
    desk,
    ['remove', 'nobody', '--yes'],
    /There is no key "nobody"\. There is: ann\./,
  );
  desk.write('bob.asc', bob.armored);
  const { code } = await run(desk, ['add', 'bob.asc', '--name', '../bob', '--yes']);
  assert.equal(code, 2);
});
