/** A relay behind nginx and behind Caddy, over TLS: whatever the relay answers arrives, and who sends is written nowhere. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import { request as startRequest } from 'node:https';
import { after, before, describe, it } from 'node:test';
import type { Problem, Receipt } from '../../src/contract.ts';
import {
  bucketBytes,
  healthPath,
  proofHeader,
  reportMediaType,
  reportsPath,
} from '../../src/contract.ts';
import { toProofHeaders } from '../helpers/proof.ts';
import { createEntity, createManifest, createTestKey, seal } from '../helpers/sealed.ts';
import { readMaildir, until } from '../relay/doors.ts';
import {
  createRelayFolder,
  type RelayFolder,
  type RelayProcess,
  startRelayProcess,
} from '../relay/relay-process.ts';
import { type ProxyServer, startProxy } from './proxy-server.ts';

const mebibyte = 1024 * 1024;
const anna = await createTestKey();
const manifest = createManifest([anna.recipient]);

/** What came back. */
interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Ask {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Address on the loopback that the client has. */
  readonly from?: string;
}

async function sealText(text: string, bytes: number = bucketBytes[0]): Promise<Uint8Array> {
  return await seal([anna.publicKey], createEntity(text, bytes));
}

/** Headers of a report whose proof is right. */
function toHeaders(body: Uint8Array): Record<string, string> {
  return {
    Origin: 'https://desk.example',
    'Content-Type': reportMediaType,
    ...toProofHeaders(body),
  };
}

