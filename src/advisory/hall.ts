/** The hall of fame: credits of advisories put together with what each reporter agreed to. Nothing is typed twice. */
import type { Advisory } from './advisory.ts';
import type { Reporter } from './reporter.ts';

type Credit = Advisory['credits'][number];

/** One reporter or team as the hall of fame shows them. */
export interface HallEntry {
  readonly id: string;
  readonly name: string;
  readonly team: boolean;
  readonly url: string | null;
  /** Newest first. */
  readonly credits: readonly { readonly advisory: Advisory; readonly role: string }[];
}

const roles: Record<Credit['role'], string> = {
  FINDER: 'found it',
  REPORTER: 'reported it',
  ANALYST: 'analysed it',
  COORDINATOR: 'coordinated',
  REMEDIATION_DEVELOPER: 'wrote the fix',
  REMEDIATION_REVIEWER: 'reviewed the fix',
  REMEDIATION_VERIFIER: 'verified the fix',
  TOOL: 'tool',
  SPONSOR: 'sponsor',
  OTHER: 'helped',
};

/** How a reporter agreed to be called, or null for one who did not agree to be shown. */
export function toShownName(reporter: Reporter): string | null {
  switch (reporter.consent) {
    case 'named':
      return reporter.name ?? null;
    case 'handle':
      return reporter.id;
    case 'anonymous':
      return reporter.team ? 'An anonymous team' : 'An anonymous reporter';
    case 'none':
    case 'unknown':
      return null;
  }
}

/** One credit as a line, or null where the reporter did not agree to be shown. */
export function toCreditLine(credit: Credit, reporters: readonly Reporter[]): string | null {
  const reporter = reporters.find((it) => it.id === credit.reporter);
  const name = reporter === undefined ? null : toShownName(reporter);
  return name === null ? null : `${name} (${roles[credit.role]})`;
}

/** Everybody who agreed to be shown and has a credit in an advisory that stands, by their newest advisory. */
export function toHall(
  advisories: readonly Advisory[],
  reporters: readonly Reporter[],
): HallEntry[] {
  const standing = advisories.filter((it) => it.status !== 'withdrawn');
  return reporters
    .flatMap((reporter) => {
      const name = toShownName(reporter);
      const credits = standing.flatMap((advisory) =>
        advisory.credits
          .filter((it) => it.reporter === reporter.id)
          .map((it) => ({ advisory, role: roles[it.role] })),
      );
      if (name === null || credits.length === 0) return [];
      return [{ id: reporter.id, name, team: reporter.team, url: reporter.url ?? null, credits }];
    })
    .sort((a, b) => newest(b).localeCompare(newest(a), 'en') || a.name.localeCompare(b.name, 'en'));
}

function newest(entry: HallEntry): string {
  return (
    entry.credits
      .map((it) => it.advisory.dates.published)
      .toSorted()
      .at(-1) ?? ''
  );
}
