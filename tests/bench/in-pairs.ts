/** Measures two sides in turn, so that a ratio holds although the machine's speed drifts, and says how far rounds differ. */

/** What several rounds gave. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly rounds: number;
}

/** @throws RangeError for no values */
export function toSpread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (place: number) => sorted[place] ?? Number.NaN;
  const [low, high] = [Math.floor((sorted.length - 1) / 2), Math.ceil((sorted.length - 1) / 2)];
  if (sorted.length === 0) throw new RangeError('No round was measured.');
  return {
    median: (at(low) + at(high)) / 2,
    min: at(0),
    max: at(sorted.length - 1),
    rounds: sorted.length,
  };
}

/** Two sides of each round and their ratio. */
export interface Pairs {
  readonly ours: Spread;
  readonly theirs: Spread;
  /** Ours by theirs, round by round. */
  readonly ratio: Spread;
}

/**
 * One round of both that is not counted, then `rounds` of them; which side begins alternates.
 * @param ours gives a figure, in whatever unit both sides share
 */
export async function measureInPairs(
  rounds: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<Pairs> {
  const found: { readonly ours: number; readonly theirs: number }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    if (round % 2 === 0) found.push({ ours: await ours(), theirs: await theirs() });
    else {
      const first = await theirs();
      found.push({ ours: await ours(), theirs: first });
    }
  }
  const counted = found.slice(1);
  return {
    ours: toSpread(counted.map((round) => round.ours)),
    theirs: toSpread(counted.map((round) => round.theirs)),
    ratio: toSpread(counted.map((round) => round.ours / round.theirs)),
  };
}
