/** The operator is mailed once for each thing: before a date ends, when a site is silent, when it is back. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import type { Delivery } from '../../src/relay/courier.ts';
import type { LogEntry } from '../../src/relay/log.ts';
import { openRelay } from '../../src/relay/node-relay.ts';
import type { Notice } from '../../src/relay/notice.ts';
import { parseSettings } from '../../src/relay/settings.ts';
import { createWatch, type WatchedDesk } from '../../src/relay/watch.ts';
import { startFakeSmtp } from '../helpers/fake-smtp.ts';
import { createManifest, createTestKey } from '../helpers/sealed.ts';
import { createMemorySpool } from '../helpers/spool-memory.ts';
import { createRelayFolder } from './relay-process.ts';

const hour = 60 * 60 * 1000;
const start = Date.parse('2026-11-30T12:00:00Z');
const quiet = createManifest([{ fingerprint: 'A'.repeat(40), subkeys: [] }], { expires: null });

function toDesk(answers: boolean, manifest = quiet): WatchedDesk {
  return { origin: manifest.origin, answers, manifest };
}

/** A watch whose clock and courier the test holds. */
function createWatched() {
  const spool = createMemorySpool();
  const log: LogEntry[] = [];
  const mails: Notice[] = [];
  const tried: string[] = [];
  const world = { now: start, delivery: { outcome: 'delivered' } as Delivery };
  const createAnother = () =>
    createWatch({
      spool,
      tell: async (notice) => {
        tried.push(notice.id);
        if (world.delivery.outcome === 'delivered') mails.push(notice);
        return world.delivery;
      },
      log: (entry) => log.push(entry),
      now: () => new Date(world.now),
    });
  return { world, spool, log, mails, tried, createAnother, look: createAnother() };
}

describe('a site that does not answer', () => {
  it('is told of after more than a day, once, and once when it is back', async () => {
    const { world, mails, look } = createWatched();
    const subjects = () => mails.map(({ subject }) => subject);
    for (const hours of [0, 1, 24]) {
      world.now = start + hours * hour;
      await look([toDesk(false)]);
    }
    assert.deepEqual(subjects(), []);
    for (const hours of [25, 26, 100]) {
      world.now = start + hours * hour;
      await look([toDesk(false)]);
    }
    assert.deepEqual(subjects(), ['The security page does not answer']);
    for (const _ of [1, 2]) await look([toDesk(true)]);
    assert.deepEqual(subjects(), [
      'The security page does not answer',
      'The security page answers again',
    ]);
  });

  it('is not told of when it answers in between', async () => {
    const { world, mails, look } = createWatched();
    for (const [hours, answers] of [
      [0, false],
      [20, true],
      [21, false],
      [44, false],
    ] as const) {
      world.now = start + hours * hour;
      await look([toDesk(answers)]);
    }
    assert.deepEqual(mails, []);
  });

  it('is told of by the right clock when another one noticed it, a year ahead', async () => {
    const { world, mails, look } = createWatched();
    for (const hours of [365 * 24, 0, 24, 25]) {
      assert.equal(mails.length, 0);
      world.now = start + hours * hour;
      await look([toDesk(false)]);
    }
    assert.equal(mails.length, 1);
  });

  it('is told of for each site by itself', async () => {
    const { world, mails, look } = createWatched();
    const other = createManifest([], { origin: 'https://other.example', expires: null });
    await look([toDesk(false), toDesk(true, other)]);
    world.now += 30 * hour;
    await look([toDesk(false), toDesk(true, other)]);
    assert.equal(mails.length, 1);
    assert.ok(mails[0]?.lines.includes(`    ${quiet.origin}`));
  });
});

