/** The record in words, so that no miss is told by a colour or a shape alone. */
import { recordTimes as words } from '#words/record-times';
import { severityWithin } from '#words/severity';
import type { Measure, RecordGroup, Summary } from './record.ts';

/** One time beside its promise. */
export function toMeasureText(kind: 'answer' | 'fix', measure: Measure): string {
  const { days, done, outcome } = measure;
  const allowed = measure.allowed ?? 0;
  if (outcome === 'unknown' || days === null) {
    return outcome === 'needless' ? words.needless : words.notWrittenDown;
  }
  if (outcome === 'open') return words.stillOpen(days);
  if (outcome === 'unpromised') return words.unpromised(days);
  if (outcome === 'kept') return words.kept(days, allowed);
  return done ? words.late(days, allowed) : words.lateAndOpen(kind, days, allowed);
}

/** One time that was too long, as a sentence. */
export function toLateText(kind: 'answer' | 'fix', { days, allowed, done }: Measure): string {
  const say = done ? words.tookTooLong : words.isMissing;
  return say(kind, days ?? 0, allowed ?? 0);
}

/**
 * How often a promise was kept, for one row of a picture.
 * @param allowed every time that was promised, in days
 */
export function toKeptText({ kept, missed }: Summary, allowed: readonly number[]): string {
  const all = kept + missed;
  if (all === 0) return words.nothingDue;
  return allowed.length === 0 ? words.inTime(kept, all) : words.within(kept, all, allowed);
}

/** A row's name. */
export function toGroupName({ year, severity }: Pick<RecordGroup, 'year' | 'severity'>): string {
  return words.group(year, severityWithin[severity]);
}
