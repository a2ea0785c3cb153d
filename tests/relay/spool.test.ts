/** What every spool promises, asked of each; and what SQLite keeps across starts. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { Spool } from '../../src/relay/spool.ts';
import { damagedBody } from '../../src/relay/spool.ts';
import { openSpoolFile } from '../../src/relay/spool-file.ts';
import { startThread } from '../../src/relay/thread-client.ts';
import { createMemorySpool } from '../helpers/spool-memory.ts';
import { createSqliteSpool, openSqliteSpool } from './sqlite-spool.ts';

const folder = mkdtempSync(join(tmpdir(), 'postern-spool-'));
after(() => rmSync(folder, { recursive: true }));

let files = 0;
function createPath(): string {
  files += 1;
  return join(folder, `folder ${files}`, 'spool.sqlite');
}

const spools: readonly (readonly [name: string, create: () => Spool | Promise<Spool>])[] = [
  ['memory', createMemorySpool],
  ['SQLite', () => openSqliteSpool(createPath()).spool],
  ['a thread', async () => (await startThread().openSpool(createPath())).spool],
];

const now = new Date('2026-11-30T12:00:00Z');
const [anna, bert] = ['A'.repeat(40), 'B'.repeat(40)];

function toItem(name: string, recipients: readonly string[] = [anna]) {
  const sha256 = name.repeat(64).slice(0, 64);
  return { sha256, receivedAt: '2026-11-30T12:00:00Z', desk: 'https://desk.example', recipients };
}

async function put(spool: Spool, item: ReturnType<typeof toItem>, ...pieces: Uint8Array[]) {
  const writer = await spool.receive();
  for (const piece of pieces) await writer.write(piece);
  return await writer.commit(item);
}

async function readBody(spool: Spool, sha256: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of spool.body(sha256)) pieces.push(piece);
  return Buffer.concat(pieces);
}

function createBytes(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, n) => (n * 31 + (n >> 8)) % 256);
}

for (const [name, create] of spools) {
  describe(`a spool in ${name}`, () => {
    it('gives back what was written, whatever the pieces', async () => {
      const spool = await create();
      for (const length of [0, 1, 1024 * 1024, 1024 * 1024 + 1, 3 * 1024 * 1024 - 1]) {
        const bytes = createBytes(length);
        const pieces: Uint8Array[] = [];
        for (let at = 0; at < length; at += 700_001) pieces.push(bytes.subarray(at, at + 700_001));
        const item = toItem(`${length}-`);
        const stored = await put(spool, item, ...pieces);
        assert.equal(stored.item.bytes, length);
        assert.ok((await readBody(spool, item.sha256)).equals(bytes));
      }
      await spool.close();
    });

    it('shows a report to nobody before it is committed, and nothing of an aborted one', async () => {
      const spool = await create();
      const writer = await spool.receive();
      await writer.write(createBytes(2 * 1024 * 1024));
      assert.deepEqual(await spool.due(now), []);
      assert.equal((await spool.holding()).bytes, 0);
      await writer.abort();
      assert.equal((await spool.holding()).bytes, 0);
      await spool.close();
    });

    it('keeps what was committed although its writer drops the rest', async () => {
      const spool = await create();
      const writer = await spool.receive();
      await writer.write(createBytes(2 * 1024 * 1024 + 1));
      const { item } = await writer.commit(toItem('a'));
      await writer.abort();
      assert.equal((await readBody(spool, item.sha256)).length, 2 * 1024 * 1024 + 1);
      await spool.close();
    });

    it('returns the earlier item for the same ciphertext, and keeps one body', async () => {
      const spool = await create();
      const first = await put(spool, toItem('a'), createBytes(100));
      const again = { ...toItem('a', [bert]), receivedAt: '2026-12-01T00:00:00Z' };
      const second = await put(spool, again, createBytes(100));
      assert.deepEqual(first.repeated, false);
      assert.deepEqual(second, { item: first.item, repeated: true });
      assert.equal((await spool.holding()).bytes, 100);
      assert.equal((await spool.due(now)).length, 1);
      await spool.close();
    });

    it('counts what waits, of one desk and of all', async () => {
      const spool = await create();
      const { item } = await put(spool, toItem('a'), createBytes(100));
      await put(spool, { ...toItem('b'), desk: 'https://other.example' }, createBytes(7));
      assert.deepEqual(await spool.holding(), { reports: 2, bytes: 107 });
      assert.deepEqual(await spool.holding('https://other.example'), { reports: 1, bytes: 7 });
      await spool.record(item.sha256, anna, { state: 'delivered', at: now });
      assert.deepEqual(await spool.holding('https://desk.example'), { reports: 0, bytes: 0 });
      assert.deepEqual(await spool.holding(), { reports: 1, bytes: 7 });
      await spool.close();
    });

    it('says in numbers where its mail stands', async () => {
      const spool = await create();
      const none = { reports: 0, bytes: 0, oldest: null, due: 0, held: 0, aside: 0 };
      assert.deepEqual(await spool.stats(), none);
      const { item } = await put(spool, toItem('a', [anna, bert]), createBytes(100));
      await put(spool, toItem('b'), createBytes(7));
      await spool.record(item.sha256, anna, { state: 'held' });
      await spool.record(item.sha256, bert, { state: 'aside', code: '550' });
      const counts = { reports: 2, bytes: 107, due: 1, held: 1, aside: 1 };
      assert.deepEqual(await spool.stats(), { ...counts, oldest: '2026-11-30T12:00:00Z' });
      await spool.close();
    });

    it('remembers what was done under a name, until it is taken back', async () => {
      const spool = await create();
      assert.equal(await spool.lastDone('warned'), null);
      await spool.noteDone('warned', now);
      assert.deepEqual(await spool.lastDone('warned'), now);
      assert.equal(await spool.lastDone('other'), null);
      await spool.noteDone('warned', null);
      assert.equal(await spool.lastDone('warned'), null);
      await spool.close();
    });

    it('takes mail as due that a clock, which was wrong, put off for years', async () => {
      const spool = await create();
      const { item } = await put(spool, toItem('a'), createBytes(100));
      const nextYear = new Date(now.getTime() + 365 * 86_400_000);
      await spool.record(item.sha256, anna, { state: 'due', nextAt: nextYear, code: '451' });
      assert.deepEqual(await spool.due(now), [{ item, recipient: anna, attempts: 1 }]);
      await spool.close();
    });

    it('holds a body until the last recipient has it', async () => {
      const spool = await create();
      const { item } = await put(spool, toItem('a', [anna, bert]), createBytes(100));
      const later = new Date(now.getTime() + 60_000);
      await spool.record(item.sha256, bert, { state: 'due', nextAt: later, code: '451' });
      assert.equal(await spool.record(item.sha256, anna, { state: 'delivered', at: now }), false);
      assert.deepEqual(await spool.due(now), []);
      assert.deepEqual(await spool.due(later), [{ item, recipient: bert, attempts: 1 }]);
      await spool.record(item.sha256, bert, { state: 'aside', code: '550' });
      assert.deepEqual(await spool.due(later), []);
      assert.equal((await readBody(spool, item.sha256)).length, 100);
      await spool.retryAside(later);
      assert.deepEqual(await spool.due(later), [{ item, recipient: bert, attempts: 2 }]);
      assert.equal(await spool.record(item.sha256, bert, { state: 'delivered', at: now }), true);
      assert.equal((await spool.holding()).bytes, 0);
      await assert.rejects(readBody(spool, item.sha256), { code: damagedBody });
      assert.deepEqual(await spool.find(item.sha256), item);
      await spool.close();
    });

    it('forgets delivered reports when told to, and never others', async () => {
      const spool = await create();
      const { item: gone } = await put(spool, toItem('a'), createBytes(10));
      const { item: waiting } = await put(spool, toItem('b'), createBytes(10));
      await spool.record(gone.sha256, anna, { state: 'delivered', at: now });
      await spool.forgetDelivered(now);
      assert.deepEqual(await spool.find(gone.sha256), gone);
      await spool.forgetDelivered(new Date(now.getTime() + 1000));
      assert.equal(await spool.find(gone.sha256), null);
      assert.deepEqual(await spool.find(waiting.sha256), waiting);
      await spool.close();
    });
  });
}

describe('a spool in SQLite', () => {
  it('keeps reports and removes half-arrived ones when it is opened again', async () => {
    const path = createPath();
    const first = openSqliteSpool(path);
    assert.equal(first.leftovers, 0);
    const { item } = await put(first.spool, toItem('a'), createBytes(2_000_000));
    const half = await first.spool.receive();
    await half.write(createBytes(2_000_000));
    await first.spool.close();
    const second = openSqliteSpool(path);
    assert.equal(second.leftovers, 1);
    assert.deepEqual(await second.spool.due(now), [{ item, recipient: anna, attempts: 0 }]);
    assert.equal((await readBody(second.spool, item.sha256)).length, 2_000_000);
    await second.spool.close();
  });

  it('belongs to one relay at a time', async () => {
    const path = createPath();
    const { spool } = openSqliteSpool(path);
    assert.throws(() => openSqliteSpool(path), { code: 'ERR_SQLITE_ERROR' });
    await spool.close();
    await openSqliteSpool(path).spool.close();
  });

  it('says why a thread could not open it, and gives it free when it is closed', async () => {
    const path = createPath();
    const { spool } = await startThread().openSpool(path);
    // SQLITE_BUSY
    const other = startThread();
    await assert.rejects(other.openSpool(path), { code: 'ERR_SQLITE_ERROR-5' });
    await other.end();
    const { item } = await put(spool, toItem('a'), createBytes(2_000_000));
    await spool.close();
    const again = await startThread().openSpool(path);
    assert.equal(again.leftovers, 0);
    assert.equal((await readBody(again.spool, item.sha256)).length, 2_000_000);
    await again.spool.close();
  });

  it('refuses one call in a thread with the code of its failure, and goes on with the others', async () => {
    const { spool } = await startThread().openSpool(createPath());
    const wrong = { ...toItem('a'), recipients: [anna, anna] };
    const [refused, stored] = await Promise.allSettled([
      put(spool, wrong, createBytes(10)),
      put(spool, toItem('b'), createBytes(10)),
    ]);
    // SQLITE_CONSTRAINT_PRIMARYKEY
    assert.equal(refused.status === 'rejected' && refused.reason.code, 'ERR_SQLITE_ERROR-1555');
    assert.equal(stored.status, 'fulfilled');
    assert.deepEqual(await spool.holding(), { reports: 1, bytes: 10 });
    await spool.close();
  });

  it('counts in a thread what another process has taken out meanwhile', async () => {
    const path = createPath();
    const { spool } = await startThread().openSpool(path);
    const { item } = await put(spool, toItem('a'), createBytes(10));
    const beside = createSqliteSpool(openSpoolFile(path));
    await beside.record(item.sha256, anna, { state: 'delivered', at: now });
    await beside.close();
    assert.deepEqual(await spool.holding(), { reports: 0, bytes: 0 });
    await spool.close();
  });
});
