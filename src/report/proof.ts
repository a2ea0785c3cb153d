/** Finds the answers that a proof of work consists of (FIPS 180-4 for the hash). Pure and synchronous: it runs in a worker. */

import { proofPuzzles } from '../contract.ts';

/** Sections 4.2.2 and 5.3.3: of roots of the first primes, 32 bits after the point. */
const primes = findPrimes(64);
const roundWords = Int32Array.from(primes, (prime) => toFraction(Math.cbrt(prime)));
const firstState = Int32Array.from(primes.slice(0, 8), (prime) => toFraction(Math.sqrt(prime)));

/** 40 bytes in one block of 64: the end mark and the length in bits follow them (section 5.1.1). */
const endMark = 0x80000000 | 0;
const messageBits = 40 * 8;

/**
 * @param seed SHA-256 of `proofText()`
 * @param bits zero bits wanted of each puzzle
 * @returns the smallest answer to each puzzle
 */
export function findAnswers(seed: Uint8Array, bits: number): number[] {
  const limit = 2 ** (32 - bits);
  const view = new DataView(seed.buffer, seed.byteOffset);
  const words = new Int32Array(64);
  for (let at = 0; at < 8; at += 1) words[at] = view.getInt32(at * 4);
  words[10] = endMark;
  words[15] = messageBits;
  return Array.from({ length: proofPuzzles }, (_, puzzle) => {
    words[8] = puzzle;
    for (let answer = 0; ; answer += 1) {
      words[9] = answer;
      if (toFirstWord(words) >>> 0 < limit) return answer;
    }
  });
}

/**
 * The first 32 bits of SHA-256 of one padded block (section 6.2.2). Plain variables, as this is run half a million times.
 * @param w the block in its first 16 words; the others are written over
 */
function toFirstWord(w: Int32Array): number {
  for (let at = 16; at < 64; at += 1) {
    const x = w[at - 15] as number;
    const y = w[at - 2] as number;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[at] = ((w[at - 16] as number) + s0 + (w[at - 7] as number) + s1) | 0;
  }
  let a = firstState[0] as number;
  let b = firstState[1] as number;
  let c = firstState[2] as number;
  let d = firstState[3] as number;
  let e = firstState[4] as number;
  let f = firstState[5] as number;
  let g = firstState[6] as number;
  let h = firstState[7] as number;
  for (let at = 0; at < 64; at += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const choice = g ^ (e & (f ^ g));
    const majority = (a & b) | (c & (a | b));
    const t = (h + s1 + choice + (roundWords[at] as number) + (w[at] as number)) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t) | 0;
    d = c;
    c = b;
    b = a;
    a = (t + s0 + majority) | 0;
  }
  return (a + (firstState[0] as number)) | 0;
}

function toFraction(root: number): number {
  return ((root % 1) * 2 ** 32) | 0;
}

function findPrimes(count: number): number[] {
  const found: number[] = [];
  for (let number = 2; found.length < count; number += 1) {
    if (found.every((prime) => number % prime !== 0)) found.push(number);
  }
  return found;
}
