/** Judges the proof of work of a report before anything of it is read, and says how much work is asked. */
import type { ProblemCode } from '../contract.ts';
import { isProof, parseProof, toProofHour } from '../contract.ts';

/** SHA-256 of bytes that are there at once, lower hex. */
export type ToSha256Hex = (bytes: Uint8Array<ArrayBuffer>) => string;

/** What a proof is held against. */
export interface ProofParts {
  /** The relay's own origin. */
  readonly origin: string;
  /** Zero bits asked of each puzzle; 0 asks for no proof. */
  readonly bits: number;
  readonly now: Date;
  readonly toSha256Hex: ToSha256Hex;
}

/** `sha256` is what the body has to have, or null where no proof is asked. */
export type ProofCheck =
  | { readonly ok: true; readonly sha256: string | null }
  | { readonly ok: false; readonly code: ProblemCode };

const hourMs = 60 * 60 * 1000;

/** Each step doubles the work. */
const mostStepsUnderLoad = 3;

/** @param header of the request, or undefined */
export function checkProof(
  header: string | undefined,
  { origin, bits, now, toSha256Hex }: ProofParts,
): ProofCheck {
  if (bits === 0) return { ok: true, sha256: null };
  if (header === undefined || header === '') return { ok: false, code: 'proof-missing' };
  const wrong: ProofCheck = { ok: false, code: 'proof-wrong' };
  const proof = parseProof(header);
  if (proof === null) return wrong;
  // The hour before counts too: an upload may have been prepared in it.
  const hours = [now, new Date(now.getTime() - hourMs)].map(toProofHour);
  if (!hours.includes(proof.hour)) return wrong;
  return isProof(proof, origin, bits, toSha256Hex) ? { ok: true, sha256: proof.sha256 } : wrong;
}

/**
 * The work asked while reports come in.
 * @param bits asked in quiet hours; 0 stays 0
 * @param load share of the hour's reports that is used up, 0 to 1
 */
export function toBitsUnderLoad(bits: number, load: number): number {
  return bits === 0 ? 0 : bits + Math.min(mostStepsUnderLoad, Math.floor(load * 4));
}
