/** What the relay promises to the page, asked through `app.request()` and over a real socket alike. */
import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Problem, Receipt } from '../../src/contract.ts';
import { receiptText, reportsPath } from '../../src/contract.ts';
import { testProofBits } from '../helpers/proof.ts';
import { createEntity, createManifest, createTestKey, seal } from '../helpers/sealed.ts';
import type { Door, DoorOptions, OpenDoor } from './doors.ts';
import { doors, post, relayOrigin, toPost } from './doors.ts';

const [anna, bert, eve] = await Promise.all([
  createTestKey(),
  createTestKey('rsa'),
  createTestKey(),
]);
const manifest = createManifest([anna.recipient, bert.recipient]);
const report = await seal([anna.publicKey, bert.publicKey], createEntity('a flaw'));

/** @returns bytes of bodies that the relay still held at its end */
async function withDoor(
  open: OpenDoor,
  work: (door: Door) => Promise<void>,
  options?: DoorOptions,
): Promise<number> {
  const door = await open(manifest, options);
  let held = Number.NaN;
  try {
    await work(door);
  } finally {
    held = await door.close();
  }
  return held;
}

async function readReceipt(response: Response): Promise<Receipt> {
  assert.equal(response.status, 202);
  return (await response.json()) as Receipt;
}

async function readProblem(response: Response): Promise<Problem> {
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  const problem = (await response.json()) as Problem;
  assert.equal(problem.status, response.status);
  return problem;
}

