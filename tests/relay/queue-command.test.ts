/** What an operator does with the spool, beside a relay that runs: look, let go on, take out. */
import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { runQueue } from '../../src/relay/queue-command.ts';
import { parseSettings } from '../../src/relay/settings.ts';
import type { Spool } from '../../src/relay/spool.ts';
import { NewerSpoolError, openSpoolFile } from '../../src/relay/spool-file.ts';
import { createManifest, createTestKey } from '../helpers/sealed.ts';
import { createRelayFolder, startRelayProcess } from './relay-process.ts';
import { openSqliteSpool } from './sqlite-spool.ts';

const folder = mkdtempSync(join(tmpdir(), 'postern-queue-'));
const path = join(folder, 'spool.sqlite');
const out = join(folder, 'out');
const now = new Date('2026-11-30T13:00:00Z');
const [anna, bert] = ['A'.repeat(40), 'B'.repeat(40)];
const parsed = parseSettings({
  RELAY_ORIGIN: 'https://relay.example',
  RELAY_DESK: 'desk.json',
  RELAY_RECEIPT_KEY: 'key.pem',
  RELAY_MAILDIR: join(folder, 'mail'),
  RELAY_SPOOL: path,
});
assert.ok(parsed.ok);
const { settings } = parsed;

let spool: Spool;

function toNew(sha256: string) {
  return { sha256, receivedAt: '2026-11-30T12:00:00Z', desk: 'https://desk.example' };
}

async function put(letter: string): Promise<string> {
  const sha256 = letter.repeat(64);
  const writer = await spool.receive();
  await writer.write(Buffer.from(`the report ${letter}`));
  await writer.commit({ ...toNew(sha256), recipients: [anna, bert] });
  return sha256;
}

before(async () => {
  ({ spool } = openSqliteSpool(path));
  const [a, b] = [await put('a'), await put('b')];
  await spool.record(a, anna, { state: 'delivered', at: now });
  await spool.record(a, bert, { state: 'aside', code: '550' });
  await spool.record(b, anna, { state: 'held' });
  const nextAt = new Date('2026-11-30T13:05:00Z');
  await spool.record(b, bert, { state: 'due', nextAt, code: '451' });
});

after(async () => {
  await spool.close();
  rmSync(folder, { recursive: true });
});

