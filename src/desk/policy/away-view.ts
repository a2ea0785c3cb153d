/** An absence on a day: whether it is told, and in which words. The same on pages and in SECURITY.md. */
import { away as words } from '#words/away';
import { addDays } from '../day.ts';
import { toSentence } from '../prose/sentence.ts';
import type { Away } from './away.ts';

export interface AwayView {
  readonly from: string;
  readonly until: string;
  /** Whether it has begun. */
  readonly now: boolean;
  /** In one sentence, with both days, so that it is true on any day that it is read. */
  readonly title: string;
  readonly note: string;
  /** What to do about something that cannot wait, or null. */
  readonly urgent: string | null;
}

/** How long before its first day an absence is told. */
const aheadDays = 14;

/**
 * What to say of an absence: nothing of one that is more than 14 days off, or over.
 * @param day UTC day of the build
 */
export function toAway(away: Away | undefined, day: string): AwayView | null {
  if (away === undefined || isOver(away, day)) return null;
  const { from, until, note, urgent } = away;
  if (day < addDays(from, -aheadDays)) return null;
  return {
    from,
    until,
    now: from <= day,
    title: words.title(from, until),
    note: toSentence(note),
    urgent: urgent === undefined ? null : toSentence(urgent),
  };
}

/** Whether the last day of an absence is past. */
export function isOver({ until }: Pick<Away, 'until'>, day: string): boolean {
  return until < day;
}
