/** A delivery test on its whole way: a published site, its relay in a process of its own, the mail of two maintainers, their answers, and the page that shows them. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { readSentTests } from '../../src/cli/canary/sent-tests.ts';
import { canary } from '../../src/cli/canary.ts';
import { check } from '../../src/cli/check.ts';
import type { Command } from '../../src/cli/command/command.ts';
import type { Receipt } from '../../src/contract.ts';
import { createIo } from '../helpers/command-io.ts';
import { type Deployment, deploy } from '../helpers/deployment.ts';
import { createGpg, type Gpg } from '../helpers/gpg.ts';
import { readBlocks } from '../helpers/read-blocks.ts';
import { type CommandFolder, makeCommandFolder } from '../helpers/run-command.ts';

const root = resolve(import.meta.dirname, '../..');

/** gpg signs by the real clock, so the desk is read as of a day after it. */
const now = Date.now();
const today = new Date(now).toISOString().slice(0, 10);
const opened = new Date(now + 86_400_000).toISOString().slice(0, 10);

const guide = 'delivery-test';

/** What the guide tells its reader to type under a heading. */
function toArgs(heading: string): string[] {
  const [block = ''] = readBlocks(guide, heading, 'sh');
  const [, line = ''] = /^npm run desk -- canary (.*)\n$/.exec(block) ?? [];
  return line.split(' ');
}

/** How long may pass until a mail is there, in milliseconds. */
const patience = 60_000;

let deployment: Deployment;
let small: CommandFolder;
/** Whose machine it is: a keyring, and a folder to work in. */
const machines = new Map<string, { gpg: Gpg; folder: string }>();

before(async () => {
  const [switchedOn = ''] = readBlocks(guide, 'Show it, and be told when it is old', 'yaml');
  small = makeCommandFolder({
    'desk.yaml': `name: Acme\nsummary: Acme makes tools.\nreviewed: ${today}\nquorum: 2\nids: ACME\nchannels:\n  - kind: form\n${switchedOn}`,
  });
  for (const name of ['carl', 'ann', 'bob']) {
    const folder = mkdtempSync(join(tmpdir(), `postern-${name}-`));
    machines.set(name, { gpg: await createGpg(), folder });
  }
  const keys = await Promise.all(
    ['ann', 'bob'].map(async (name) => {
      const wish = { name, kind: 'curve25519', made: '20200101T000000' } as const;
      return [name, (await machines.get(name)?.gpg.makeKey(wish))?.armored ?? ''] as const;
    }),
  );
  for (const [name, armored] of keys) small.write(`content/keys/${name}.asc`, armored);
  deployment = await deploy(join(small.path, 'content'));
  for (const { folder } of machines.values()) {
    symlinkSync(deployment.content, join(folder, 'content'), 'dir');
  }
  await deployment.build(opened);
  await deployment.startRelay(new Date(now).toISOString());
});