describe('npm run relay -- queue', () => {
  it('lists reports and where each mail stands, while the relay holds the spool', async () => {
    const { code, out: text } = await runQueue(['list'], settings, now);
    assert.equal(code, 0);
    assert.deepEqual(text.split('\n'), [
      'aaaaaaaaaaaaaaaaaaaa  2026-11-30T12:00:00Z  12 bytes  https://desk.example',
      `  ${anna}  delivered`,
      `  ${bert}  set aside after 1 attempt (550)`,
      'bbbbbbbbbbbbbbbbbbbb  2026-11-30T12:00:00Z  12 bytes  https://desk.example',
      `  ${anna}  held`,
      `  ${bert}  due 2026-11-30T13:05:00.000Z after 1 attempt (451)`,
      '',
    ]);
    const json = await runQueue(['list', '--json'], settings, now);
    assert.deepEqual(JSON.parse(json.out), await spool.undelivered());
  });

  it('counts them', async () => {
    const json = await runQueue(['stats', '--json'], settings, now);
    const oldest = '2026-11-30T12:00:00Z';
    const counts = { reports: 2, bytes: 24, oldest, due: 1, held: 1, aside: 1 };
    assert.deepEqual(JSON.parse(json.out), counts);
    assert.match((await runQueue(['stats'], settings, now)).out, /^Mails set aside +1 /m);
  });

  it('writes each report as a mail for its owner alone, and leaves the spool as it is', async () => {
    const said = await runQueue(['export', out], settings, now);
    assert.deepEqual(said, { code: 0, out: `2 reports written into ${out}.\n`, err: '' });
    const names = ['aaaaaaaaaaaaaaaaaaaa.eml', 'bbbbbbbbbbbbbbbbbbbb.eml'];
    assert.deepEqual(readdirSync(out).sort(), names);
    for (const name of names) {
      const mail = readFileSync(join(out, name), 'latin1');
      assert.match(mail, /^Content-Type: multipart\/encrypted;/m);
      assert.match(mail, new RegExp(`^X-Postern-Id: ${name.slice(0, 20)}\r$`, 'm'));
      assert.match(mail, /-----END PGP MESSAGE-----/);
      assert.equal(statSync(join(out, name)).mode & 0o777, 0o600);
    }
    assert.equal((await spool.undelivered()).length, 2);
  });

  it('writes through no link that lies where it writes', async () => {
    const linked = join(folder, 'linked');
    const victim = join(folder, 'victim');
    mkdirSync(linked);
    writeFileSync(victim, 'untouched');
    const waiting = await spool.undelivered();
    assert.equal(waiting.length, 2);
    for (const { item } of waiting) {
      symlinkSync(victim, join(linked, `.${item.sha256.slice(0, 20)}.eml`));
    }
    assert.equal((await runQueue(['export', linked], settings, now)).code, 0);
    assert.equal(readFileSync(victim, 'utf8'), 'untouched');
  });

  it('lets mail that was set aside or put off be tried at once, and what a flood held back only when asked', async () => {
    assert.match((await runQueue(['retry'], settings, now)).out, /^2 mails will be tried/);
    assert.deepEqual(
      (await spool.due(now)).map((it) => [it.item.sha256[0], it.recipient]),
      [
        ['a', bert],
        ['b', bert],
      ],
    );
    assert.match((await runQueue(['retry', '--held'], settings, now)).out, /^1 mail will be/);
    assert.equal((await spool.due(now)).length, 3);
  });

  it('takes out what was written only when asked, and the relay counts its room anew', async () => {
    assert.equal((await spool.holding()).bytes, 24);
    const { out: text } = await runQueue(['export', out, '--remove'], settings, now);
    assert.equal(text, `2 reports written into ${out}, and left the spool.\n`);
    assert.deepEqual(await spool.undelivered(), []);
    assert.equal((await spool.holding()).bytes, 0);
    assert.equal((await runQueue(['list'], settings, now)).out, 'Nothing waits.\n');
    assert.equal((await spool.find('a'.repeat(64)))?.bytes, 12);
  });

  it('writes no report of which the spool has lost some, names it, and leaves it where it is', async () => {
    const lost = join(folder, 'lost.sqlite');
    const beside = openSqliteSpool(lost);
    const stored = ['c', 'd'].map((name) => name.repeat(64));
    for (const sha256 of stored) {
      const writer = await beside.spool.receive();
      await writer.write(new Uint8Array(12));
      await writer.commit({ ...toNew(sha256), recipients: [anna] });
    }
    await beside.spool.close();
    const db = new DatabaseSync(lost);
    db.exec('DELETE FROM chunk WHERE item = 1');
    db.close();
    const target = join(folder, 'saved');
    const said = await runQueue(['export', target, '--remove'], { ...settings, spool: lost }, now);
    assert.equal(said.code, 1);
    assert.equal(said.out, `1 report written into ${target}, and left the spool.\n`);
    assert.match(said.err, /^Not whole in the spool, .+:\n {2}c{20}\n$/);
    assert.deepEqual(readdirSync(target), [`${'d'.repeat(20)}.eml`]);
    const list = await runQueue(['list', '--json'], { ...settings, spool: lost }, now);
    assert.equal(JSON.parse(list.out).length, 1);
  });

  it('explains its usage when it is called in another way', async () => {
    for (const args of [[], ['lsit'], ['list', 'x'], ['export'], ['retry', '--json']]) {
      const { code, err } = await runQueue(args, settings, now);
      assert.equal(code, 2);
      assert.match(err, /^Usage: npm run relay -- queue list/);
    }
  });

  it('says that there is no spool yet, and makes none', async () => {
    const missing = join(folder, 'none.sqlite');
    const { code, err } = await runQueue(['list'], { ...settings, spool: missing }, now);
    assert.equal(code, 1);
    assert.match(err, /there is no file .+none\.sqlite/);
    assert.ok(!readdirSync(folder).includes('none.sqlite'));
  });

  it('works as a command beside the relay’s own process', async (t) => {
    const manifest = createManifest([(await createTestKey()).recipient]);
    const relayFolder = await createRelayFolder(manifest);
    t.after(() => relayFolder.remove());
    const relay = startRelayProcess(relayFolder.env);
    await relay.url();
    const { code, stdout, stderr } = await startRelayProcess(relayFolder.env, ['queue', 'stats'])
      .ended;
    relay.kill('SIGTERM');
    await relay.ended;
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /^Reports that wait {3}0$/m);
  });
});

