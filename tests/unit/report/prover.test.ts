import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { isProof, parseProof } from '../../../src/contract.ts';
import { findAnswers } from '../../../src/report/proof.ts';
import { createProver, type ProveRequest } from '../../../src/report/prover.ts';
import type { SealWorker } from '../../../src/report/sealer.ts';

const claim = { sha256: 'ab'.repeat(32), hour: '2026-11-20T02', relay: 'https://relay.example' };
const toSha256Hex = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Workers that work as soon as they are asked, unless they are told not to. */
function createWorkers({
  works = () => true,
  refuses = false,
}: {
  works?: () => boolean;
  refuses?: boolean;
} = {}) {
  const made: { ended: number }[] = [];
  const startWorker = () => {
    if (refuses) throw new Error('blocked');
    const worker: SealWorker & { ended: number } = {
      ended: 0,
      onmessage: null,
      onerror: null,
      onmessageerror: null,
      postMessage({ seed, bits }: ProveRequest) {
        if (!works()) return;
        const data = findAnswers(seed, bits);
        queueMicrotask(() =>
          worker.onmessage?.call(worker as unknown as Worker, { data } as MessageEvent),
        );
      },
      terminate() {
        worker.ended += 1;
      },
    };
    made.push(worker);
    return worker;
  };
  return { made, startWorker };
}

test('the proof is one that the relay accepts, and its worker ends', async () => {
  const { made, startWorker } = createWorkers();
  const proof = parseProof((await createProver(startWorker).prove(claim, 6)) ?? '');
  assert.ok(proof && isProof(proof, claim.relay, 6, toSha256Hex));
  assert.deepEqual([proof.sha256, proof.hour], [claim.sha256, claim.hour]);
  assert.deepEqual(
    made.map(({ ended }) => ended),
    [1],
  );
});

test('the same claim again costs nothing, another hour or more bits cost new work', async () => {
  const { made, startWorker } = createWorkers();
  const prover = createProver(startWorker);
  const [one, two] = await Promise.all([prover.prove(claim, 4), prover.prove(claim, 4)]);
  assert.ok(one !== null && one === two);
  assert.equal(made.length, 1);
  await prover.prove(claim, 5);
  await prover.prove({ ...claim, hour: '2026-11-20T03' }, 5);
  assert.equal(made.length, 3);
});

test('another report ends the work for the one before', async () => {
  let works = false;
  const { made, startWorker } = createWorkers({ works: () => works });
  const prover = createProver(startWorker);
  const given = prover.prove(claim, 4);
  while (made.length === 0) await new Promise(setImmediate);
  works = true;
  assert.notEqual(await prover.prove({ ...claim, sha256: 'cd'.repeat(32) }, 4), null);
  assert.equal(await given, null);
});

test('where workers are refused there is no proof, and the next attempt tries again', async () => {
  const blocked = createWorkers({ refuses: true });
  assert.equal(await createProver(blocked.startWorker).prove(claim, 4), null);
  let attempts = 0;
  const { startWorker } = createWorkers();
  const prover = createProver(() => {
    attempts += 1;
    if (attempts === 1) throw new Error('blocked');
    return startWorker();
  });
  assert.equal(await prover.prove(claim, 4), null);
  assert.notEqual(await prover.prove(claim, 4), null);
});
