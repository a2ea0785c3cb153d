/** A disk that is full, read-only or fails to flush: no receipt without a stored report, and nothing stored is lost. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import type { Receipt } from '../../src/contract.ts';
import { reportsPath } from '../../src/contract.ts';
import { createApp } from '../../src/relay/app.ts';
import { createDeliverer } from '../../src/relay/deliver.ts';
import { toLintDesk } from '../../src/relay/desk-keys.ts';
import type { LogEntry } from '../../src/relay/log.ts';
import { createSha256, toSha256Hex } from '../../src/relay/node-openers.ts';
import { createReceiptKeyPair, createReceiptSigner } from '../../src/relay/receipt.ts';
import { openSpoolFile } from '../../src/relay/spool-file.ts';
import { createEntity, createManifest, createTestKey, seal } from '../helpers/sealed.ts';
import { relayOrigin, toPost } from './doors.ts';
import { createOpenLimiter } from './open-limiter.ts';
import { createSqliteSpool } from './sqlite-spool.ts';

const anna = await createTestKey();
const signer = await createReceiptSigner((await createReceiptKeyPair()).privateKeyPem);
const lintDesk = toLintDesk({ manifest: createManifest([anna.recipient]), withdrawn: [] }, 0);
const large = 1024 * 1024;
const toReport = async (text: string, bytes?: number) =>
  new Uint8Array(await seal([anna.publicKey], createEntity(text, bytes)));

/** A relay on a file that the test can break. */
function openOnDisk(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'postern-disk-'));
  const db = openSpoolFile(join(folder, 'spool.sqlite'));
  const spool = createSqliteSpool(db);
  t.after(async () => {
    await spool.close();
    rmSync(folder, { recursive: true });
  });
  const log: LogEntry[] = [];
  const mailed: string[] = [];
  const now = () => new Date();
  const origin = 'https://desk.example';
  const desk = { ...lintDesk, origin, signer, refresh: async () => {} };
  const app = createApp({
    origin: relayOrigin,
    desks: { find: (from) => (from === origin ? desk : null) },
    spool,
    spoolShare: { reports: 1000, bytes: 1024 ** 3 },
    arrivingShare: 64,
    limiter: createOpenLimiter(),
    trustProxy: 0,
    proofBits: 0,
    createSha256,
    toSha256Hex,
    log: (entry) => log.push(entry),
    now,
    onStored: () => {},
    patience: { idleMs: 5000, wholeMs: 60_000, leastBytesPerSecond: 0 },
  });
  const deliverer = createDeliverer({
    spool,
    courier: {
      async deliver({ item }) {
        mailed.push(item.sha256);
        return { outcome: 'delivered' };
      },
      check: async () => ({ outcome: 'delivered' }),
      notify: async () => ({ outcome: 'delivered' }),
    },
    gate: { admits: async () => true, settle: async () => false },
    log: (entry) => log.push(entry),
    now,
    random: () => 0,
  });
  return {
    db,
    spool,
    log,
    /** @returns the hash of what has a receipt now, or null where the form is asked to try again */
    async post(report: Uint8Array<ArrayBuffer>): Promise<string | null> {
      const response = await app.request(reportsPath, toPost(report), { remoteAddress: '::1' });
      if (response.status === 202) return ((await response.json()) as Receipt).sha256;
      assert.equal(response.status, 503);
      assert.equal(response.headers.get('retry-after'), '60');
      return null;
    },
    async mails(): Promise<readonly string[]> {
      await deliverer.deliverDue();
      return mailed;
    },
  };
}

function readNumber(db: DatabaseSync, pragma: string): number {
  return Number(Object.values(db.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]);
}

/** Makes every commit fail, before it was done or after. */
function breakCommit(db: DatabaseSync, when: 'before' | 'after'): () => void {
  const exec = db.exec.bind(db);
  db.exec = (sql) => {
    if (sql === 'COMMIT' && when === 'before') exec('ROLLBACK');
    else exec(sql);
    if (sql !== 'COMMIT') return;
    const error = new Error('disk I/O error');
    throw Object.assign(error, { code: 'ERR_SQLITE_ERROR', errcode: 1034 });
  };
  return () => {
    db.exec = exec;
  };
}

