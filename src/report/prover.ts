/** The page's side of the proof of work: begun as soon as the encrypted report is there, kept until it is sent. */

import { type ProofClaim, proofText, renderProof } from '../contract.ts';
import type { SealWorker } from './sealer.ts';

/** What the worker is asked, once; it answers with the numbers. */
export interface ProveRequest {
  readonly seed: Uint8Array<ArrayBuffer>;
  readonly bits: number;
}

/** Finds one proof at a time. */
export interface Prover {
  /**
   * The header's value; the same claim again costs nothing. Never rejects.
   * @returns null where the work cannot be done here, or was given up for another claim
   */
  prove(claim: ProofClaim, bits: number): Promise<string | null>;
  /** Gives up what is under way. */
  cancel(): void;
}

/** @param startWorker starts the script of `prove.worker.ts`; may throw where workers are refused */
export function createProver(startWorker: () => SealWorker): Prover {
  let asked = '';
  let answer: Promise<string | null> = Promise.resolve(null);
  let giveUp = () => {};

  async function work(
    claim: ProofClaim,
    bits: number,
    isWanted: () => boolean,
  ): Promise<string | null> {
    const digest = await crypto.subtle.digest('SHA-256', proofText(claim));
    if (!isWanted()) return null;
    const answers = await new Promise<readonly number[] | null>((resolve) => {
      const worker = startWorker();
      const end = (found: readonly number[] | null) => {
        worker.terminate();
        resolve(found);
      };
      giveUp = () => end(null);
      worker.onerror = giveUp;
      worker.onmessageerror = giveUp;
      worker.onmessage = ({ data }: MessageEvent<readonly number[]>) => end(data);
      worker.postMessage({ seed: new Uint8Array(digest), bits } satisfies ProveRequest);
    });
    return answers === null ? null : renderProof({ ...claim, answers });
  }

  function cancel(): void {
    giveUp();
    asked = '';
  }

  return {
    async prove(claim, bits) {
      const question = JSON.stringify([claim.sha256, claim.hour, claim.relay, bits]);
      if (question !== asked) {
        cancel();
        asked = question;
        answer = work(claim, bits, () => asked === question).catch(() => null);
      }
      const proof = await answer;
      // What failed is tried anew the next time.
      if (proof === null && question === asked) asked = '';
      return proof;
    },
    cancel,
  };
}
