/** How long the proof of work keeps a reporter's device busy, and the relay. */
import { createHash, randomBytes } from 'node:crypto';
import { defaultProofBits, isProof, proofText } from '../../src/contract.ts';
import { findAnswers } from '../../src/report/proof.ts';
import type { Figure } from './figure.ts';
import { toSpread } from './in-pairs.ts';

/** How much slower a slow phone is than the machine that this is measured on. */
const phone = 6;
/** One proof is luck; the slowest of so many is nearly the worst that somebody meets. */
const proofsEachRound = 10;

/** Milliseconds of this process on a processor: what others do on the machine does not count. */
function readWork(): number {
  return process.cpuUsage().user / 1000;
}

export const proof: Figure = {
  name: 'proof',
  async measure(rounds) {
    const slowest: number[] = [];
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      let [worst, finding, judging] = [0, 0, 0];
      for (let n = 0; n < proofsEachRound; n += 1) {
        const sha256 = randomBytes(32).toString('hex');
        const claim = { sha256, hour: '2026-11-30T12', relay: 'https://relay.example' };
        const begun = readWork();
        const seed = createHash('sha256').update(proofText(claim)).digest();
        const answers = findAnswers(seed, defaultProofBits);
        const found = readWork();
        const isGood = isProof({ ...claim, answers }, claim.relay, defaultProofBits, (bytes) =>
          createHash('sha256').update(bytes).digest('hex'),
        );
        if (!isGood) throw new Error('A proof was found that does not hold.');
        worst = Math.max(worst, found - begun);
        finding += found - begun;
        judging += readWork() - found;
      }
      slowest.push((worst * phone) / 1000);
      ratios.push(finding / judging);
    }
    return [
      {
        what: `the slowest of ${proofsEachRound} proofs of work of ${defaultProofBits} bits, times ${phone} for a slow phone`,
        spread: toSpread(slowest),
        unit: 's',
        goal: { most: 2 },
      },
      {
        what: 'work of the reporter’s device ÷ work of the relay that judges it',
        spread: toSpread(ratios),
        goal: { least: 300 },
      },
    ];
  },
};
