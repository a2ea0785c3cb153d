/** How long answers and fixes took beside what was promised, so that no miss is told by a colour or a shape alone. */

type Kind = 'answer' | 'fix';

export const recordTimes = {
  days,
  notWrittenDown: 'not written down',
  needless: 'no fix needed',
  stillOpen: (took: number) => `still open after ${days(took)}`,
  unpromised: (took: number) => `${days(took)}, no time promised`,
  kept: (took: number, allowed: number) => `${days(took)}, within the ${days(allowed)} promised`,
  late: (took: number, allowed: number) => `${days(took)}, late: ${days(allowed)} promised`,
  lateAndOpen: (kind: Kind, took: number, allowed: number) =>
    `no ${kind} after ${days(took)}, late: ${days(allowed)} promised`,
  /** The same two as sentences. */
  tookTooLong: (kind: Kind, took: number, allowed: number) =>
    `the ${kind} took ${days(took)}, and ${days(allowed)} were promised.`,
  isMissing: (kind: Kind, took: number, allowed: number) =>
    `there is no ${kind} after ${days(took)}, and ${days(allowed)} were promised.`,
  nothingDue: 'no promise came due',
  inTime: (kept: number, all: number) => `${kept} of ${all} in time`,
  /** @param allowed every time that was promised, in days */
  within: (kept: number, all: number, allowed: readonly number[]) =>
    `${kept} of ${all} within ${allowed.map(days).join(' or ')}`,
  group: (year: string, severity: string) => `${year}, ${severity}`,
} as const;

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}
