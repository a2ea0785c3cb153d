/** The record against the promise: how long answers and fixes took, beside what was promised, the misses among them. */
import type { Promises } from '../../desk/contacts.ts';
import { toDaysLeft } from '../../desk/day.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Product } from '../../desk/product/product.ts';
import { toProductDesk } from '../../desk/product/product-desk.ts';
import type { Advisory } from '../advisory.ts';
import { type Facts, findProduct } from '../facts.ts';
import { type Band, gravestFirst } from '../severity.ts';

/** From so many dated advisories on there is something to see. */
export const fewestCases = 5;

/** One time that was or was not kept. */
export interface Measure {
  /** From the report to the event, or to the day of the build where it has not happened; null where nobody wrote it down. */
  readonly days: number | null;
  /** Null where no time is promised. */
  readonly allowed: number | null;
  readonly done: boolean;
  readonly outcome: 'kept' | 'missed' | 'open' | 'unpromised' | 'unknown' | 'needless';
}

export interface RecordCase {
  readonly advisory: Advisory;
  /** In which the report came. */
  readonly year: string;
  readonly severity: Band | 'unrated';
  readonly answer: Measure;
  readonly fix: Measure;
}

export interface Summary {
  readonly kept: number;
  readonly missed: number;
  readonly median: number | null;
  readonly worst: number | null;
}

export interface RecordGroup {
  readonly year: string;
  readonly severity: RecordCase['severity'];
  readonly cases: readonly RecordCase[];
  readonly answer: Summary;
  readonly fix: Summary;
}

export interface DeskRecord {
  /** Newest report first. */
  readonly cases: readonly RecordCase[];
  /** The newest year first, within it the gravest. */
  readonly groups: readonly RecordGroup[];
}

/** Every advisory whose report has a day. Only days are known, so a promise of 48 hours is kept on the second day after. */
export function toRecord(
  advisories: readonly Advisory[],
  facts: { readonly desk: Desk; readonly products: readonly Product[]; readonly day: string },
): DeskRecord {
  const cases = advisories
    .flatMap((it) => toCase(it, facts) ?? [])
    .sort((a, b) => compare(b.advisory.dates.reported, a.advisory.dates.reported));
  const groups = Map.groupBy(cases, (it) => `${it.year} ${gravestFirst.indexOf(it.severity)}`);
  return {
    cases,
    groups: [...groups.values()]
      .flatMap((own) => {
        const [first] = own;
        if (first === undefined) return [];
        const { year, severity } = first;
        const answer = toSummary(own.map((it) => it.answer));
        return [{ year, severity, cases: own, answer, fix: toSummary(own.map((it) => it.fix)) }];
      })
      .sort(
        (a, b) =>
          compare(b.year, a.year) ||
          gravestFirst.indexOf(a.severity) - gravestFirst.indexOf(b.severity),
      ),
  };
}

/** Median and worst of every time that is known, also of one that still runs and is late already. */
export function toSummary(measures: readonly Measure[]): Summary {
  const days = measures
    .flatMap((it) => (it.days === null || it.outcome === 'open' ? [] : [it.days]))
    .sort((a, b) => a - b);
  const low = days[Math.ceil(days.length / 2) - 1];
  const high = days[Math.floor(days.length / 2)];
  return {
    kept: measures.filter((it) => it.outcome === 'kept').length,
    missed: measures.filter((it) => it.outcome === 'missed').length,
    median: low === undefined || high === undefined ? null : (low + high) / 2,
    worst: days.at(-1) ?? null,
  };
}

function toCase(
  advisory: Advisory,
  facts: Pick<Facts, 'desk' | 'products'> & { readonly day: string },
): RecordCase | null {
  const { dates, severity, status, affected } = advisory;
  const { reported, acknowledged, fixed } = dates;
  if (reported === undefined) return null;
  const promises = affected.map(
    (it) => toProductDesk(findProduct(facts, it.product), facts.desk).promises,
  );
  const band = severity?.band ?? 'unrated';
  const answerIn = least(promises.map((it) => hoursToDays(it.acknowledgeHours)));
  const fixIn = least(promises.map((it) => fixDays(it, band)));
  const unknown = { days: null, allowed: answerIn, done: false, outcome: 'unknown' } as const;
  const needless = { days: null, allowed: fixIn, done: false, outcome: 'needless' } as const;
  const isNeedless = fixed === undefined && status === 'withdrawn';
  return {
    advisory,
    year: reported.slice(0, 4),
    severity: band,
    answer:
      acknowledged === undefined ? unknown : toMeasure(reported, acknowledged, null, answerIn),
    fix: isNeedless ? needless : toMeasure(reported, fixed ?? null, facts.day, fixIn),
  };
}

function toMeasure(
  from: string,
  to: string | null,
  today: string | null,
  allowed: number | null,
): Measure {
  // What was mended before anybody reported it took no time.
  const days = Math.max(0, toDaysLeft(to ?? today ?? from, from));
  const done = to !== null;
  if (allowed !== null && days > allowed) return { days, allowed, done, outcome: 'missed' };
  if (!done) return { days, allowed, done, outcome: 'open' };
  return { days, allowed, done, outcome: allowed === null ? 'unpromised' : 'kept' };
}

function hoursToDays(hours: number | undefined): number | null {
  return hours === undefined ? null : Math.ceil(hours / 24);
}

function fixDays({ fix }: Promises, band: RecordCase['severity']): number | null {
  const own = fix.find((it) => it.severity === band) ?? fix.find((it) => it.severity === 'other');
  return own?.days ?? null;
}

function least(all: readonly (number | null)[]): number | null {
  const given = all.filter((it) => it !== null);
  return given.length === 0 ? null : Math.min(...given);
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : Number(a > b);
}
