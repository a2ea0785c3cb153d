import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { defaultProofBits, problems, toProblem } from '../../../src/contract.ts';
import { readHealth } from '../../../src/report/health.ts';
import { readPublishedKeys } from '../../../src/report/published-keys.ts';
import { isSameKeySet } from '../../../src/report/same-keys.ts';
import { sendReport, toTimeoutMs } from '../../../src/report/send.ts';

const receipt = {
  id: 'a'.repeat(20),
  sha256: 'a'.repeat(64),
  receivedAt: '2026-11-20T02:00:00Z',
  relay: 'http://127.0.0.1',
  signature: 'A'.repeat(86),
};
/** An upload that nobody stops. */
const never = new AbortController().signal;
const body = new Blob([Uint8Array.of(1, 2, 3)]);

async function serve(
  t: TestContext,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function answerWith(status: number, value: unknown) {
  return (request: IncomingMessage, response: ServerResponse) => {
    request.resume();
    response.writeHead(status).end(typeof value === 'string' ? value : JSON.stringify(value));
  };
}

test('the message is posted as it is, with its media type and no cookie or referrer', async (t) => {
  let seen: IncomingMessage | undefined;
  const chunks: Buffer[] = [];
  const relay = await serve(t, (request, response) => {
    seen = request;
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => response.writeHead(202).end(JSON.stringify(receipt)));
  });
  assert.deepEqual(await sendReport(body, 'v1 proof', relay, never), { kind: 'receipt', receipt });
  assert.equal(seen?.headers['postern-proof'], 'v1 proof');
  assert.equal(seen?.url, '/v1/reports');
  assert.equal(seen?.method, 'POST');
  assert.equal(seen?.headers['content-type'], 'application/pgp-encrypted');
  assert.equal(seen?.headers.cookie, undefined);
  assert.equal(seen?.headers.referer, undefined);
  assert.deepEqual([...Buffer.concat(chunks)], [1, 2, 3]);
});

test('a known problem is told in our own words, with the time to wait', async (t) => {
  const relay = await serve(
    t,
    answerWith(429, { ...toProblem('too-many-requests', 30), title: 'Visit evil.example' }),
  );
  assert.deepEqual(await sendReport(body, null, relay, never), {
    kind: 'problem',
    problem: toProblem('too-many-requests', 30),
  });
});

test('every code of the contract is understood', async (t) => {
  let code = '';
  const relay = await serve(t, (request, response) => answerWith(400, { code })(request, response));
  for (code of Object.keys(problems)) {
    const sending = await sendReport(body, null, relay, never);
    assert.equal(sending.kind === 'problem' && sending.problem.code, code);
  }
});

const meaningless: readonly (readonly [status: number, value: unknown])[] = [
  [202, 'ok'],
  [202, { ...receipt, id: '' }],
  [200, receipt],
  [502, '<h1>Bad gateway</h1>'],
  [404, { code: 'no-such-code' }],
  [500, { code: 'toString' }],
];

for (const [status, value] of meaningless) {
  test(`${status} with ${JSON.stringify(value).slice(0, 30)} is neither receipt nor problem`, async (t) => {
    const relay = await serve(t, answerWith(status, value));
    assert.deepEqual(await sendReport(body, null, relay, never), { kind: 'nonsense', status });
  });
}

test('a relay that is not there is a network failure', async (t) => {
  const relay = await serve(t, (request) => request.destroy());
  assert.deepEqual(await sendReport(body, null, relay, never), {
    kind: 'network',
    timedOut: false,
  });
});

test('a redirect is not followed: the report goes to the relay or nowhere', async (t) => {
  const relay = await serve(t, (request, response) => {
    if (request.url === '/elsewhere') answerWith(202, receipt)(request, response);
    else response.writeHead(307, { Location: '/elsewhere' }).end();
  });
  assert.equal((await sendReport(body, null, relay, never)).kind, 'network');
});

