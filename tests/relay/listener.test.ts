/** Whoever is refused in the middle of an upload gets the answer all the same, as long as it is not a flood. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import type { Problem, ProblemCode } from '../../src/contract.ts';
import { bucketBytes, problems, reportMediaType, reportsPath } from '../../src/contract.ts';
import type { AppParts } from '../../src/relay/app.ts';
import { createApp } from '../../src/relay/app.ts';
import { toLintDesk } from '../../src/relay/desk-keys.ts';
import type { Limiter } from '../../src/relay/limiter.ts';
import type { HearingLimits } from '../../src/relay/listener.ts';
import { createListener } from '../../src/relay/listener.ts';
import { createSha256, toSha256Hex } from '../../src/relay/node-openers.ts';
import { createReceiptKeyPair, createReceiptSigner } from '../../src/relay/receipt.ts';
import { toProofHeaders } from '../helpers/proof.ts';
import { createManifest, createTestKey } from '../helpers/sealed.ts';
import { createMemorySpool } from '../helpers/spool-memory.ts';
import { relayOrigin, toPost, until } from './doors.ts';
import { createOpenLimiter } from './open-limiter.ts';

const mebibyte = 1024 * 1024;
const [origin, foreign] = ['https://desk.example', 'https://foreign.example'];
const anna = await createTestKey();
const signer = await createReceiptSigner((await createReceiptKeyPair()).privateKeyPem);
const lintDesk = toLintDesk({ manifest: createManifest([anna.recipient]), withdrawn: [] }, 0);
const noLimits: HearingLimits = {
  uploads: 64,
  bytes: 64 * mebibyte,
  idleMs: 100_000,
  wholeMs: 100_000,
};

/** A relay that refuses what the test sends, and how many it has refused, and answered, so far. */
async function open(
  t: TestContext,
  parts: Partial<AppParts> = {},
  limits: Partial<HearingLimits> = {},
) {
  let [refused, answered] = [0, 0];
  const desk = { ...lintDesk, origin, signer, refresh: async () => {} };
  const app = createApp({
    origin: relayOrigin,
    desks: { find: (from) => (from === origin ? desk : null) },
    spool: createMemorySpool(),
    spoolShare: { reports: 3, bytes: mebibyte },
    arrivingShare: 64,
    limiter: createOpenLimiter(),
    trustProxy: 0,
    proofBits: 0,
    createSha256,
    toSha256Hex,
    log: () => {
      refused += 1;
    },
    now: () => new Date(),
    onStored: () => {},
    patience: { idleMs: 100_000, wholeMs: 100_000, leastBytesPerSecond: 0 },
    ...parts,
  });
  const relay = {
    fetch: async (request: Request, remoteAddress: string, body: AsyncIterable<Uint8Array>) =>
      await app.fetch(request, { remoteAddress, body }),
  } as Parameters<typeof createListener>[0];
  const listener = createListener(relay, { ...noLimits, ...limits });
  const server = createAdaptorServer({
    async fetch(...asked) {
      const response = await listener(...asked);
      answered += 1;
      return response;
    },
    overrideGlobalObjects: false,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, refused: () => refused, answered: () => answered };
}

interface Refusal {
  readonly code: ProblemCode;
  readonly wait: string | null;
  readonly parts?: Partial<AppParts>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly bytes?: number;
}

const full = {
  ...createMemorySpool(),
  holding: async () => ({ reports: 3, bytes: mebibyte }),
};
const busy: Limiter = { admit: async () => ({ ok: false, waitSeconds: 90 }), load: () => 0 };

/** Everything that is decided before the first byte of a body is looked at. */
const refusals: readonly Refusal[] = [
  // The largest that a full relay would take at another time.
  { code: 'unavailable', wait: '60', parts: { spool: full }, bytes: Math.max(...bucketBytes) },
  { code: 'too-many-requests', wait: '90', parts: { limiter: busy } },
  { code: 'proof-missing', wait: null, parts: { proofBits: 4 } },
  {
    code: 'proof-wrong',
    wait: null,
    parts: { proofBits: 4 },
    headers: toProofHeaders(new Uint8Array(0), { relay: 'https://other.example' }),
  },
  { code: 'foreign-origin', wait: null, headers: { Origin: foreign } },
  { code: 'wrong-media-type', wait: null, headers: { 'Content-Type': 'text/plain' } },
  { code: 'too-large', wait: null },
];

async function assertRefused(response: Response, { code, wait }: Refusal): Promise<void> {
  assert.equal(response.status, problems[code][0]);
  assert.equal(response.headers.get('retry-after'), wait);
  assert.equal(((await response.json()) as Problem).code, code);
}

/** The beginning of an upload from a foreign page. */
async function begin(
  port: number,
  length: number,
  headers: Readonly<Record<string, string>> = { Origin: foreign },
): Promise<{ readonly socket: Socket; answer(): string }> {
  const socket = connect(port, '127.0.0.1');
  // The relay may let go of whom it has answered.
  socket.on('error', () => {});
  await once(socket, 'connect');
  let answer = '';
  socket.on('data', (data) => {
    answer += String(data);
  });
  const fields = {
    Host: 'relay.example',
    Origin: origin,
    'Content-Type': reportMediaType,
    'Content-Length': String(length),
    ...headers,
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST ${reportsPath} HTTP/1.1\r\n${lines.join('')}\r\n`);
  return { socket, answer: () => answer };
}

const isWhole = (answer: string) => /^HTTP\/1\.1 4\d\d .*\}$/s.test(answer);

describe('a browser that is refused in the middle of a large upload', () => {
  for (const refusal of refusals) {
    const { code, parts, headers = {}, bytes = 20 * mebibyte } = refusal;
    const body = new Uint8Array(bytes);
    it(`reads why, and when to come again: ${code}`, async (t) => {
      const { port } = await open(t, parts);
      const url = `http://127.0.0.1:${port}${reportsPath}`;
      await assertRefused(await fetch(url, toPost(body, headers)), refusal);
    });

    it(`reads it although it reads only after its last byte: ${code}`, async (t) => {
      const { port, refused, answered } = await open(t, parts);
      const { socket, answer } = await begin(port, body.length, headers);
      socket.pause();
      const [first, last] = [body.subarray(0, body.length / 2), body.subarray(body.length / 2)];
      await new Promise((resolve) => socket.write(first, resolve));
      await until(() => refused() > 0);
      assert.equal(answered(), 0);
      await new Promise((resolve) => socket.write(last, resolve));
      socket.resume();
      await until(() => answer().endsWith('}'));
      assert.match(answer(), new RegExp(`^HTTP/1\\.1 ${problems[code][0]} .*"${code}"`, 's'));
      assert.equal(/^retry-after: (\d+)/im.exec(answer())?.[1] ?? null, refusal.wait);
      socket.destroy();
    });
  }

  it('keeps the connection, and is served over it', async (t) => {
    const { port } = await open(t);
    const { socket, answer } = await begin(port, 1000);
    socket.write(new Uint8Array(1000));
    await until(() => isWhole(answer()));
    socket.write('GET /health HTTP/1.1\r\nHost: relay.example\r\n\r\n');
    await until(() => answer().includes('HTTP/1.1 200 OK'));
    socket.destroy();
  });
});

