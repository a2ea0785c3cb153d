/** A flood of valid reports: a few arrive as mail, the rest waits, one mail says so, and nothing is lost. */
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { createDeliverer } from '../../src/relay/deliver.ts';
import { createFloodGate, toAnnouncement } from '../../src/relay/flood.ts';
import type { LogEntry } from '../../src/relay/log.ts';
import type { Notice } from '../../src/relay/notice.ts';
import { renderNotice } from '../../src/relay/notice.ts';
import type { Spool } from '../../src/relay/spool.ts';
import { createMemorySpool } from '../helpers/spool-memory.ts';
import { openSqliteSpool } from './sqlite-spool.ts';

const folder = mkdtempSync(join(tmpdir(), 'postern-flood-'));
after(() => rmSync(folder, { recursive: true }));

const [anna, bert] = ['A'.repeat(40), 'B'.repeat(40)];
const [desk, otherDesk] = ['https://desk.example', 'https://other.example'];
const minuteMs = 60_000;
const perHour = 20;

const spools: readonly (readonly [name: string, create: () => Spool])[] = [
  ['memory', createMemorySpool],
  ['SQLite', () => openSqliteSpool(join(folder, `${randomUUID()}.sqlite`)).spool],
];

function createInbox(spool: Spool) {
  let now = Date.parse('2026-11-30T12:00:00Z');
  let count = 0;
  let reachable = true;
  const mails: { sha256: string; desk: string; recipient: string }[] = [];
  const notices: (Notice & { recipient: string })[] = [];
  const log: LogEntry[] = [];
  const clock = () => new Date(now);
  const gate = createFloodGate({
    spool,
    perHour,
    async announce(notice, recipient) {
      if (reachable) notices.push({ ...notice, recipient });
      return reachable;
    },
    log: (entry) => log.push(entry),
    now: clock,
  });
  const deliverer = createDeliverer({
    spool,
    courier: {
      async deliver({ item }, recipient) {
        if (!reachable) return { outcome: 'transient', code: 'ECONNECTION' };
        mails.push({ sha256: item.sha256, desk: item.desk, recipient });
        return { outcome: 'delivered' };
      },
      notify: async () => ({ outcome: 'delivered' }),
      check: async () => ({ outcome: 'delivered' }),
    },
    gate,
    log: (entry) => log.push(entry),
    now: clock,
    random: () => 0,
  });
  return {
    mails,
    notices,
    log,
    async arrive(reports: number, to: { desk?: string; recipients?: readonly string[] } = {}) {
      for (let n = 0; n < reports; n += 1) {
        count += 1;
        const sha256 = createHash('sha256').update(String(count)).digest('hex');
        const writer = await spool.receive();
        await writer.write(Buffer.from(String(count)));
        const receivedAt = `${clock().toISOString().slice(0, 19)}Z`;
        await writer.commit({ sha256, receivedAt, desk, recipients: [anna], ...to });
      }
      await deliverer.deliverDue();
    },
    async wait(minutes: number) {
      now += minutes * minuteMs;
      await deliverer.deliverDue();
    },
    reach(may: boolean) {
      reachable = may;
    },
    held: async () => (await spool.held()).reduce((sum, it) => sum + it.count, 0),
  };
}

for (const [name, create] of spools) {
  describe(`a flood, with a spool in ${name}`, () => {
    it('brings twenty mails and one notice; all the rest waits', async (t) => {
      const spool = create();
      t.after(() => spool.close());
      const inbox = createInbox(spool);
      await inbox.arrive(100);
      assert.equal(inbox.mails.length, perHour);
      assert.equal(await inbox.held(), 100 - perHour);
      await inbox.wait(30);
      await inbox.arrive(50);
      assert.equal(inbox.mails.length, perHour);
      assert.equal(inbox.notices.length, 1);
      assert.equal(await inbox.held(), 150 - perHour);
      assert.deepEqual(new Set(inbox.mails.map((it) => it.sha256)).size, perHour);
    });
  });
}

