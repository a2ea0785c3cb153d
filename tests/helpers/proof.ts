/** The proof of work for a test's report, as the form finds it. */
import { createHash } from 'node:crypto';
import { proofHeader, proofText, renderProof, toProofHour } from '../../src/contract.ts';
import { findAnswers } from '../../src/report/proof.ts';

/** What test relays ask: enough to be wrong by chance once in 2^64, and found in no time. */
export const testProofBits = 4;

/** What of a proof a test decides. */
export interface ProofOptions {
  /** By the relay's clock. */
  readonly now?: Date;
  readonly relay?: string;
  readonly bits?: number;
}

/** @returns the header alone, to be spread among others */
export function toProofHeaders(
  body: Uint8Array,
  { now = new Date(), relay = 'https://relay.example', bits = testProofBits }: ProofOptions = {},
): Record<string, string> {
  const claim = {
    sha256: createHash('sha256').update(body).digest('hex'),
    hour: toProofHour(now),
    relay,
  };
  const seed = createHash('sha256').update(proofText(claim)).digest();
  return { [proofHeader]: renderProof({ ...claim, answers: findAnswers(seed, bits) }) };
}
