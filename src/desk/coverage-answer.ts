/** Answers to what a standard asks, in three kinds. */
import type { Answer } from './coverage.ts';

export function answered(text: string): Answer {
  return { state: 'answered', text };
}

export function elsewhere(text: string): Answer {
  return { state: 'elsewhere', text };
}

/** Answered at a place where the desk has the fact, else missing, with what to write. */
export function askFor(isThere: boolean, place: string, advice: string): Answer {
  return isThere ? answered(place) : { state: 'missing', text: advice };
}
