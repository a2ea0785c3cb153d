/** Clients that speak HTTP badly, slowly or in great number: each is answered or let go, and reporters are served. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, it } from 'node:test';
import { bucketBytes, proofHeader, reportMediaType, reportsPath } from '../../src/contract.ts';
import { toProofHeaders } from '../helpers/proof.ts';
import { createEntity, createManifest, createTestKey, seal } from '../helpers/sealed.ts';
import type { Door } from './doors.ts';
import { openAppDoor, openSocketDoor, post, toPost, until } from './doors.ts';

const anna = await createTestKey();
const manifest = createManifest([anna.recipient]);
const [report, other, large] = await Promise.all(
  [createEntity('a flaw'), createEntity('another'), createEntity('large', bucketBytes[2])].map(
    async (entity) => Buffer.from(await seal([anna.publicKey], entity)),
  ),
);
assert.ok(report && other && large);
/** The doors' clock begins here. */
const now = new Date('2026-11-30T12:00:00Z');

function toHead(body: Uint8Array, lines: readonly string[], version = '1.1'): Buffer {
  const proof = toProofHeaders(body, { now })[proofHeader];
  const fields = [
    `POST ${reportsPath} HTTP/${version}`,
    'Host: relay.example',
    'Origin: https://desk.example',
    `Content-Type: ${reportMediaType}`,
    `${proofHeader}: ${proof}`,
    ...lines,
  ];
  return Buffer.from(`${fields.join('\r\n')}\r\n\r\n`);
}

function toRequest(body: Uint8Array, version?: string): Buffer {
  return Buffer.concat([toHead(body, [`Content-Length: ${body.length}`], version), body]);
}

