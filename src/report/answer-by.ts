/** When an answer is promised: so many hours on, but never while nobody is there. */

import type { Absence } from './config.ts';

const dayLength = 86_400_000;

/**
 * @param hours that were promised
 * @param away days of an absence, in UTC, or null. A promise that is made in it, or would come due in it, is for the end of
 * the day after it.
 */
export function toAnswerBy(hours: number, away: Absence | null, now: Date): Date {
  const due = now.getTime() + hours * 3_600_000;
  if (away === null) return new Date(due);
  const over = Date.parse(away.until) + dayLength;
  const isMet = now.getTime() < over && due >= Date.parse(away.from);
  return new Date(isMet ? Math.max(due, over + dayLength - 1000) : due);
}

/** The day after an absence, `YYYY-MM-DD`. */
export function toDayAfter({ until }: Absence): string {
  return new Date(Date.parse(until) + dayLength).toISOString().slice(0, 10);
}
