/** When the relay itself fails, it says so, keeps nothing half, and its log cannot say more than it may. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ProblemCode } from '../../src/contract.ts';
import { reportsPath, toProblem } from '../../src/contract.ts';
import type { AppParts } from '../../src/relay/app.ts';
import { createApp } from '../../src/relay/app.ts';
import { toLintDesk } from '../../src/relay/desk-keys.ts';
import { createIntake } from '../../src/relay/intake.ts';
import type { LogEntry } from '../../src/relay/log.ts';
import { createLog } from '../../src/relay/log.ts';
import { toReportId } from '../../src/relay/mime.ts';
import { createReceiptKeyPair, createReceiptSigner } from '../../src/relay/receipt.ts';
import type { Spool } from '../../src/relay/spool.ts';
import { createEntity, createManifest, createTestKey, seal } from '../helpers/sealed.ts';
import { createMemorySpool } from '../helpers/spool-memory.ts';
import { relayOrigin, toPost } from './doors.ts';
import { createOpenLimiter } from './open-limiter.ts';

const anna = await createTestKey();
const signer = await createReceiptSigner((await createReceiptKeyPair()).privateKeyPem);
const report = new Uint8Array(await seal([anna.publicKey], createEntity('a flaw')));
const lintDesk = toLintDesk({ manifest: createManifest([anna.recipient]), withdrawn: [] }, 0);
const diskFull = Object.assign(new Error('database or disk is full'), {
  code: 'ERR_SQLITE_ERROR',
  errcode: 13,
});

async function postTo(
  parts: Partial<AppParts>,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ response: Response; log: LogEntry[] }> {
  const log: LogEntry[] = [];
  const origin = 'https://desk.example';
  const desk = { ...lintDesk, origin, signer, refresh: async () => {} };
  const app = createApp({
    origin: relayOrigin,
    desks: { find: (from) => (from === origin ? desk : null) },
    spool: createMemorySpool(),
    spoolShare: { reports: 3, bytes: 1024 },
    arrivingShare: 1,
    limiter: createOpenLimiter(),
    trustProxy: 0,
    proofBits: 0,
    createSha256: () => ({ update: () => {}, hex: () => 'ab'.repeat(32) }),
    toSha256Hex: () => 'ab'.repeat(32),
    log: (entry) => log.push(entry),
    now: () => new Date(),
    onStored: () => {},
    patience: { idleMs: 1000, wholeMs: 1000, leastBytesPerSecond: 0 },
    ...parts,
  });
  const bindings = { remoteAddress: '198.51.100.1' };
  const response = await app.request(reportsPath, toPost(report, headers), bindings);
  return { response, log };
}

async function assertProblem(response: Response, code: ProblemCode, wait?: number): Promise<void> {
  assert.equal(response.headers.get('retry-after'), wait === undefined ? null : String(wait));
  assert.equal(response.headers.get('access-control-allow-origin'), 'https://desk.example');
  assert.deepEqual(await response.json(), toProblem(code, wait));
}

describe('a relay that fails', () => {
  for (const step of ['holding', 'receive', 'write', 'commit'] as const) {
    it(`at ${step} of its spool asks the form to try again: unavailable`, async () => {
      const whole = createMemorySpool();
      const fail = async () => Promise.reject(diskFull);
      const spool: Spool =
        step === 'holding' || step === 'receive'
          ? { ...whole, [step]: fail }
          : { ...whole, receive: async () => ({ ...(await whole.receive()), [step]: fail }) };
      const { response, log } = await postTo({ spool });
      await assertProblem(response, 'unavailable', 60);
      assert.deepEqual(log[0], { event: 'alarm-spool-failed', code: 'ERR_SQLITE_ERROR-13' });
      assert.deepEqual(await whole.due(new Date()), []);
    });
  }

  for (const full of [
    { reports: 1, bytes: 1025 },
    { reports: 3, bytes: 1 },
  ]) {
    it(`because its desk has ${JSON.stringify(full)} waiting asks the form to try again: unavailable`, async () => {
      const asked: (string | undefined)[] = [];
      const holding = async (desk?: string) => {
        asked.push(desk);
        return full;
      };
      const { response, log } = await postTo({ spool: { ...createMemorySpool(), holding } });
      await assertProblem(response, 'unavailable', 60);
      assert.deepEqual(log[0], { event: 'alarm-spool-failed', code: 'full' });
      assert.deepEqual(asked, ['https://desk.example']);
    });
  }

  it('because its desk has as many arriving as its share asks the form to wait, and no other desk’s', async () => {
    const intake = createIntake({
      origin: relayOrigin,
      spool: createMemorySpool(),
      spoolShare: { reports: 3, bytes: 1024 },
      arrivingShare: 1,
      createSha256: () => ({ update: () => {}, hex: () => 'ab'.repeat(32) }),
      log: () => {},
      now: () => new Date(),
      onStored: () => {},
      patience: { idleMs: 100, wholeMs: 1000, leastBytesPerSecond: 0 },
    });
    const [desk, other] = ['https://desk.example', 'https://other.example'].map((origin) => ({
      ...lintDesk,
      origin,
      signer,
      refresh: async () => {},
    }));
    assert.ok(desk !== undefined && other !== undefined);
    const slow = new ReadableStream<Uint8Array>();
    const first = intake(desk, slow, null, null);
    const second = await intake(desk, new ReadableStream(), null, null);
    assert.deepEqual(second, { ok: false, code: 'unavailable', bytes: 0 });
    const ended = new ReadableStream<Uint8Array>({ start: (it) => it.close() });
    assert.deepEqual(await intake(other, ended, null, null), {
      ok: false,
      code: 'not-encrypted',
      bytes: 0,
    });
    assert.deepEqual(await first, { ok: false, code: 'incomplete-body', bytes: 0 });
  });

  it('to sign for an unknown reason says no more than that, and delivers what it has stored: internal', async () => {
    const spool = createMemorySpool();
    const desk = {
      ...lintDesk,
      origin: 'https://desk.example',
      signer: { ...signer, sign: async () => Promise.reject(new TypeError('secret detail')) },
      refresh: async () => {},
    };
    const { response, log } = await postTo({ spool, desks: { find: () => desk } });
    await assertProblem(response, 'internal');
    const [due] = await spool.due(new Date());
    assert.deepEqual(log, [
      { event: 'report-received', id: toReportId(due?.item.sha256 ?? ''), bytes: report.length },
      { event: 'alarm-failed', code: 'TypeError' },
    ]);
  });
});

describe('the hour of a desk', () => {
  it('is used up by what is stored alone, not by what is refused or comes again, and every place is given free', async () => {
    const limiter = createOpenLimiter();
    const spool = createMemorySpool();
    const post = async (parts: Partial<AppParts>) =>
      (await postTo({ limiter, spool, spoolShare: { reports: 3, bytes: 65_536 }, ...parts }))
        .response.status;
    assert.equal(await post({ arrivingShare: 0 }), 503);
    assert.deepEqual(limiter.told, { admitted: 1, counted: 0, left: 1 });
    assert.equal(await post({}), 202);
    assert.deepEqual(limiter.told, { admitted: 2, counted: 1, left: 2 });
    assert.equal(await post({}), 202);
    assert.deepEqual(limiter.told, { admitted: 3, counted: 1, left: 3 });
  });
});

describe('the address that counts for the rate', () => {
  for (const [trustProxy, counted] of [
    [0, '198.51.100.1'],
    [1, '203.0.113.9'],
  ] as const) {
    it(`is ${counted} behind ${trustProxy} trusted proxies`, async () => {
      const addresses: string[] = [];
      const limiter: AppParts['limiter'] = {
        ...createOpenLimiter(),
        async admit(desk, address) {
          addresses.push(desk, address);
          return { ok: false, waitSeconds: 1 };
        },
      };
      await postTo({ limiter, trustProxy }, { 'X-Forwarded-For': '10.0.0.1, 203.0.113.9' });
      assert.deepEqual(addresses, ['https://desk.example', counted]);
    });
  }
});

describe('the log', () => {
  const clock = () => new Date('2026-11-30T12:00:00Z');

  it('writes time, event, id, code and bytes as a line of JSON', () => {
    const lines: string[] = [];
    const log = createLog((line) => lines.push(line), clock);
    log({ event: 'report-received', id: '0123456789abcdef0123', bytes: 16539 });
    assert.deepEqual(lines, [
      '{"time":"2026-11-30T12:00:00.000Z","event":"report-received","id":"0123456789abcdef0123","bytes":16539}\n',
    ]);
  });

  it('has no room for anything else: not a field, not an address, not a text', () => {
    const lines: string[] = [];
    const log = createLog((line) => lines.push(line), clock);
    const entry = { event: 'started', text: 'report text', address: '203.0.113.9' } as const;
    log(entry);
    log({ event: 'started', id: 'anna@desk.example', code: '550 5.1.1 <anna@desk.example>' });
    log({ event: 'started', code: 'a\nb' });
    const all = lines.join('');
    assert.equal(all.split('\n').length, 4);
    assert.doesNotMatch(all, /report text|203|anna|5\.1\.1/);
  });

  it('never fails a report because a line cannot be written', () => {
    const log = createLog(() => {
      throw new Error('EPIPE');
    }, clock);
    log({ event: 'started' });
  });
});
