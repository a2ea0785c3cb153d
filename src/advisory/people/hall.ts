/** The hall of fame: credits of advisories put together with what each reporter agreed to. Nothing is typed twice. */
import type { Advisory } from '../advisory.ts';
import { toPublicCredits, toRoleWords } from './public-credit.ts';
import type { Reporter } from './reporter.ts';
import { type ShownReporter, toShownReporter } from './shown-reporter.ts';

/** One thing that somebody is thanked for. */
export interface HallDeed {
  readonly reporter: Reporter;
  readonly shown: ShownReporter;
  readonly date: string;
  /** The advisory they are credited in; null for a valid report that led to none. */
  readonly advisory: Advisory | null;
  /** Their roles in words, or the sentence of thanks. */
  readonly text: string;
}

export interface HallEntry {
  readonly reporter: Reporter;
  readonly shown: ShownReporter;
  /** Whether no later year shows them: here stand the words about them, and the anchor. */
  readonly first: boolean;
  /** Of this year, newest first. */
  readonly deeds: readonly HallDeed[];
}

export interface HallYear {
  readonly year: string;
  readonly entries: readonly HallEntry[];
}

/** Everything that somebody who agreed to be shown is thanked for, newest first, then by name. */
export function toDeeds(
  advisories: readonly Advisory[],
  reporters: readonly Reporter[],
): HallDeed[] {
  const credited = advisories
    .filter((it) => it.status !== 'withdrawn')
    .flatMap((advisory) =>
      toPublicCredits(advisory, reporters).map(({ reporter, shown, roles }) => ({
        reporter,
        shown,
        date: advisory.dates.published,
        advisory,
        text: toRoleWords(roles),
      })),
    );
  const thanked = reporters.flatMap((reporter) => {
    const shown = toShownReporter(reporter, reporters);
    if (shown === null) return [];
    return reporter.thanks.map((it) => ({ reporter, shown, advisory: null, ...it }));
  });
  return [...credited, ...thanked].sort(
    (a, b) => b.date.localeCompare(a.date, 'en') || a.shown.name.localeCompare(b.shown.name, 'en'),
  );
}

/** Years, the newest first; within a year whoever was thanked last comes first. Nobody is counted. */
export function toHall(
  advisories: readonly Advisory[],
  reporters: readonly Reporter[],
): HallYear[] {
  const seen = new Set<Reporter>();
  const years = Map.groupBy(toDeeds(advisories, reporters), (it) => it.date.slice(0, 4));
  return [...years].map(([year, deeds]) => ({
    year,
    entries: [...Map.groupBy(deeds, (it) => it.reporter)].flatMap(([reporter, own]) => {
      const shown = own[0]?.shown;
      const first = !seen.has(reporter);
      seen.add(reporter);
      return shown === undefined ? [] : [{ reporter, shown, first, deeds: own }];
    }),
  }));
}
