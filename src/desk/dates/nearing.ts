/** How soon something of a desk ends, in words that grow more pressing. */

/** From here on a person is told, and again, with more weight, from the next ones on: days before the end. */
const [firstDays, secondDays, lastDays] = [60, 30, 7] as const;
const dayLength = 86_400_000;

export interface Nearing {
  /** `in 12 days`. */
  readonly left: string;
  /** When to act, to begin a sentence with. */
  readonly act: 'Soon' | 'In the coming days' | 'Today';
}

/**
 * @param at the last second of the day of the build
 * @returns null while there are more than 60 whole days left
 */
export function toNearing(end: Date, at: Date): Nearing | null {
  const days = Math.floor((end.getTime() - at.getTime()) / dayLength);
  if (days > firstDays) return null;
  const left = days <= 0 ? 'in less than a day' : days === 1 ? 'in 1 day' : `in ${days} days`;
  const act = days <= lastDays ? 'Today' : days <= secondDays ? 'In the coming days' : 'Soon';
  return { left, act };
}
