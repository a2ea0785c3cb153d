/** Everything that is not one report for this desk: a problem with a stable code, nothing stored, nothing mailed. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import * as openpgp from 'openpgp';
import type { Problem, ProblemCode } from '../../src/contract.ts';
import {
  maxBodyBytes,
  problems,
  proofHeader,
  reportMediaType,
  reportsPath,
} from '../../src/contract.ts';
import { toProofHeaders } from '../helpers/proof.ts';
import { concat, createEntity, createManifest, createTestKey, seal } from '../helpers/sealed.ts';
import type { Door } from './doors.ts';
import { doors, openSocketDoor, toPost, until } from './doors.ts';

const [anna, bert, eve, six] = await Promise.all([
  createTestKey(),
  createTestKey('rsa'),
  createTestKey(),
  createTestKey('v6'),
]);
const manifest = createManifest([anna.recipient, bert.recipient, six.recipient]);
const entity = createEntity('a flaw');
const good = await seal([anna.publicKey, bert.publicKey], entity);
const goodToSix = await seal([six.publicKey], entity, 2);
const armored = new TextEncoder().encode(
  await openpgp.encrypt({
    message: await openpgp.createMessage({ binary: entity }),
    encryptionKeys: anna.publicKey,
  }),
);
const literal = (await openpgp.createMessage({ binary: entity })).write() as Uint8Array;
const password = (await openpgp.encrypt({
  message: await openpgp.createMessage({ binary: entity }),
  passwords: 'guess',
  format: 'binary',
})) as Uint8Array;
const hidden = (await openpgp.encrypt({
  message: await openpgp.createMessage({ binary: entity }),
  encryptionKeys: [anna.publicKey],
  wildcard: true,
  format: 'binary',
})) as Uint8Array;

/** Where the encrypted data begins. */
function findData(message: Uint8Array): number {
  let at = 0;
  while (message[at] === 0xc1) {
    const [first = 0, second = 0] = message.subarray(at + 1);
    at += first < 192 ? 2 + first : 3 + (first - 192) * 256 + second + 192;
  }
  return at;
}

const keysOf = (message: Uint8Array) => message.subarray(0, findData(message));
const dataOf = (message: Uint8Array) => message.subarray(findData(message));

/** What is sent in place of a report, and the code that answers it. */
const bodies: readonly (readonly [what: string, body: Uint8Array, code: ProblemCode])[] = [
  ['nothing at all', new Uint8Array(0), 'not-encrypted'],
  ['plaintext', new TextEncoder().encode('There is a flaw in the parser.'), 'not-encrypted'],
  ['the MIME entity itself', entity, 'not-encrypted'],
  ['an armored message', armored, 'not-encrypted'],
  ['a literal packet', literal, 'not-encrypted'],
  ['a certificate', anna.publicKey.write(), 'not-encrypted'],
  ['a message encrypted to a password', password, 'not-encrypted'],
  ['encrypted data without a key packet', dataOf(good), 'too-few-recipients'],
  ['key packets without encrypted data', keysOf(good), 'wrong-framing'],
  ['a message for another key', await seal([eve.publicKey], entity), 'key-not-published'],
  [
    'a message for this desk and for another key',
    await seal([anna.publicKey, eve.publicKey], entity),
    'key-not-published',
  ],
  ['a hidden recipient', hidden, 'hidden-recipient'],
  ['one byte after the message', concat(good, Uint8Array.of(0)), 'wrong-framing'],
  ['a second message after the first', concat(good, good), 'wrong-framing'],
  ['a message without its last byte', good.subarray(0, -1), 'wrong-framing'],
  ['the first half of a message', good.subarray(0, good.length / 2), 'wrong-framing'],
  ['the same key packet twice', concat(keysOf(good), good), 'wrong-framing'],
  [
    'a plaintext one byte too long',
    await seal([anna.publicKey], createEntity('', entity.length + 1)),
    'wrong-size',
  ],
  [
    'a plaintext one byte too short',
    await seal([anna.publicKey], createEntity('', entity.length - 1)),
    'wrong-size',
  ],
  [
    'a plaintext of a size between two buckets',
    await seal([anna.publicKey], createEntity('', 40_000)),
    'wrong-size',
  ],
  [
    'version 3 keys before version 2 data',
    concat(keysOf(good), dataOf(goodToSix)),
    'mixed-versions',
  ],
  [
    'version 6 keys before version 1 data',
    concat(keysOf(goodToSix), dataOf(good)),
    'mixed-versions',
  ],
  ['version 3 and version 6 keys', concat(keysOf(good), goodToSix), 'mixed-versions'],
  ['40 MB of zeros', new Uint8Array(40_000_000), 'too-large'],
  ['one byte more than is read', new Uint8Array(maxBodyBytes + 1), 'too-large'],
];

