/** The entry that operators start: its faults, its signals, its key maker. */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Health } from '../../src/contract.ts';
import { reportsPath } from '../../src/contract.ts';
import { createReceiptSigner } from '../../src/relay/receipt.ts';
import { createEntity, createManifest, createTestKey, seal } from '../helpers/sealed.ts';
import { readMaildir, toProvedPost, until } from './doors.ts';
import { createRelayFolder, startRelayProcess } from './relay-process.ts';

const [anna, bert] = await Promise.all([createTestKey(), createTestKey()]);
const manifest = createManifest([anna.recipient, bert.recipient]);

describe('node src/relay/node.ts', () => {
  it('lists every faulty setting, shows no value, and ends with 1', async () => {
    const { code, stderr, stdout } = await startRelayProcess({
      RELAY_ORIGIN: 'relay.example/path',
      RELAY_SMTP_URL: 'http://user:hunter2@mail.example',
      RELAY_REPLY_TO: 'not an address',
      RELAY_PROT: '80',
    }).ended;
    assert.equal(code, 1);
    assert.equal(stdout, '');
    for (const name of ['ORIGIN', 'SMTP_URL', 'REPLY_TO', 'PROT', 'DESK', 'RECEIPT_KEY']) {
      assert.match(stderr, new RegExp(`^  RELAY_${name} .+\\.$`, 'm'));
    }
    assert.doesNotMatch(stderr, /hunter2|not an address/);
  });

  it('lists every part that cannot be opened, and ends with 1', async (t) => {
    const folder = await createRelayFolder(manifest);
    t.after(() => folder.remove());
    const { code, stderr } = await startRelayProcess({
      ...folder.env,
      RELAY_SMTP_URL: 'smtp://mail.example',
      RELAY_RECIPIENTS: `${anna.fingerprint}=anna@desk.example`,
      RELAY_TLS_CA: join(folder.path, 'no-such-ca.pem'),
      RELAY_RECEIPT_KEY: `${folder.key}, ${join(folder.path, 'no-such-key.pem')}`,
    }).ended;
    assert.equal(code, 1);
    assert.match(stderr, new RegExp(`RELAY_RECIPIENTS has no address for ${bert.fingerprint}`));
    assert.doesNotMatch(stderr, new RegExp(anna.fingerprint));
    assert.match(stderr, /RELAY_TLS_CA: .+ cannot be read \(ENOENT\)/);
    assert.match(stderr, /RELAY_RECEIPT_KEY: there is no file .+ -- keygen/);
  });

  it('does not start for a desk that does not publish its receipt key', async (t) => {
    const folder = await createRelayFolder(manifest);
    t.after(() => folder.remove());
    await writeFile(folder.desk, JSON.stringify(manifest));
    const { code, stderr } = await startRelayProcess(folder.env).ended;
    assert.equal(code, 1);
    assert.ok(stderr.includes(folder.publicKey), 'it names the key that is to be published');
  });

  it('takes what the environment does not set from a file .env where it is started', async (t) => {
    const folder = await createRelayFolder(manifest);
    t.after(() => folder.remove());
    const lines = Object.entries({ ...folder.env, RELAY_HOST: 'no.such.host.invalid' });
    await writeFile(join(folder.path, '.env'), lines.map((line) => line.join('=')).join('\n'));
    const relay = startRelayProcess({ RELAY_HOST: '127.0.0.1' }, [], folder.path);
    assert.match(await relay.url(), /^http:\/\/127\.0\.0\.1:/);
    relay.kill('SIGTERM');
    await relay.ended;
  });

  it('makes every file for its owner alone', async (t) => {
    const folder = await createRelayFolder(manifest);
    t.after(() => folder.remove());
    const before = new Set(await readdir(folder.path));
    const relay = startRelayProcess(folder.env);
    await relay.url();
    const made = (await readdir(folder.path)).filter((name) => !before.has(name));
    assert.ok(made.length > 2, made.join());
    for (const name of made) {
      const { mode } = await stat(join(folder.path, name));
      assert.equal(mode & 0o077, 0, name);
    }
    relay.kill('SIGTERM');
    await relay.ended;
  });

  it('does not start with a damaged spool, leaves it as it is, and says where to read on', async (t) => {
    const folder = await createRelayFolder(manifest);
    t.after(() => folder.remove());
    const damaged = Buffer.alloc(16_384, 'no spool');
    await writeFile(folder.spool, damaged);
    const { code, stderr } = await startRelayProcess(folder.env).ended;
    assert.equal(code, 1);
    assert.match(
      stderr,
      /RELAY_SPOOL: .+ is damaged or no spool, and the guide .+ERR_SQLITE_ERROR-26/,
    );
    assert.deepEqual(await readFile(folder.spool), damaged);
  });

  it('does not share its spool with a second relay', async (t) => {
    const folder = await createRelayFolder(manifest);
    t.after(() => folder.remove());
    const first = startRelayProcess(folder.env);
    await first.url();
    const { code, stderr } = await startRelayProcess(folder.env).ended;
    first.kill('SIGTERM');
    await first.ended;
    assert.equal(code, 1);
    assert.match(stderr, /RELAY_SPOOL: .+ another relay is using it/);
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`answers until ${signal}, then ends cleanly`, async (t) => {
      const folder = await createRelayFolder(manifest);
      t.after(() => folder.remove());
      const relay = startRelayProcess(folder.env);
      const response = await fetch(`${await relay.url()}/health`);
      assert.equal(((await response.json()) as Health).status, 'ok');
      relay.kill(signal);
      const { code, stderr } = await relay.ended;
      assert.equal(code, 0);
      assert.equal(stderr, '');
      assert.equal(relay.log().at(-1)?.event, 'stopped');
    });
  }

  it('mails a report right after it was taken', async (t) => {
    const folder = await createRelayFolder(manifest);
    t.after(() => folder.remove());
    const relay = startRelayProcess(folder.env);
    const report = await seal([anna.publicKey], createEntity('a flaw'));
    const url = await relay.url();
    const begun = Date.now();
    const response = await fetch(`${url}${reportsPath}`, toProvedPost(report));
    assert.equal(response.status, 202);
    const [mail] = await until(async () => {
      const mails = await readMaildir(folder.maildir);
      return mails.length > 0 && mails;
    });
    assert.match(mail ?? '', /^X-Postern-Id: /m);
    assert.ok(Date.now() - begun < 10_000, 'it did not wait for the next round');
    relay.kill('SIGTERM');
    await relay.ended;
  });

  it('says that a port is taken, and ends with 1', async (t) => {
    const [one, two] = [await createRelayFolder(manifest), await createRelayFolder(manifest)];
    t.after(() => Promise.all([one.remove(), two.remove()]));
    const first = startRelayProcess(one.env);
    const { port } = new URL(await first.url());
    const { code, stderr } = await startRelayProcess({ ...two.env, RELAY_PORT: port }).ended;
    first.kill('SIGTERM');
    await first.ended;
    assert.equal(code, 1);
    assert.match(stderr, /RELAY_HOST, RELAY_PORT: .+EADDRINUSE/);
  });

  it('keeps serving the last good keys when its desk cannot be read at a later start', async (t) => {
    const folder = await createRelayFolder(manifest);
    t.after(() => folder.remove());
    const first = startRelayProcess(folder.env);
    await first.url();
    first.kill('SIGTERM');
    await first.ended;
    await rm(folder.desk);
    const second = startRelayProcess(folder.env);
    await second.url();
    await until(() => second.log().find(({ event }) => event === 'alarm-desk-unreadable'));
    second.kill('SIGTERM');
    assert.equal((await second.ended).code, 0);
  });

  it('makes a receipt key, for its owner alone, and never writes over one', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'postern-key-'));
    t.after(() => rm(folder, { recursive: true }));
    const path = join(folder, 'receipt-key.pem');
    const made = await startRelayProcess({}, ['keygen', path]).ended;
    assert.equal(made.code, 0);
    const pem = await readFile(path, 'utf8');
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.ok(made.stdout.includes((await createReceiptSigner(pem)).publicKey));
    assert.doesNotMatch(made.stdout, /PRIVATE KEY/);
    assert.equal((await startRelayProcess({}, ['keygen', path]).ended).code, 1);
    assert.equal(await readFile(path, 'utf8'), pem);
  });

  it('explains its usage when it is asked, or called in another way', async () => {
    const asked = await startRelayProcess({}, ['--help']).ended;
    assert.equal(asked.code, 0);
    assert.match(asked.stdout, /^Usage: /);
    const { code, stderr } = await startRelayProcess({}, ['kyegen', 'x']).ended;
    assert.equal(code, 2);
    assert.equal(stderr, asked.stdout);
  });
});