describe('a flood', () => {
  it('holds back no mail to another recipient and no mail of another desk', async () => {
    const inbox = createInbox(createMemorySpool());
    await inbox.arrive(60);
    await inbox.arrive(1, { recipients: [bert] });
    await inbox.arrive(1, { desk: otherDesk });
    assert.deepEqual(
      inbox.mails.slice(perHour).map((it) => [it.desk, it.recipient]),
      [
        [desk, bert],
        [otherDesk, anna],
      ],
    );
  });

  it('that was a small one goes out by itself once an hour can hold what is left', async () => {
    const inbox = createInbox(createMemorySpool());
    await inbox.arrive(perHour + 5);
    await inbox.wait(59);
    assert.equal(inbox.mails.length, perHour);
    await inbox.wait(2);
    assert.equal(inbox.mails.length, perHour + 5);
    assert.equal(await inbox.held(), 0);
  });

  it('does not hold up a report that comes an hour later', async () => {
    const inbox = createInbox(createMemorySpool());
    await inbox.arrive(500);
    await inbox.wait(61);
    await inbox.arrive(1);
    assert.equal(inbox.mails.length, perHour + 1);
    assert.equal(await inbox.held(), 500 - perHour);
  });

  it('is announced once more a day later, and not sooner', async () => {
    const inbox = createInbox(createMemorySpool());
    await inbox.arrive(100);
    await inbox.wait(23 * 60);
    assert.equal(inbox.notices.length, 1);
    await inbox.wait(61);
    assert.equal(inbox.notices.length, 2);
    assert.notEqual(inbox.notices[0]?.id, inbox.notices[1]?.id);
  });

  it('is over when the clock, which was a year ahead, is right again', async () => {
    for (const [, create] of spools) {
      const inbox = createInbox(create());
      const year = 365 * 24 * 60;
      await inbox.wait(year);
      await inbox.arrive(100);
      await inbox.wait(-year);
      assert.equal(inbox.notices.length, 2, 'it is announced by the right clock too');
      await inbox.arrive(1);
      assert.equal(inbox.mails.length, perHour + 1);
      assert.equal(await inbox.held(), 100 - perHour);
    }
  });

  it('is announced when the mail server is back, if it was away', async () => {
    const inbox = createInbox(createMemorySpool());
    await inbox.arrive(perHour);
    inbox.reach(false);
    await inbox.arrive(50);
    assert.equal(inbox.notices.length, 0);
    inbox.reach(true);
    await inbox.wait(1);
    assert.equal(inbox.notices.length, 1);
  });

  it('counts only mail that arrived: a server that is away uses up no room', async () => {
    const inbox = createInbox(createMemorySpool());
    inbox.reach(false);
    await inbox.arrive(perHour);
    assert.equal(await inbox.held(), 0);
    inbox.reach(true);
    await inbox.wait(1);
    assert.equal(inbox.mails.length, perHour);
  });
});

describe('the announcement', () => {
  const notice = toAnnouncement(desk, 130, new Date('2026-11-30T12:00:00.123Z'));

  it('says how many wait and how to fetch them, in lines that every mail program shows whole', () => {
    const text = notice.lines.join('\n');
    assert.match(text, /130 of them wait/);
    assert.match(text, /npm run relay -- queue export FOLDER/);
    assert.match(text, /npm run desk -- open --all FOLDER/);
    assert.ok(notice.lines.every((line) => line.length < 78));
    assert.equal(notice.date, '2026-11-30T12:00:00Z');
    assert.equal(notice.id, 'waiting-desk.example-2026-11-30');
  });

  it('is a mail, also for a desk at a port', () => {
    const odd = toAnnouncement('https://[::1]:8443', 1, new Date('2026-11-30T12:00:00Z'));
    const mail = renderNotice(odd, null, 'https://relay.example');
    assert.match(mail, /^Message-ID: <waiting-+1--8443-2026-11-30@relay\.example>$/m);
  });
});
