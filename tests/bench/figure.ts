/** What one measurement is and what it gives. */
import type { Spread } from './in-pairs.ts';

/** One line of the result. */
export interface Row {
  readonly what: string;
  readonly spread: Spread;
  /** Behind the number; none for a ratio. */
  readonly unit?: string;
  /** DESIGN's goal; null where the figure only informs. */
  readonly goal: { readonly least: number } | { readonly most: number } | null;
  /** Absolute figures behind a ratio. */
  readonly shown?: string;
}

/** A line that could not be measured, and why. */
export interface Unmeasured {
  readonly what: string;
  readonly reason: string;
}

/** A measurement that can be asked for by its name. */
export interface Figure {
  readonly name: string;
  /** So long that it runs only where it is named. */
  readonly onlyByName?: true;
  measure(rounds: number): Promise<readonly (Row | Unmeasured)[]>;
}