for (const [name, open] of doors) {
  describe(`a relay through ${name}`, () => {
    it('answers a report with a receipt whose signature holds', async () => {
      await withDoor(open, async (door) => {
        const { signature, ...signed } = await readReceipt(await post(door, report));
        const sha256 = createHash('sha256').update(report).digest('hex');
        assert.deepEqual(signed, {
          id: sha256.slice(0, 20),
          sha256,
          receivedAt: '2026-11-30T12:00:00Z',
          relay: relayOrigin,
        });
        const key = createPublicKey({
          key: { kty: 'OKP', crv: 'Ed25519', x: door.publicKey },
          format: 'jwk',
        });
        assert.ok(verify(null, receiptText(signed), key, Buffer.from(signature, 'base64url')));
      });
    });

    it('mails an accepted report once to each recipient and then lets the body go', async () => {
      const held = await withDoor(open, async (door) => {
        await post(door, report);
        const mails = await door.mails();
        assert.equal(mails.length, 2);
        for (const mail of mails) assert.match(mail, /^Subject: Security report\r$/m);
        assert.ok(door.log.some(({ event }) => event === 'body-removed'));
      });
      assert.equal(held, 0);
    });

    it('gives the same ciphertext the same receipt and no second mail, before and after its delivery', async () => {
      await withDoor(open, async (door) => {
        const first = await readReceipt(await post(door, report));
        door.advance(5000);
        const together = await Promise.all([post(door, report), post(door, report)]);
        for (const response of together) assert.deepEqual(await readReceipt(response), first);
        assert.equal((await door.mails()).length, 2);
        door.advance(5000);
        assert.deepEqual(await readReceipt(await post(door, report)), first);
        assert.equal((await door.mails()).length, 2);
      });
    });

    it('stores one report when the same ciphertext arrives twice at the same time', async () => {
      await withDoor(open, async (door) => {
        const responses = await Promise.all([post(door, report), post(door, report)]);
        const [one, two] = await Promise.all(responses.map(readReceipt));
        assert.deepEqual(one, two);
        assert.equal((await door.mails()).length, 2);
      });
    });

    it('mails only those whom the message is encrypted to', async () => {
      await withDoor(open, async (door) => {
        await readReceipt(await post(door, await seal([bert.publicKey], createEntity('for one'))));
        assert.equal((await door.mails()).length, 1);
      });
    });

    it('takes a report of 12 MiB', async () => {
      await withDoor(open, async (door) => {
        const large = await seal([anna.publicKey], createEntity('large', 12 * 1024 * 1024));
        await readReceipt(await post(door, large));
        const [mail = ''] = await door.mails();
        assert.ok(mail.length > large.length * (4 / 3));
      });
    });

    it('lets the page of its desk read every answer, and no other page', async () => {
      await withDoor(open, async (door) => {
        for (const path of ['/health', reportsPath, '/nothing']) {
          const own = await door.fetch(path, { headers: { Origin: 'https://desk.example' } });
          assert.equal(own.headers.get('access-control-allow-origin'), 'https://desk.example');
          assert.equal(own.headers.get('access-control-expose-headers'), 'Retry-After');
          assert.match(own.headers.get('vary') ?? '', /Origin/);
          const other = await door.fetch(path, { headers: { Origin: 'https://evil.example' } });
          assert.equal(other.headers.get('access-control-allow-origin'), null);
          assert.equal(other.headers.get('access-control-allow-credentials'), null);
          await Promise.all([own.text(), other.text()]);
        }
      });
    });

    it('answers a preflight with the one method and the two headers that a report needs', async () => {
      await withDoor(open, async (door) => {
        const preflight = (origin: string) =>
          door.fetch(reportsPath, {
            method: 'OPTIONS',
            headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
          });
        const own = await preflight('https://desk.example');
        assert.equal(own.status, 204);
        assert.equal(own.headers.get('access-control-allow-origin'), 'https://desk.example');
        assert.equal(own.headers.get('access-control-allow-methods'), 'POST');
        assert.equal(
          own.headers.get('access-control-allow-headers'),
          'content-type, postern-proof',
        );
        assert.equal(own.headers.get('access-control-allow-credentials'), null);
        const other = await preflight('https://desk.example.evil.example');
        assert.equal((await readProblem(other)).code, 'foreign-origin');
        assert.equal(other.headers.get('access-control-allow-origin'), null);
      });
    });

    it('tells its clock, and the work that it asks, at /health', async () => {
      await withDoor(open, async (door) => {
        const response = await door.fetch('/health');
        assert.deepEqual(await response.json(), {
          status: 'ok',
          now: '2026-11-30T12:00:00.250Z',
          proof: testProofBits,
        });
      });
    });

    it('answers unknown addresses and methods with problems', async () => {
      await withDoor(open, async (door) => {
        assert.equal((await readProblem(await door.fetch('/v1'))).code, 'not-found');
        const put = await door.fetch(reportsPath, { ...toPost('x'), method: 'PUT' });
        assert.equal(put.headers.get('allow'), 'POST, OPTIONS');
        assert.equal((await readProblem(put)).code, 'method-not-allowed');
      });
    });

    it('says how long to wait when one network sends too much, and takes reports again after that', async () => {
      await withDoor(
        open,
        async (door) => {
          await readReceipt(await post(door, report));
          await readReceipt(await post(door, report));
          const refused = await post(door, report);
          const problem = await readProblem(refused);
          assert.equal(problem.code, 'too-many-requests');
          assert.equal(problem.retryAfterSeconds, 1800);
          assert.equal(refused.headers.get('retry-after'), '1800');
          assert.equal(refused.headers.get('access-control-expose-headers'), 'Retry-After');
          door.advance(1_800_000);
          await readReceipt(await post(door, report));
        },
        { perHour: 2 },
      );
    });

    it('looks for newly published keys before it refuses a report, and takes withdrawn ones for seven days', async () => {
      await withDoor(open, async (door) => {
        const toEve = await seal([eve.publicKey], createEntity('to a new key'));
        assert.equal((await readProblem(await post(door, toEve))).code, 'key-not-published');
        await door.publish(createManifest([anna.recipient, eve.recipient]));
        assert.equal((await readProblem(await post(door, toEve))).code, 'key-not-published');
        door.advance(60_000);
        await readReceipt(await post(door, toEve));
        const toBert = (n: number) => seal([bert.publicKey], createEntity(`withdrawn ${n}`));
        door.advance(7 * 86_400_000 - 1000);
        await readReceipt(await post(door, await toBert(1)));
        door.advance(1000);
        assert.equal(
          (await readProblem(await post(door, await toBert(2)))).code,
          'key-not-published',
        );
      });
    });

    it('does not take an exchange of all keys at once', async () => {
      await withDoor(open, async (door) => {
        await door.publish(createManifest([eve.recipient]));
        const toEve = await seal([eve.publicKey], createEntity('to a thief'));
        assert.equal((await readProblem(await post(door, toEve))).code, 'key-not-published');
        assert.ok(door.log.some(({ event }) => event === 'alarm-desk-all-keys-changed'));
        await readReceipt(await post(door, report));
      });
    });

    it('writes a log that holds no address, origin of a reader or text', async () => {
      await withDoor(open, async (door) => {
        await post(door, report);
        await door.fetch(
          reportsPath,
          toPost('plain text of a report', { 'X-Forwarded-For': '203.0.113.9' }),
        );
        await door.mails();
        for (const entry of door.log) {
          const known = ['event', 'id', 'code', 'bytes'];
          assert.deepEqual(
            Object.keys(entry).filter((key) => !known.includes(key)),
            [],
          );
        }
        assert.doesNotMatch(JSON.stringify(door.log), /203\.0|192\.0|127\.0\.0|plain text|@/);
      });
    });
  });
}