describe('what was told', () => {
  it('is not told again after a restart', async () => {
    const { world, mails, look, createAnother } = createWatched();
    const desk = toDesk(false, createManifest([], { expires: '2026-12-05T00:00:00Z' }));
    await look([desk]);
    world.now += 25 * hour;
    await look([desk]);
    assert.equal(mails.length, 2);
    await createAnother()([desk]);
    assert.equal(mails.length, 2);
  });

  it('is told again where the mail did not leave, with the same Message-ID, and no address is logged', async () => {
    const { world, mails, tried, log, look } = createWatched();
    const desk = toDesk(true, createManifest([], { expires: '2026-12-05T00:00:00Z' }));
    world.delivery = { outcome: 'permanent', code: '550' };
    await look([desk]);
    assert.deepEqual(log, [{ event: 'alarm-operator-not-told', id: 'desk.example', code: '550' }]);
    world.delivery = { outcome: 'delivered' };
    world.now += 24 * hour;
    await look([desk]);
    await look([desk]);
    assert.equal(mails.length, 1);
    assert.equal(tried.length, 2);
    assert.equal(tried[0], tried[1]);
    assert.deepEqual(log.slice(1), [
      { event: 'operator-told', id: 'desk.example', code: 'security-txt' },
    ]);
  });

  it('does not stop where the disk fails, and the other desks are looked at', async () => {
    const { spool, mails, log } = createWatched();
    let asked = 0;
    const look = createWatch({
      spool: {
        noteDone: spool.noteDone,
        async lastDone(name) {
          asked += 1;
          if (asked === 1) throw Object.assign(new Error('x'), { code: 'EIO' });
          return await spool.lastDone(name);
        },
      },
      tell: async (notice) => {
        mails.push(notice);
        return { outcome: 'delivered' };
      },
      log: (entry) => log.push(entry),
      now: () => new Date(start),
    });
    const dying = createManifest([], { expires: '2026-12-05T00:00:00Z' });
    await look([toDesk(true), toDesk(true, dying)]);
    assert.equal(mails.length, 1);
    assert.deepEqual(log[0], { event: 'alarm-spool-failed', code: 'EIO' });
  });
});

it('a whole relay mails its operator over SMTP, follows what the site publishes, and remembers over a restart', async (t) => {
  const anna = await createTestKey();
  const manifest = createManifest([anna.recipient], { expires: '2027-01-29T00:00:00Z' });
  const folder = await createRelayFolder(manifest);
  const smtp = await startFakeSmtp();
  t.after(() => Promise.all([folder.remove(), smtp.close()]));
  const parsed = parseSettings({
    ...folder.env,
    RELAY_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    RELAY_SMTP_REQUIRE_TLS: 'off',
    RELAY_RECIPIENTS: `${anna.fingerprint}=anna@desk.example`,
    RELAY_OPERATOR: 'operator@relay.example',
  });
  assert.ok(parsed.ok);
  const { settings } = parsed;
  const log: LogEntry[] = [];
  let now = start;
  const open = async () => {
    const opened = await openRelay({
      settings,
      log: (entry) => log.push(entry),
      clock: () => new Date(now),
    });
    assert.ok(opened.ok);
    return opened.relay;
  };
  const told = () => smtp.mails.map((mail) => /^Subject: (.*)\r$/m.exec(mail.text)?.[1]);

  const first = await open();
  await first.tidyNow();
  assert.deepEqual(told(), ['A date of the security page is near']);
  const [mail] = smtp.mails;
  assert.deepEqual(mail?.to, ['RCPT TO:<operator@relay.example>']);
  assert.match(mail?.text ?? '', /^Auto-Submitted: auto-generated\r$/m);
  assert.match(mail?.text ?? '', /^expires on 2027-01-29, in 60 days\.\r$/m);
  await first.close();

  const second = await open();
  const desk = settings.desks[0] ?? '';
  await writeFile(desk, 'no JSON');
  await second.tidyNow();
  now += 25 * hour;
  await second.tidyNow();
  assert.deepEqual(told().slice(1), ['The security page does not answer']);
  await writeFile(
    desk,
    JSON.stringify({
      ...manifest,
      receiptKeys: [folder.publicKey],
      expires: '2026-12-03T00:00:00Z',
    }),
  );
  await second.tidyNow();
  await second.tidyNow();
  assert.deepEqual(told().slice(2), [
    'The security page answers again',
    'A date of the security page is near',
  ]);
  await second.close();
  assert.doesNotMatch(JSON.stringify(log), /@/);
});
