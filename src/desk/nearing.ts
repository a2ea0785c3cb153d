/** How soon something of a desk ends, in words that grow more pressing. */
import { toDay, toDaysLeft } from './day.ts';

/** From here on a person is told, and again, with more weight, from the next ones on: days before the end. */
const [firstDays, secondDays, lastDays] = [60, 30, 7] as const;

export interface Nearing {
  /** `in 12 days`. */
  readonly left: string;
  /** When to act, to begin a sentence with. */
  readonly act: 'Soon' | 'In the coming days' | 'Today';
}

/**
 * @param at the day of the build, in UTC
 * @returns null while there are more than 60 days left, counted as `desk dates` counts them
 */
export function toNearing(end: Date, at: Date): Nearing | null {
  const days = toDaysLeft(toDay(end), toDay(at));
  if (days > firstDays) return null;
  const left = days <= 0 ? 'today' : days === 1 ? 'in 1 day' : `in ${days} days`;
  const act = days <= lastDays ? 'Today' : days <= secondDays ? 'In the coming days' : 'Soon';
  return { left, act };
}