for (const kind of ['nginx', 'caddy'] as const) {
  describe(`behind ${kind}`, () => {
    let [folder, relay, proxy]: [RelayFolder?, RelayProcess?, ProxyServer?] = [];

    async function open(env: Record<string, string> = {}): Promise<void> {
      folder = await createRelayFolder(manifest);
      relay = startRelayProcess({ ...folder.env, RELAY_TRUST_PROXY: '1', ...env });
      proxy = await startProxy(kind, new URL(await relay.url()).host);
    }

    async function close(): Promise<void> {
      await proxy?.close();
      relay?.kill('SIGTERM');
      await relay?.ended;
      await folder?.remove();
    }

    function start({
      method = 'POST',
      path = reportsPath,
      headers = {},
      from,
    }: Ask): ClientRequest {
      return startRequest({
        host: '127.0.0.1',
        servername: 'localhost',
        port: proxy?.port,
        ca: proxy?.certificate,
        localAddress: from,
        agent: false,
        method,
        path,
        headers: { Host: `localhost:${proxy?.port}`, ...headers },
      });
    }

    async function readReply(request: ClientRequest): Promise<Reply> {
      // What is refused early may find its connection closed while it still writes.
      request.on('error', () => {});
      const [response] = (await once(request, 'response', {
        signal: AbortSignal.timeout(60_000),
      })) as [IncomingMessage];
      let text = '';
      for await (const piece of response) text += String(piece);
      return { status: response.statusCode ?? 0, headers: response.headers, text };
    }

    async function ask(asked: Ask): Promise<Reply> {
      const request = start({
        ...asked,
        headers: { 'Content-Length': String(asked.body?.length ?? 0), ...asked.headers },
      });
      request.end(asked.body);
      return await readReply(request);
    }

    const post = async (body: Uint8Array, more: Ask = {}) =>
      await ask({ ...more, body, headers: { ...toHeaders(body), ...more.headers } });

    function assertProblem({ status, headers, text }: Reply, wanted: number): Problem {
      assert.equal(status, wanted, text);
      assert.equal(headers['content-type'], 'application/problem+json');
      assert.equal(headers['access-control-allow-origin'], 'https://desk.example');
      return JSON.parse(text) as Problem;
    }

    describe('a relay that takes reports', () => {
      before(() => open());
      after(close);

      it('takes the largest report, and it arrives', async (t) => {
        t.diagnostic(proxy?.version ?? '');
        const { status, text } = await post(await sealText('a flaw', bucketBytes.at(-1)));
        assert.equal(status, 202, text);
        const { id } = JSON.parse(text) as Receipt;
        const mails = await until(async () => {
          const found = await readMaildir(folder?.maildir ?? '');
          return found.length > 0 && found;
        });
        assert.match(mails[0] ?? '', new RegExp(`^X-Postern-Id: ${id}$`, 'm'));
      });

      it('takes one that comes in pieces without a length', async () => {
        const body = await sealText('in pieces');
        const request = start({ headers: toHeaders(body) });
        for (let at = 0; at < body.length; at += 4096) request.write(body.subarray(at, at + 4096));
        request.end();
        assert.equal((await readReply(request)).status, 202);
      });

      it('answers what is refused by its beginning though its end never comes, so nothing was gathered on a disk first', async () => {
        const body = new Uint8Array(64 * 1024).fill(0x20);
        const request = start({
          headers: { ...toHeaders(body), 'Content-Length': String(8 * mebibyte) },
        });
        request.write(body);
        assertProblem(await readReply(request), 400);
        request.destroy();
      });

      it('has a large report refused in the relay’s own words while it is still being sent', async () => {
        const body = new Uint8Array(12 * mebibyte).fill(0x20);
        for (let round = 0; round < 5; round += 1) assertProblem(await post(body), 400);
        const { Origin, ...headers } = toHeaders(body);
        for (let round = 0; round < 5; round += 1) {
          const reply = await ask({ body, headers: { ...headers, Origin: `${Origin}.other` } });
          assert.equal(reply.status, 403, reply.text);
        }
      });

      it('has 20 MiB refused in words that a page can read, whether its length is told or not', async () => {
        const body = new Uint8Array(20 * mebibyte);
        for (let round = 0; round < 5; round += 1) assertProblem(await post(body), 413);
        const headers = toHeaders(body);
        // Of the right form until its end.
        const sealed = await sealText('long', bucketBytes.at(-1));
        for (let round = 0; round < 5; round += 1) {
          const request = start({ headers: { ...headers, 'Transfer-Encoding': 'chunked' } });
          request.write(sealed);
          request.end(body.subarray(0, 8 * mebibyte));
          // What comes in one piece with the end of the report is a wrong form, what comes after it too large.
          const reply = await readReply(request);
          assertProblem(reply, reply.status === 400 ? 400 : 413);
        }
      });

      it('answers whoever sends without end, and lets go of them', async () => {
        const request = start({
          headers: { ...toHeaders(new Uint8Array()), 'Content-Length': String(1024 * mebibyte) },
        });
        let gone = false;
        const closed = new Promise<void>((resolve) =>
          request.on('close', () => {
            gone = true;
            resolve();
          }),
        );
        const replied = readReply(request).then(
          ({ status }) => status,
          () => 'cut off',
        );
        const piece = new Uint8Array(mebibyte);
        let sent = 0;
        while (!gone && sent < 512) {
          sent += 1;
          await Promise.race([new Promise((resolve) => request.write(piece, resolve)), closed]);
        }
        assert.ok(sent < 512, 'all of it was taken');
        assert.ok([413, 502, 'cut off'].includes(await replied), String(await replied));
      });

      it('lets a page of the desk ask first, and tells health', async () => {
        const asked = {
          Origin: 'https://desk.example',
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': `content-type, ${proofHeader.toLowerCase()}`,
        };
        const allowed = await ask({ method: 'OPTIONS', headers: asked });
        assert.equal(allowed.status, 204);
        assert.equal(allowed.headers['access-control-allow-origin'], 'https://desk.example');
        assert.match(String(allowed.headers['access-control-allow-headers']), /postern-proof/);
        const health = await ask({ method: 'GET', path: healthPath });
        assert.equal(health.status, 200);
        assert.match(health.text, /"status":"ok"/);
      });

      it('is reached at two paths and nowhere else', async () => {
        for (const path of ['/', '/ready', '/v1', `${reportsPath}/`, '/v1/reports/../ready']) {
          assert.equal((await ask({ method: 'GET', path })).status, 404, path);
        }
      });

      it('speaks HTTP/2 where the proxy does', async () => {
        const session = connectHttp2(`https://localhost:${proxy?.port}`, {
          ca: proxy?.certificate,
          ALPNProtocols: ['h2', 'http/1.1'],
          // The whole report is handed over at once.
          maxSessionMemory: 64,
        });
        // nginx as it is set up has HTTP/1.1 alone.
        session.on('error', () => {});
        const spoken = await Promise.race([
          once(session, 'connect').then(() => true),
          once(session, 'close').then(() => false),
        ]).catch(() => false);
        assert.equal(spoken, kind === 'caddy');
        if (!spoken) return;
        const body = new Uint8Array(12 * mebibyte).fill(0x20);
        const stream = session.request({
          ':method': 'POST',
          ':path': reportsPath,
          ...toHeaders(body),
        });
        stream.on('error', () => {});
        stream.end(body);
        const [headers] = (await once(stream, 'response')) as [Record<string, unknown>];
        assert.equal(headers[':status'], 400);
        session.destroy();
      });

      it('goes on taking a report that comes slowly', async () => {
        const body = await sealText('slow');
        const length = { 'Content-Length': String(body.length) };
        const request = start({ headers: { ...toHeaders(body), ...length } });
        const replied = readReply(request);
        const part = Math.ceil(body.length / 4);
        for (let at = 0; at < body.length; at += part) {
          request.write(body.subarray(at, at + part));
          await new Promise((resolve) => setTimeout(resolve, 2000));
        }
        request.end();
        const { status, text } = await replied;
        assert.equal(status, 202, text);
      });

      it('leaves no address of a sender in anything that the proxy wrote, and it wrote no log', async () => {
        relay?.kill('SIGTERM');
        await relay?.ended;
        // A relay that is gone is what proxies like to write about.
        const { status } = await post(await sealText('nobody there'), { from: '127.9.8.7' });
        assert.equal(status, 502);
        const written = proxy?.readWritten() ?? '';
        assert.doesNotMatch(written, /127\.9\.8\.7|client: |remote_ip/);
      });
    });

    describe('a relay that has enough', () => {
      before(() =>
        open({
          RELAY_RATE_PER_HOUR: '2',
          RELAY_SPOOL_MAX_REPORTS: '3',
          RELAY_MAILDIR: '/dev/null/no',
        }),
      );
      after(close);

      it('counts by the sender’s own network, whatever a sender claims, and says 429 and when to come back', async () => {
        const bodies = await Promise.all(['1', '2', '3', '4', '5'].map((it) => sealText(it)));
        const [first, second, third, fourth, fifth] = bodies as [
          Uint8Array,
          Uint8Array,
          Uint8Array,
          Uint8Array,
          Uint8Array,
        ];
        const one = { from: '127.1.1.1' };
        assert.equal((await post(first, one)).status, 202);
        assert.equal((await post(second, one)).status, 202);
        const claimed = { 'X-Forwarded-For': '198.51.100.1', 'X-Real-IP': '198.51.100.2' };
        for (const headers of [{}, claimed]) {
          const reply = await post(third, { ...one, headers });
          assertProblem(reply, 429);
          assert.match(reply.headers['retry-after'] ?? '', /^\d+$/);
          assert.equal(reply.headers['access-control-expose-headers'], 'Retry-After');
        }
        assert.equal((await post(fourth, { from: '127.2.2.2' })).status, 202);
        const full = await post(fifth, { from: '127.3.3.3' });
        assertProblem(full, 503);
        assert.equal(full.headers['retry-after'], '60');
      });
    });
  });
}
