/** Days of the calendar in UTC, `YYYY-MM-DD`: counted and moved alike wherever a desk says when something is. */

const dayMilliseconds = 86_400_000;

/** The UTC day of a moment. */
export function toDay(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** @param count whole days, below zero for days before */
export function addDays(day: string, count: number): string {
  return toDay(new Date(Date.parse(day) + count * dayMilliseconds));
}

/** @returns whole days, below zero when `day` has passed */
export function toDaysLeft(day: string, today: string): number {
  return Math.round((Date.parse(day) - Date.parse(today)) / dayMilliseconds);
}