describe('the file of the spool', () => {
  /** As the first version wrote it. */
  function writeFirstVersion(file: string): void {
    const db = new DatabaseSync(file);
    db.exec(`
      CREATE TABLE item (key INTEGER PRIMARY KEY,
        state TEXT NOT NULL CHECK (state IN ('receiving', 'received', 'delivered')),
        sha256 TEXT UNIQUE, received_at TEXT, desk TEXT, bytes INTEGER NOT NULL DEFAULT 0) STRICT;
      CREATE TABLE chunk (item INTEGER NOT NULL REFERENCES item (key) ON DELETE CASCADE,
        n INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (item, n)) STRICT;
      CREATE TABLE delivery (item INTEGER NOT NULL REFERENCES item (key) ON DELETE CASCADE,
        recipient TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('due', 'delivered', 'aside')),
        attempts INTEGER NOT NULL DEFAULT 0, next_at INTEGER NOT NULL DEFAULT 0, code TEXT,
        PRIMARY KEY (item, recipient)) STRICT;
      CREATE INDEX delivery_due ON delivery (state, next_at);
      INSERT INTO item VALUES (1, 'received', 'cafe', '2026-11-30T12:00:00Z', 'https://desk.example', 4);
      INSERT INTO chunk VALUES (1, 0, x'01020304');
      INSERT INTO delivery VALUES (1, '${anna}', 'aside', 3, 0, '550');`);
    db.close();
  }

  it('of the first version is brought up to date with all that it holds', async () => {
    const file = join(folder, 'first.sqlite');
    writeFirstVersion(file);
    const { spool: old } = openSqliteSpool(file);
    assert.equal((await old.holding()).bytes, 4);
    const [entry] = await old.undelivered();
    assert.equal(entry?.item.sha256, 'cafe');
    assert.deepEqual(entry?.deliveries, [
      { recipient: anna, state: 'aside', attempts: 3, nextAt: null, code: '550' },
    ]);
    await old.record('cafe', anna, { state: 'held' });
    assert.deepEqual(await old.held(), [
      { desk: 'https://desk.example', recipient: anna, count: 1 },
    ]);
    await old.close();
    await openSqliteSpool(file).spool.close();
  });

  it('of a newer version is left as it is', () => {
    const file = join(folder, 'newer.sqlite');
    openSpoolFile(file).close();
    const db = new DatabaseSync(file);
    db.exec('PRAGMA user_version = 99');
    db.close();
    const before = readFileSync(file);
    assert.throws(() => openSqliteSpool(file), NewerSpoolError);
    assert.deepEqual(readFileSync(file), before);
  });

  it('that is none is refused', () => {
    const file = join(folder, 'text.sqlite');
    writeFileSync(file, 'not a database, but long enough to be looked at as one by its header');
    assert.throws(() => openSqliteSpool(file), { code: 'ERR_SQLITE_ERROR' });
  });
});
