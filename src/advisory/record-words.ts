/** The record in words, so that no miss is told by a colour or a shape alone. */
import type { Measure, RecordGroup, Summary } from './record.ts';

/** One time beside its promise. */
export function toMeasureText(kind: 'answer' | 'fix', measure: Measure): string {
  const { days, allowed, done, outcome } = measure;
  if (outcome === 'unknown' || days === null) {
    return outcome === 'needless' ? 'no fix needed' : 'not written down';
  }
  const took = count(days);
  if (outcome === 'open') return `still open after ${took}`;
  if (outcome === 'unpromised') return `${took}, no time promised`;
  if (outcome === 'kept') return `${took}, within the ${count(allowed ?? 0)} promised`;
  return `${done ? '' : `no ${kind} after `}${took}, late: ${count(allowed ?? 0)} promised`;
}

/** One time that was too long, as a sentence. */
export function toLateText(kind: 'answer' | 'fix', { days, allowed, done }: Measure): string {
  const what = done ? `the ${kind} took` : `there is no ${kind} after`;
  return `${what} ${count(days ?? 0)}, and ${count(allowed ?? 0)} were promised.`;
}

/** How often a promise was kept, for one row of a picture or table. */
export function toKeptText({ kept, missed }: Summary, within: string): string {
  const all = kept + missed;
  return all === 0 ? 'no promise came due' : `${kept} of ${all} ${within}`;
}

/** A row's name. */
export function toGroupName({ year, severity }: Pick<RecordGroup, 'year' | 'severity'>): string {
  return `${year}, ${severity}`;
}

/** Days as people say them. */
export function count(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
