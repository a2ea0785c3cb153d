/** Days between two days of the calendar, counted alike wherever a desk says how long something lasts. */

const dayMilliseconds = 86_400_000;

/** @returns whole days, below zero when `day` has passed */
export function toDaysLeft(day: string, today: string): number {
  return Math.round((Date.parse(day) - Date.parse(today)) / dayMilliseconds);
}
