/** Rules on the dates of an advisory: in the order in which things happen, and none to come. */
import type { Finding } from '../../desk/finding.ts';
import { findingAt } from '../../desk/source/source.ts';
import type { SourcedAdvisory } from '../sourced-advisory.ts';

/** A fix may come at any time: before the report, when nobody knew what it mended, or long after the publication. */
const inOrder = ['reported', 'acknowledged', 'published', 'withdrawn'] as const;

/**
 * Findings: `advisory-date-order`, `advisory-date-future`.
 * @param day UTC day of the build
 */
export function checkDates({ source, advisory }: SourcedAdvisory, day: string): Finding[] {
  const { dates } = advisory;
  const given = inOrder.flatMap((name) => {
    const date = dates[name];
    return date === undefined ? [] : [{ name, date }];
  });
  const disordered = given.flatMap(({ name, date }, index) => {
    const before = given[index - 1];
    if (before === undefined || before.date <= date) return [];
    const found = `${date}, before the day it was ${before.name}, ${before.date}`;
    const wanted = `Correct one of the two: ${inOrder.join(', ')} is the order of things.`;
    return [findingAt(source, ['dates', name], { rule: 'advisory-date-order', found, wanted })];
  });
  const all = [
    ...Object.entries(dates).map(([name, date]) => ({ path: ['dates', name], date })),
    ...advisory.revisions.map(({ date }, index) => ({ path: ['revisions', index, 'date'], date })),
  ];
  const future = all.flatMap(({ path, date }) => {
    if (date === undefined || date <= day) return [];
    const found = `${date}, after the day of this build, ${day}`;
    const wanted = 'Write only what has happened; correct the day, or remove it.';
    return [findingAt(source, path, { rule: 'advisory-date-future', found, wanted })];
  });
  return [...disordered, ...future];
}
