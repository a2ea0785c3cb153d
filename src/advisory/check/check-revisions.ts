/** Rules on the revisions of an advisory: counted without a gap, in order, and none left out. */
import type { Finding } from '../../desk/finding.ts';
import { findingAt } from '../../desk/source/source.ts';
import type { SourcedAdvisory } from '../sourced-advisory.ts';

/** Findings: `advisory-revision-number`, `advisory-revision-date`, `advisory-revision-missing`. */
export function checkRevisions(sourced: SourcedAdvisory): Finding[] {
  return [...checkNumbers(sourced), ...checkOrder(sourced), ...checkMissing(sourced)];
}

function checkNumbers({ source, advisory }: SourcedAdvisory): Finding[] {
  return advisory.revisions.flatMap(({ number }, index, all) => {
    const expected = (all[index - 1]?.number ?? 0) + 1;
    if (number === expected) return [];
    const found = `${number}${index === 0 ? ' for the first publication' : ` after ${expected - 1}`}`;
    const wanted = `Write ${expected}; revisions count from 1, the first at the top.`;
    const path = ['revisions', index, 'number'];
    return [findingAt(source, path, { rule: 'advisory-revision-number', found, wanted })];
  });
}

function checkOrder({ source, advisory }: SourcedAdvisory): Finding[] {
  const { revisions, dates } = advisory;
  return revisions.flatMap(({ date }, index) => {
    const before = revisions[index - 1];
    const [floor, what] =
      before === undefined
        ? [dates.published, 'the day of publication']
        : [before.date, 'the revision above it'];
    if (date >= floor) return [];
    const found = `${date}, before ${what}, ${floor}`;
    const wanted = 'Correct one of the two days, or put the revisions in their order.';
    const path = ['revisions', index, 'date'];
    return [findingAt(source, path, { rule: 'advisory-revision-date', found, wanted })];
  });
}

/** Feed readers and scanners see a change only where a revision tells of it. */
function checkMissing({ source, advisory }: SourcedAdvisory): Finding[] {
  const { dates, revisions } = advisory;
  const later = revisions.slice(1);
  const after = (['fixed', 'withdrawn'] as const).flatMap((name) => {
    const date = dates[name];
    const changed = date !== undefined && (name === 'withdrawn' || date > dates.published);
    return changed ? [{ name, date }] : [];
  });
  return after.flatMap(({ name, date }) => {
    if (later.some((it) => it.date >= date)) return [];
    const found = `${date}, and no revision on that day or later`;
    const number = (revisions.at(-1)?.number ?? 0) + 1;
    const wanted = `Add revision ${number} with what changed, so that readers hear of it.`;
    const path = ['dates', name];
    return [findingAt(source, path, { rule: 'advisory-revision-missing', found, wanted })];
  });
}