describe('a disk', () => {
  it('that is full costs no report its receipt in vain, and is used again once there is room', async (t) => {
    const relay = openOnDisk(t);
    const pages = (3.5 * large) / readNumber(relay.db, 'page_size');
    const room = readNumber(relay.db, 'page_count') + pages;
    relay.db.exec(`PRAGMA max_page_count = ${Math.round(room)}`);
    const acknowledged: string[] = [];
    let refused = 0;
    for (let n = 0; n < 6; n += 1) {
      const sha256 = await relay.post(await toReport(`report ${n}`, large));
      if (sha256 === null) refused += 1;
      else acknowledged.push(sha256);
    }
    assert.deepEqual([acknowledged.length, refused], [3, 3]);
    assert.ok(relay.log.some(({ code }) => code === 'ERR_SQLITE_ERROR-13'));
    assert.equal((await relay.spool.holding()).reports, 3);
    relay.db.exec('PRAGMA max_page_count = 1000000');
    acknowledged.push((await relay.post(await toReport('later', large))) ?? '');
    assert.deepEqual(await relay.mails(), acknowledged);
    assert.deepEqual(await relay.spool.holding(), { reports: 0, bytes: 0 });
  });

  it('that turns read-only takes no report, and goes on where it was afterwards', async (t) => {
    const relay = openOnDisk(t);
    const before = await relay.post(await toReport('before'));
    relay.db.exec('PRAGMA query_only = ON');
    for (const bytes of [undefined, 4 * large]) {
      assert.equal(await relay.post(await toReport('meanwhile', bytes)), null);
    }
    assert.ok(relay.log.some(({ code }) => code === 'ERR_SQLITE_ERROR-8'));
    relay.db.exec('PRAGMA query_only = OFF');
    const after = await relay.post(await toReport('after'));
    assert.deepEqual(await relay.mails(), [before, after]);
  });

  it('that cannot flush gives no receipt, and the same report sent again is received', async (t) => {
    const relay = openOnDisk(t);
    const report = await toReport('again');
    const mend = breakCommit(relay.db, 'before');
    assert.equal(await relay.post(report), null);
    assert.ok(relay.log.some(({ code }) => code === 'ERR_SQLITE_ERROR-1034'));
    assert.deepEqual(await relay.spool.holding(), { reports: 0, bytes: 0 });
    mend();
    const sha256 = await relay.post(report);
    assert.deepEqual(await relay.mails(), [sha256]);
  });

  it('that fails after it has written gives no receipt either; the report may arrive all the same, and once', async (t) => {
    const relay = openOnDisk(t);
    const report = await toReport('it was written');
    const mend = breakCommit(relay.db, 'after');
    assert.equal(await relay.post(report), null);
    mend();
    assert.deepEqual(await relay.spool.holding(), { reports: 1, bytes: report.length });
    const mails = await relay.mails();
    assert.equal(mails.length, 1);
    assert.equal(await relay.post(report), mails[0]);
    assert.equal((await relay.mails()).length, 1);
    assert.deepEqual(await relay.spool.holding(), { reports: 0, bytes: 0 });
  });

  it('that fails when a delivery is noted is asked again, and no mail goes out twice meanwhile', async (t) => {
    const relay = openOnDisk(t);
    const sha256 = await relay.post(await toReport('once'));
    const mend = breakCommit(relay.db, 'before');
    for (let pass = 0; pass < 3; pass += 1) assert.deepEqual(await relay.mails(), [sha256]);
    assert.equal(relay.log.filter(({ event }) => event === 'alarm-spool-failed').length, 3);
    mend();
    assert.deepEqual(await relay.mails(), [sha256]);
    assert.deepEqual(await relay.spool.holding(), { reports: 0, bytes: 0 });
  });
});
