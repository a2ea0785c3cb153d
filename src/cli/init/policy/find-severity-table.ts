/** A table of severities with the time to a fix of each: promises, one a row. */
import type { Fact, OpenPolicy } from './found-fact.ts';
import type { Block } from './policy-document.ts';
import { findTimeSpans } from './time-span.ts';

const severities = ['critical', 'high', 'medium', 'low'] as const;

/** Only a table that says nothing else goes; every other one stays beside its facts. */
export function findSeverityTable({ blocks, taken }: OpenPolicy): Fact[] {
  const table = blocks.find((it) => it.kind === 'table' && toColumns(it.header) !== null);
  if (table?.kind !== 'table' || taken.has(table.whole.key)) return [];
  const columns = toColumns(table.header);
  if (columns === null) return [];
  const rows = table.rows.map((row) => readRow(row, columns));
  const whole = table.header.length === 2 && rows.every((it) => it?.exact === true);
  return rows.flatMap((row): Fact[] => {
    if (row === null) return [];
    const { severity, days } = row;
    return [
      {
        field: 'promises.fix',
        value: { severity, days },
        list: true,
        says: `${severity} vulnerability: fixed within ${days} days`,
        from: table.whole.text,
        claims: whole ? [table.whole.key] : [],
        component: 'Promises',
      },
    ];
  });
}

function toColumns(header: (Block & { kind: 'table' })['header']) {
  const severity = header.findIndex((it) => /severity|priority|level|rating/i.test(it));
  const fix = header.findIndex(
    (it) => /\bfix|\bpatch|\bresol|\bremed|\brelease/i.test(it) && !/severity/i.test(it),
  );
  return severity < 0 || fix < 0 ? null : { severity, fix };
}

function readRow(row: readonly string[], columns: { severity: number; fix: number }) {
  const name = (row[columns.severity] ?? '').toLowerCase().replace('moderate', 'medium');
  const severity = severities.find((it) => new RegExp(`^\\P{L}*${it}\\b`, 'u').test(name));
  const spans = findTimeSpans(row[columns.fix] ?? '');
  const [span] = spans;
  if (severity === undefined || span === undefined || spans.length > 1) return null;
  const bare = name.replaceAll(/[^\p{L}]/gu, '') === severity;
  return { severity, days: Math.ceil(span.hours / 24), exact: span.exact && bare };
}