describe('a refused upload is heard out no further than', () => {
  it('so many bytes', async (t) => {
    const { port } = await open(t, {}, { bytes: 100_000 });
    const { socket, answer } = await begin(port, mebibyte);
    socket.write(new Uint8Array(200_000));
    await until(() => isWhole(answer()));
    socket.destroy();
  });

  it('a time of silence', async (t) => {
    const { port } = await open(t, {}, { idleMs: 20 });
    const { socket, answer } = await begin(port, mebibyte);
    await until(() => isWhole(answer()));
    socket.destroy();
  });

  it('a time for the whole of it', async (t) => {
    const { port } = await open(t, {}, { wholeMs: 50 });
    const { socket, answer } = await begin(port, mebibyte);
    await until(() => {
      if (!isWhole(answer())) socket.write('x');
      return isWhole(answer());
    });
    socket.destroy();
  });

  it('so many at once: others are answered at once, until one of the first has ended or left', async (t) => {
    const { port, refused, answered } = await open(t, {}, { uploads: 2 });
    async function beginNext(): Promise<Socket> {
      const before = refused();
      const { socket } = await begin(port, 1000);
      t.after(() => socket.destroy());
      await until(() => refused() > before);
      return socket;
    }
    const [first, second] = [await beginNext(), await beginNext()];
    assert.equal(answered(), 0);
    await beginNext();
    await until(() => answered() === 1);
    first.write(new Uint8Array(1000));
    await until(() => answered() === 2);
    await beginNext();
    assert.equal(answered(), 2);
    second.destroy();
    await until(() => answered() === 3);
    await beginNext();
    assert.equal(answered(), 3);
    await beginNext();
    await until(() => answered() === 4);
  });
});