test('a silent relay is given up after the time-out, which grows with the size', async (t) => {
  const relay = await serve(t, (request) => request.resume());
  assert.deepEqual(await sendReport(body, null, relay, never, 50), {
    kind: 'network',
    timedOut: true,
  });
  assert.ok(toTimeoutMs(12 * 1024 * 1024) > 5 * 60_000);
});

test('an upload that is stopped ends at once, and that is no time-out', async (t) => {
  const upload = new AbortController();
  const relay = await serve(t, () => upload.abort());
  const sending = await sendReport(body, null, relay, upload.signal);
  assert.deepEqual(sending, { kind: 'network', timedOut: false });
});

test('the clock is the relay’s, else the page’s server’s, else the device’s', async (t) => {
  const now = '2030-01-02T03:04:05Z';
  const relay = await serve(t, answerWith(200, { status: 'ok', now, proof: 17 }));
  const page = await serve(t, (_request, response) =>
    response.writeHead(200, { Date: 'Wed, 01 May 2030 00:00:00 GMT' }).end(),
  );
  const told = { now: new Date('2030-01-02T03:04:05Z'), proofBits: 17 };
  assert.deepEqual(await readHealth(relay, new URL(page)), told);
  const silent = await serve(t, (request) => request.destroy());
  const fromPage = await readHealth(silent, new URL(page));
  assert.equal(fromPage.now.toISOString(), '2030-05-01T00:00:00.000Z');
  assert.equal(fromPage.proofBits, defaultProofBits);
  assert.deepEqual((await readHealth(null, new URL(page))).now, fromPage.now);
  const before = Date.now();
  const own = (await readHealth(silent, new URL(silent))).now.getTime();
  assert.ok(own >= before && own <= Date.now());
});

test('no relay can ask for work without end, and one that names none asks for none', async (t) => {
  const now = '2030-01-02T03:04:05Z';
  for (const [proof, bits] of [
    [4000, 24],
    [-1, 0],
    ['many', 0],
    [undefined, 0],
  ]) {
    const relay = await serve(t, answerWith(200, { status: 'ok', now, proof }));
    assert.equal((await readHealth(relay, new URL(relay))).proofBits, bits);
  }
});

test('the keys published now are read with their owners, and with which product each reads', async (t) => {
  const [old, fresh] = ['A'.repeat(40), 'B'.repeat(40)];
  const products = [{ id: 'anvil', readers: [fresh] }];
  const files: Record<string, unknown> = {
    '/readers.json': {
      certificates: [
        { owner: 'Bea', fingerprint: fresh },
        { owner: 'Ann', fingerprint: old },
      ],
      products,
    },
    [`/keys/${old}.asc`]: 'old',
    [`/keys/${fresh}.asc`]: 'fresh',
    '/etc.asc': 'not a key of this desk',
    '/odd.json': { certificates: [{ owner: 'Ann', fingerprint: '../etc' }], products },
    '/gone.json': { certificates: [{ owner: 'Ann', fingerprint: 'C'.repeat(40) }], products },
    '/half.json': { certificates: [{ owner: 'Ann', fingerprint: old }] },
    '/empty.json': { certificates: [], products },
    '/null.json': null,
  };
  const site = await serve(t, (request, response) => {
    const file = files[request.url ?? ''];
    answerWith(file === undefined ? 404 : 200, file ?? '')(request, response);
  });
  const read = (path: string) => readPublishedKeys(new URL(path, site), new URL('/keys/', site));
  const bea = { owner: 'Bea', fingerprint: fresh, armored: 'fresh', expires: null };
  const ann = { owner: 'Ann', fingerprint: old, armored: 'old', expires: null };
  assert.deepEqual(await read('/readers.json'), { certificates: [bea, ann], products });
  assert.equal(isSameKeySet([bea, ann], [ann]), false);
  assert.equal(isSameKeySet([bea, ann], [ann, bea]), true);
  for (const path of ['odd', 'gone', 'half', 'empty', 'null', 'none']) {
    assert.equal(await read(`/${path}.json`), null, path);
  }
});