async function open(door: Door): Promise<Socket> {
  const socket = connect(door.port ?? 0, '127.0.0.1');
  // The relay may let go of whom it has answered.
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

/** Sends bytes as they are. @returns the status lines of all that is answered, once there are `answers` or it ends */
async function ask(door: Door, bytes: Uint8Array | string, answers = 1): Promise<string[]> {
  const socket = await open(door);
  let [text, ended] = ['', false];
  socket.on('data', (data) => {
    text += String(data);
  });
  socket.on('close', () => {
    ended = true;
  });
  socket.write(bytes);
  const read = () => text.match(/HTTP\/1\.1 \d{3}/g) ?? [];
  await until(() => ended || read().length >= answers);
  socket.destroy();
  return read().map((line) => line.slice(-3));
}

async function withDoor(work: (door: Door) => Promise<void>): Promise<void> {
  const door = await openSocketDoor(manifest);
  try {
    await work(door);
    // Whatever came before it.
    assert.equal((await post(door, report ?? new Uint8Array(0))).status, 202);
    await door.mails();
  } finally {
    assert.equal(await door.close(), 0, 'nothing half is kept');
  }
}

describe('a client', () => {
  it('that lies about the length of its body is refused, and nothing of it is stored', async () => {
    await withDoor(async (door) => {
      const lies: readonly (readonly string[])[] = [
        ['Content-Length: 100'],
        [`Content-Length: ${other.length - 1}`],
        [`Content-Length: ${other.length}`, 'Content-Length: 5'],
        [`Content-Length: ${other.length}`, 'Transfer-Encoding: chunked'],
        ['Content-Length: -1'],
        ['Content-Length: 99999999999999999999'],
        ['Content-Length: 0x10'],
        ['Transfer-Encoding: gzip'],
        ['Transfer-Encoding: chunked'],
        [],
      ];
      for (const lines of lies) {
        const [status = ''] = await ask(door, Buffer.concat([toHead(other, lines), other]));
        // Whoever is cut off in the middle of sending may not see the answer.
        assert.match(status, /^(4\d\d)?$/, lines.join(' '));
      }
      assert.deepEqual(await door.mails(), []);
    });
  });

  it('that floods its header is cut off after 16 KiB', async () => {
    await withDoor(async (door) => {
      const start = 'GET /health HTTP/1.1\r\nHost: relay.example\r\n';
      for (const header of [`X-Long: ${'x'.repeat(20_000)}`, 'X-Many: x\r\n'.repeat(2000)]) {
        assert.deepEqual(await ask(door, start + header), ['431']);
      }
      assert.deepEqual(await ask(door, `GET /${'x'.repeat(20_000)} HTTP/1.1\r\n`), ['431']);
    });
  });

  it('with an odd method, path or protocol gets an answer or is let go', async () => {
    await withDoor(async (door) => {
      const host = 'Host: relay.example\r\n\r\n';
      const odd: readonly (readonly [line: string, statuses: readonly string[]])[] = [
        ['PROPFIND /v1/reports HTTP/1.1', ['405']],
        ['TRACE /v1/reports HTTP/1.1', ['405']],
        ['DELETE /v1/reports HTTP/1.1', ['405']],
        ['GET /v1/reports/ HTTP/1.1', ['404']],
        ['GET //v1/reports HTTP/1.1', ['404']],
        ['GET /v1/reports%00 HTTP/1.1', ['404']],
        ['GET /%ff%fe HTTP/1.1', ['404']],
        ['GET /../../etc/passwd HTTP/1.1', ['404']],
        ['GET http://other.example/health HTTP/1.1', ['200']],
        ['GET http://[ HTTP/1.1', ['400']],
        ['OPTIONS * HTTP/1.1', ['400']],
        ['CONNECT other.example:443 HTTP/1.1', []],
        ['BREW /v1/reports HTTP/1.1', ['400']],
        ['GET /health HTTP/3.0', ['400', '505']],
        ['\u0016\u0003\u0001\u0002', ['400']],
      ];
      for (const [line, statuses] of odd) {
        const [status, ...more] = await ask(door, `${line}\r\n${host}`);
        assert.deepEqual(more, [], line);
        assert.ok(status === undefined ? statuses.length === 0 : statuses.includes(status), line);
      }
    });
  });

  it('of HTTP/1.0 gets its receipt', async () => {
    await withDoor(async (door) => {
      assert.deepEqual(await ask(door, toRequest(other, '1.0')), ['202']);
      assert.equal((await door.mails()).length, 1);
    });
  });

  it('that sends requests one after the other without waiting gets an answer to each', async () => {
    await withDoor(async (door) => {
      const health = Buffer.from('GET /health HTTP/1.1\r\nHost: relay.example\r\n\r\n');
      const requests = Buffer.concat([toRequest(other), health, toRequest(other)]);
      assert.deepEqual(await ask(door, requests, 3), ['202', '200', '202']);
      assert.equal((await door.mails()).length, 1);
    });
  });

  it('that opens 500 connections and says half a word keeps no reporter out', async () => {
    await withDoor(async (door) => {
      const sockets = await Promise.all(Array.from({ length: 500 }, () => open(door)));
      for (const socket of sockets) socket.write('POST /v1/rep');
      assert.equal((await post(door, other)).status, 202);
      for (const socket of sockets) socket.destroy();
    });
  });

  const assertLetGo = async (bytesPerSecond: number, seconds: number): Promise<void> => {
    const door = await openAppDoor(manifest, { idleMs: 30_000 });
    let sent = 0;
    const trickle = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (sent === 100) return controller.close();
          door.advance(1000);
          const at = sent * bytesPerSecond;
          controller.enqueue(new Uint8Array(large.subarray(at, at + bytesPerSecond)));
          sent += 1;
        },
      },
      { highWaterMark: 0 },
    );
    const request = { ...toPost(trickle), duplex: 'half' } as RequestInit;
    const response = await door.fetch(reportsPath, request);
    assert.equal(response.status, 400);
    assert.equal(((await response.json()) as { code: string }).code, 'incomplete-body');
    assert.ok(sent >= seconds && sent < seconds + 5, `${sent} seconds`);
    assert.equal(await door.close(), 0);
  };

  it('that sends a byte a second is let go after half a minute', async () => {
    await assertLetGo(1, 30);
  });

  it('that is fast enough is let go after the time that a whole report may take', async () => {
    await assertLetGo(2000, 60);
  });
});
