/** What a standard asks, and the three kinds of answers that a desk’s facts give. */
import type { Desk } from '../desk.ts';
import type { Certificate } from '../keys/certificate.ts';
import type { Section } from '../prose/section.ts';
import type { Site } from '../site.ts';

/** What can be told from: no page is read, only what pages are made of. */
export interface CoverageFacts {
  readonly site: Pick<Site, 'url' | 'date'>;
  readonly desk: Desk;
  readonly certificates: readonly Certificate[];
  readonly policy: readonly Section[];
  readonly signedSecurityTxt: string | null;
}

export interface Answer {
  /** Elsewhere: it is asked of the project and not of its security page, so nothing here can tell. */
  readonly state: 'answered' | 'missing' | 'elsewhere';
  /** Where it is answered, what to write, or whose it is. */
  readonly text: string;
}

/** One thing that a standard asks for. */
export interface CoverageRule {
  /** As the standard counts it. */
  readonly id: string;
  /** In our words. */
  readonly asks: string;
  readonly answer: (facts: CoverageFacts) => Answer;
}

export interface Standard {
  readonly name: string;
  readonly version: string;
  readonly source: string;
  /** For whom it was written. */
  readonly about: string;
  readonly rules: readonly CoverageRule[];
}

/** @param text where */
export function answered(text: string): Answer {
  return { state: 'answered', text };
}

/** @param text whose it is */
export function elsewhere(text: string): Answer {
  return { state: 'elsewhere', text };
}

/** Answered at a place where the desk has the fact, else missing, with what to write. */
export function askFor(isThere: boolean, place: string, advice: string): Answer {
  return isThere ? answered(place) : { state: 'missing', text: advice };
}
