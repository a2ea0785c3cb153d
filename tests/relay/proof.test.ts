/** The proof of work: what it is bound to, what is refused without it, and that it spares those who did the work. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Health, Problem, ProblemCode, Receipt } from '../../src/contract.ts';
import {
  isProof,
  parseProof,
  problems,
  proofBytes,
  proofHeader,
  proofPuzzles,
  proofText,
  renderProof,
  reportsPath,
} from '../../src/contract.ts';
import { toBitsUnderLoad } from '../../src/relay/proof.ts';
import { findAnswers } from '../../src/report/proof.ts';
import { testProofBits, toProofHeaders } from '../helpers/proof.ts';
import { createEntity, createManifest, createTestKey, seal } from '../helpers/sealed.ts';
import type { Door } from './doors.ts';
import { doors, post, toPost } from './doors.ts';

const anna = await createTestKey();
const manifest = createManifest([anna.recipient]);
const [report, other] = await Promise.all(
  ['a flaw', 'another'].map((text) => seal([anna.publicKey], createEntity(text))),
);
assert.ok(report && other);
/** The doors' clock begins here. */
const now = new Date('2026-11-30T12:00:00.250Z');
const hourMs = 60 * 60 * 1000;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const toSha256Hex = (bytes: Uint8Array) => sha256(bytes).toString('hex');

async function postWith(door: Door, body: Uint8Array, proof: string): Promise<Response> {
  return await door.fetch(reportsPath, toPost(new Uint8Array(body), { [proofHeader]: proof }));
}

async function assertRefused(response: Response, code: ProblemCode): Promise<void> {
  assert.equal(response.status, problems[code][0]);
  assert.equal(((await response.json()) as Problem).code, code);
}

const proofOf = (body: Uint8Array, options: Parameters<typeof toProofHeaders>[1] = {}) =>
  toProofHeaders(body, { now, ...options })[proofHeader] ?? '';

for (const [name, open] of doors) {
  describe(`a relay through ${name}`, () => {
    async function withDoor(work: (door: Door) => Promise<void>): Promise<void> {
      const door = await open(manifest, { perHour: 3 });
      try {
        await work(door);
      } finally {
        await door.close();
      }
    }

    it('takes no report without a proof of work, and reads nothing of it', async () => {
      await withDoor(async (door) => {
        await assertRefused(await postWith(door, report, ''), 'proof-missing');
        assert.deepEqual(
          door.log.filter(({ event }) => event === 'report-refused'),
          [{ event: 'report-refused', code: 'proof-missing', bytes: 0 }],
        );
        assert.deepEqual(await door.mails(), []);
      });
    });

    it('takes no proof of another report, relay, hour or of less work', async () => {
      await withDoor(async (door) => {
        const good = proofOf(report);
        const wrong: readonly string[] = [
          proofOf(other),
          proofOf(report, { relay: 'https://other.example' }),
          proofOf(report, { now: new Date(now.getTime() - 2 * hourMs) }),
          proofOf(report, { now: new Date(now.getTime() + hourMs) }),
          proofOf(report, { bits: 0 }),
          good.replace('v1', 'v2'),
          good.replace(/,\w+$/, ''),
          `${good},0`,
          good.replace(/\w+$/, 'zzzzzzz'),
          good.toUpperCase(),
          'v1',
        ];
        for (const proof of wrong) {
          await assertRefused(await postWith(door, report, proof), 'proof-wrong');
        }
        assert.deepEqual(await door.mails(), []);
        assert.equal((await postWith(door, report, good)).status, 202);
      });
    });

    it('takes a proof of the hour before, as an upload may have been prepared in it', async () => {
      await withDoor(async (door) => {
        const proof = proofOf(report);
        door.advance(hourMs);
        assert.equal((await postWith(door, report, proof)).status, 202);
        door.advance(hourMs);
        await assertRefused(await postWith(door, report, proof), 'proof-wrong');
      });
    });

    it('gives the same receipt for the same report and proof again, and one mail', async () => {
      await withDoor(async (door) => {
        const answers = [];
        for (let n = 0; n < 2; n += 1) {
          const response = await postWith(door, report, proofOf(report));
          assert.equal(response.status, 202);
          answers.push((await response.json()) as Receipt);
        }
        assert.deepEqual(answers[0], answers[1]);
        assert.equal((await door.mails()).length, 1);
      });
    });

    it('does not count what comes without a proof against those who did the work', async () => {
      await withDoor(async (door) => {
        for (let n = 0; n < 10; n += 1) await postWith(door, report, '');
        assert.equal((await post(door, report)).status, 202);
      });
    });

    it('says at /health how much it asks', async () => {
      await withDoor(async (door) => {
        const health = (await (await door.fetch('/health')).json()) as Health;
        assert.equal(health.proof, testProofBits);
      });
    });
  });
}

describe('the work asked', () => {
  it('doubles with each quarter of the hour that is used up, three times at most', () => {
    const bits = [0, 0.24, 0.25, 0.5, 0.75, 1].map((load) => toBitsUnderLoad(15, load));
    assert.deepEqual(bits, [15, 15, 16, 17, 18, 18]);
    assert.equal(toBitsUnderLoad(0, 1), 0);
  });

  it('rises at /health and for reports as they come in', async () => {
    const [, open] = doors[0] ?? [];
    assert.ok(open);
    const door = await open(manifest, { totalPerHour: 4 });
    assert.equal((await post(door, report)).status, 202);
    const health = (await (await door.fetch('/health')).json()) as Health;
    assert.equal(health.proof, testProofBits + 1);
    door.advance(hourMs);
    const later = (await (await door.fetch('/health')).json()) as Health;
    assert.equal(later.proof, testProofBits);
  });
});

describe('the answers that the form finds', () => {
  it('are right by another hash than the one it counts with, for any seed', () => {
    for (let n = 0; n < 200; n += 1) {
      const claim = {
        sha256: toSha256Hex(Buffer.from([n])),
        hour: '2026-11-30T12',
        relay: `r${n}`,
      };
      const answers = findAnswers(sha256(proofText(claim)), 8);
      assert.equal(answers.length, proofPuzzles);
      const proof = parseProof(renderProof({ ...claim, answers }));
      assert.ok(proof && isProof(proof, claim.relay, 8, toSha256Hex));
    }
  });

  it('are the smallest: no smaller number solves its puzzle', () => {
    const seed = sha256(Buffer.from('seed'));
    findAnswers(seed, 6).forEach((answer, puzzle) => {
      for (let smaller = 0; smaller < answer; smaller += 1) {
        assert.notEqual((sha256(proofBytes(seed, puzzle, smaller))[0] ?? 0) >> 2, 0);
      }
    });
  });
});