async function assertRefused(response: Response, code: ProblemCode): Promise<void> {
  const [status, title] = problems[code];
  assert.equal(response.status, status);
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  assert.deepEqual((await response.json()) as Problem, {
    type: 'about:blank',
    code,
    title,
    status,
  });
}

for (const [name, open] of doors) {
  /** Opens a relay for one bad request, and looks afterwards whether anything of it is left. */
  async function leavesNothing(work: (door: Door) => Promise<void>): Promise<void> {
    const door = await open(manifest);
    try {
      await work(door);
      assert.deepEqual(await door.mails(), []);
      assert.ok(!door.log.some(({ event }) => event === 'report-received'));
    } finally {
      assert.equal(await door.close(), 0);
    }
  }

  describe(`a relay through ${name} stores and mails nothing of`, () => {
    for (const [what, body, code] of bodies) {
      it(`${what}: ${code}`, async () => {
        await leavesNothing(async (door) => {
          await assertRefused(await door.fetch(reportsPath, toPost(new Uint8Array(body))), code);
        });
      });
    }

    it('80 MB that come without a length: too-large', async () => {
      await leavesNothing(async (door) => {
        // A head that is right, so that nothing but the amount is wrong; then parts of 1 MiB without end.
        const part = new Uint8Array(1 + 1024 * 1024);
        part[0] = 224 + 20;
        let sent = 0;
        const stream = new ReadableStream<Uint8Array>({
          pull(controller) {
            if (sent === 0) controller.enqueue(concat(keysOf(good), Uint8Array.of(0xd2)));
            else controller.enqueue(sent === 1 ? part.with(1, 1) : part);
            sent += 1;
            if (sent > 80) controller.close();
          },
        });
        const response = await door.fetch(reportsPath, {
          ...toPost(stream),
          duplex: 'half',
        } as RequestInit);
        await assertRefused(response, 'too-large');
        assert.ok(sent < 60, `it was refused after ${sent} of 80 parts`);
      });
    });

    it('a good message with another media type: wrong-media-type', async () => {
      await leavesNothing(async (door) => {
        for (const type of ['text/plain', 'application/octet-stream', 'multipart/encrypted']) {
          const request = toPost(new Uint8Array(good), { 'Content-Type': type });
          await assertRefused(await door.fetch(reportsPath, request), 'wrong-media-type');
        }
      });
    });

    it('a good message from a foreign page, or from none: foreign-origin', async () => {
      await leavesNothing(async (door) => {
        const foreign = [
          'https://evil.example',
          'http://desk.example',
          'https://desk.example:8443',
          'https://desk.example.evil.example',
          'https://desk.example/',
          'null',
        ];
        for (const Origin of foreign) {
          const response = await door.fetch(reportsPath, toPost(new Uint8Array(good), { Origin }));
          assert.equal(response.headers.get('access-control-allow-origin'), null);
          await assertRefused(response, 'foreign-origin');
        }
        const request = toPost(new Uint8Array(good));
        const headers = { 'Content-Type': reportMediaType };
        await assertRefused(
          await door.fetch(reportsPath, { ...request, headers }),
          'foreign-origin',
        );
      });
    });
  });
}

