/** The record as a picture: a row for each year and severity, days from left to right, in percent of the width. */
import { recordTimes } from '#words/record-times';
import type { DeskRecord, Measure, RecordGroup } from './record.ts';
import { toGroupName, toKeptText } from './record-words.ts';

export interface Mark {
  /** Percent of the width. */
  readonly x: number;
  readonly outcome: 'kept' | 'missed' | 'open' | 'unpromised';
  /** What stands above it: how many there are, or how long it took where that was too long. */
  readonly text: string | null;
  readonly anchor: 'start' | 'middle' | 'end';
}

export interface PlotRow {
  readonly name: string;
  readonly text: string;
  /** Ends of the promised times. */
  readonly promised: readonly number[];
  readonly marks: readonly Mark[];
}

export interface Plot {
  readonly ticks: readonly { readonly days: number; readonly x: number }[];
  readonly rows: readonly PlotRow[];
}

/** Room for half a mark at both ends. */
const margin = 3;

/** So many times the longest promise are shown; what took longer stands at the end with its days, or the rest could not be read. */
const longestShown = 3;

interface Scale {
  readonly last: number;
  readonly toX: (days: number) => number;
}

/** @returns null where no day is known */
export function toPlot({ groups, cases }: DeskRecord, kind: 'answer' | 'fix'): Plot | null {
  const known = cases.flatMap((it) => (it[kind].days === null ? [] : [it[kind]]));
  if (known.length === 0) return null;
  const promised = Math.max(0, ...known.map((it) => it.allowed ?? 0));
  const took = Math.max(1, ...known.map((it) => it.days ?? 0));
  const longest =
    promised === 0 ? took : Math.max(promised, Math.min(took, promised * longestShown));
  const step = toStep(longest);
  const last = Math.ceil(longest / step) * step;
  const toX = (days: number) =>
    Math.round((margin + (Math.min(days, last) / last) * (100 - 2 * margin)) * 100) / 100;
  const ticks = Array.from({ length: last / step + 1 }, (_, index) => index * step);
  return {
    ticks: ticks.map((days) => ({ days, x: toX(days) })),
    rows: groups.flatMap((group) => toRow(group, kind, { last, toX }) ?? []),
  };
}

function toRow(group: RecordGroup, kind: 'answer' | 'fix', scale: Scale): PlotRow | null {
  const measures = group.cases.map((it) => it[kind]).filter((it) => it.days !== null);
  if (measures.length === 0) return null;
  const allowed = [...new Set(measures.map((it) => it.allowed))].filter((it) => it !== null);
  const name = toGroupName(group);
  return {
    name,
    text: toKeptText(group[kind], allowed),
    promised: allowed.map(scale.toX),
    marks: toMarks(measures, scale),
  };
}

function toMarks(measures: readonly Measure[], { last, toX }: Scale): Mark[] {
  const same = Map.groupBy(measures, (it) => `${it.days} ${it.outcome}`);
  return [...same.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined || first.days === null || !isShown(first.outcome)) return [];
    const x = toX(first.days);
    const times = own.length === 1 ? '' : `×${own.length}`;
    const late = first.outcome === 'missed' ? recordTimes.days(first.days) : '';
    const beyond = first.days > last ? '→' : '';
    const text = [late, times, beyond].filter((it) => it !== '').join(' ') || null;
    return [{ x, outcome: first.outcome, text, anchor: toAnchor(x) }];
  });
}

function isShown(outcome: Measure['outcome']): outcome is Mark['outcome'] {
  return outcome !== 'unknown' && outcome !== 'needless';
}

function toAnchor(x: number): Mark['anchor'] {
  if (x > 80) return 'end';
  return x < 20 ? 'start' : 'middle';
}

/** A round number of days, so that there are two to five steps. */
function toStep(longest: number): number {
  const power = 10 ** Math.floor(Math.log10(longest));
  const step = [0.2, 0.5, 1, 2].map((it) => it * power).find((it) => longest / it <= 5);
  return Math.max(1, Math.ceil(step ?? power));
}