after(async () => {
  await deployment?.close();
  small?.[Symbol.dispose]();
  for (const { gpg, folder } of machines.values()) {
    await gpg.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Somebody's world: their keys, their folder, and the one desk. */
function toWorld(name: string) {
  const machine = machines.get(name);
  assert.ok(machine);
  const { gpg, folder } = machine;
  const env = {
    PATH: process.env.PATH ?? '',
    GNUPGHOME: gpg.home,
    POSTERN_CONTENT: join(folder, 'content'),
    POSTERN_DATE: opened,
  };
  return { cwd: folder, env };
}

/** Runs a command as somebody would who has their own machine. */
async function runAs(name: string, command: Command, args: readonly string[], input = '') {
  const { io, said } = createIo({ ...toWorld(name), stdin: Buffer.from(input, 'latin1') });
  const code = await command.run([...args], io);
  return { code, ...said };
}

/** The site has a certificate that only a process of its own can be told to trust. */
async function sendAs(name: string) {
  const { cwd, env } = toWorld(name);
  const trusting = { ...env, NODE_EXTRA_CA_CERTS: deployment.tlsCertificate };
  const args = [join(root, 'src/cli/desk.ts'), 'canary', ...toArgs('Send one'), '--json'];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, {
    cwd,
    env: trusting,
  });
  assert.equal(stderr, '');
  return JSON.parse(stdout) as { receipt: Receipt; readers: string[]; differences: string[] };
}

/** The mails that the relay has delivered, as soon as there are so many. */
async function readMails(count: number): Promise<string[]> {
  const folder = join(deployment.maildir, 'new');
  const read = () => {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  };
  for (const end = Date.now() + patience; read().length < count; await wait(50)) {
    assert.ok(Date.now() < end, `${read().length} of ${count} mails came`);
  }
  return read()
    .sort()
    .map((name) => readFileSync(join(folder, name), 'latin1'));
}

test('a delivery test goes the whole way, and each maintainer’s answer is checked, kept and shown', async () => {
  const missing = await runAs('carl', check, []);
  assert.equal(missing.code, 0);
  assert.equal(missing.out.match(/delivery-missing\]/g)?.length, 2);

  const { receipt, readers, differences } = await sendAs('carl');
  assert.deepEqual({ readers, differences }, { readers: ['ann', 'bob'], differences: [] });
  const mails = await readMails(2);
  const [mail = ''] = mails;
  for (const it of mails) {
    assert.match(it, new RegExp(`^X-Postern-Id: ${receipt.id}$`, 'm'));
    assert.match(it, /^Subject: Security report$/m);
    assert.doesNotMatch(it, /delivery|canary/i);
  }

  writeFileSync(join(toWorld('ann').cwd, 'test.eml'), mail, 'latin1');
  const ann = await runAs('ann', canary, toArgs('Answer it'));
  assert.equal(ann.code, 0, ann.err);
  assert.match(ann.out, /^content\/delivery-tests\/ann\.asc is written/);
  assert.match(ann.out, /The site will say that ann opened a delivery test/);
  const bob = await runAs('bob', canary, ['answer', '-'], mail);
  assert.equal(bob.code, 0, bob.err);
  const stranger = await runAs('carl', canary, ['answer', '-'], mail);
  assert.equal(stranger.code, 1);
  assert.match(stranger.err, /secret key of no certificate in keys\//);

  const checked = await runAs('carl', check, []);
  assert.match(checked.out, /: 0 errors, 0 warnings\.\n$/);
  const list = await runAs('carl', canary, toArgs('See who has answered'));
  assert.equal(
    list.out,
    `${receipt.receivedAt}  ${receipt.id}  ${deployment.url}\n  ${opened}  ann (delivery-tests/ann.asc)\n  ${opened}  bob (delivery-tests/bob.asc)\n`,
  );
  const elsewhere = await runAs('ann', canary, ['list']);
  assert.match(elsewhere.out, /ann answered a test that this machine did not send/);

  const answer = join(deployment.content, 'delivery-tests/ann.asc');
  const signed = readFileSync(answer, 'utf8');
  // The site is built as of the day after, and the form believes no time before that.
  assert.match(
    signed,
    new RegExp(`^site: ${deployment.url}\\nsent: ${opened}\\nopened: ${opened}$`, 'm'),
  );
  const [verify = ''] = readBlocks(guide, 'What an answer proves, and what it does not', 'sh');
  const { stderr } = await promisify(execFile)('sh', ['-c', verify], toWorld('ann'));
  assert.match(stderr, /Good signature from "ann/);
  const [example = ''] = readBlocks(guide, 'Answer it', 'text');
  const toNames = (text: string) => text.match(/^(?:# .*|\w+(?=: ))/gm);
  assert.deepEqual(toNames(example), toNames(signed)?.slice(1));
  const { token } = readSentTests(toWorld('carl').cwd)[0] ?? { token: '' };
  assert.match(token, /^[0-9a-f]{32}$/);
  assert.ok(!signed.includes(token) && !mail.includes(token), 'the token is in nothing public');
  assert.ok(!readdirSync(toWorld('ann').cwd).includes('.postern'), 'who answers keeps nothing');

  await deployment.build(opened);
  for (const path of ['/', '/keys/']) {
    const html = await deployment.read(path);
    assert.equal(html.split(`<time datetime="${opened}">${opened}</time>`).length - 1, 2, path);
  }
  assert.doesNotMatch(await deployment.read('/.well-known/postern/desk.json'), /deliver/i);

  writeFileSync(answer, signed.replace(`sent: ${opened}`, 'sent: 2026-01-01'));
  const broken = await runAs('carl', check, []);
  assert.equal(broken.code, 1);
  assert.match(
    broken.out,
    /^error delivery-tests\/ann\.asc: .* does not hold for ann.*delivery-signature\]$/m,
  );
});