describe('over a real socket', () => {
  // The doors' clock stands still. No body below arrives whole, so it may be the proof of another.
  const now = new Date('2026-11-30T12:00:00Z');
  const proof = toProofHeaders(new Uint8Array(0), { now })[proofHeader];
  const head = (length: number) =>
    `POST ${reportsPath} HTTP/1.1\r\nHost: relay.example\r\nOrigin: https://desk.example\r\n` +
    `Content-Type: ${reportMediaType}\r\nContent-Length: ${length}\r\n` +
    `${proofHeader}: ${proof}\r\n\r\n`;

  for (const [what, size] of [
    ['small', 16 * 1024],
    ['large', 4 * 1024 * 1024],
  ] as const) {
    it(`a ${what} body of which only a part is sent leaves nothing behind: incomplete-body`, async () => {
      const door = await openSocketDoor(manifest);
      try {
        const report = await seal([anna.publicKey], createEntity('half', size));
        const socket = connect(door.port ?? 0, '127.0.0.1');
        await once(socket, 'connect');
        socket.write(head(report.length));
        await new Promise((resolve) => socket.write(report.subarray(0, -1000), resolve));
        assert.deepEqual(
          door.log.filter(({ event }) => event === 'report-refused'),
          [],
        );
        socket.destroy();
        await until(() => door.log.find(({ code }) => code === 'incomplete-body'));
        assert.deepEqual(await door.mails(), []);
      } finally {
        assert.equal(await door.close(), 0);
      }
    });
  }

  it('a body without a length that breaks off leaves nothing behind: incomplete-body', async () => {
    const door = await openSocketDoor(manifest);
    try {
      const socket = connect(door.port ?? 0, '127.0.0.1');
      await once(socket, 'connect');
      socket.write(head(0).replace('Content-Length: 0', 'Transfer-Encoding: chunked'));
      const part = good.subarray(0, 1000);
      await new Promise((resolve) => socket.write(concat(Buffer.from('3e8\r\n'), part), resolve));
      socket.destroy();
      await until(() => door.log.find(({ code }) => code === 'incomplete-body'));
    } finally {
      assert.equal(await door.close(), 0);
    }
  });

  it('garbage is refused after its first bytes, long before the announced length', async () => {
    const door = await openSocketDoor(manifest);
    try {
      const socket = connect(door.port ?? 0, '127.0.0.1');
      socket.write(head(12 * 1024 * 1024));
      socket.write('no OpenPGP at all');
      await until(() => door.log.find(({ code }) => code === 'not-encrypted'));
      socket.destroy();
    } finally {
      assert.equal(await door.close(), 0);
    }
  });

  it('a page with outdated keys is heard out, so that it can read why its report is refused', async () => {
    const door = await openSocketDoor(manifest);
    try {
      const toEve = await seal([eve.publicKey], createEntity('outdated', 1024 * 1024));
      const socket = connect(door.port ?? 0, '127.0.0.1');
      let answer = '';
      socket.on('data', (data) => {
        answer += String(data);
      });
      socket.write(head(toEve.length));
      await new Promise((resolve) => socket.write(toEve.subarray(0, -1), resolve));
      for (let n = 0; n < 20; n += 1) await (await door.fetch('/health')).text();
      assert.equal(answer, '');
      socket.write(toEve.subarray(-1));
      await until(() => answer.includes('"key-not-published"'));
      socket.destroy();
    } finally {
      assert.equal(await door.close(), 0);
    }
  });

  it('a client that falls silent is let go, and others are served meanwhile', {
    timeout: 10_000,
  }, async () => {
    const [, open] = doors[0] ?? [];
    assert.ok(open);
    const door = await open(manifest, { idleMs: 50 });
    const silent = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(good.subarray(0, 1000))),
    });
    const slow = door.fetch(reportsPath, { ...toPost(silent), duplex: 'half' } as RequestInit);
    const other = await door.fetch(reportsPath, toPost(new Uint8Array(good)));
    assert.equal(other.status, 202);
    await assertRefused(await slow, 'incomplete-body');
  });
});
