/** Credits as they may leave the desk: only of reporters who agreed, under the name they agreed to, each person once. */
import { credits as words } from '#words/credits';
import type { Advisory } from '../advisory.ts';
import type { Reporter } from './reporter.ts';
import { findReporter, type ShownReporter, toShownReporter } from './shown-reporter.ts';

type Role = Advisory['credits'][number]['role'];

export interface PublicCredit {
  /** Whose file says so; not for showing. */
  readonly reporter: Reporter;
  readonly shown: ShownReporter;
  /** Each once, in the order of the advisory. */
  readonly roles: readonly Role[];
}

/** The reporters of an advisory who agreed to be shown, in the order of their first credit. */
export function toPublicCredits(
  { credits }: Pick<Advisory, 'credits'>,
  reporters: readonly Reporter[],
): PublicCredit[] {
  const roles = new Map<Reporter, Set<Role>>();
  for (const credit of credits) {
    const reporter = findReporter(reporters, credit.reporter);
    if (reporter === null) continue;
    roles.set(reporter, (roles.get(reporter) ?? new Set()).add(credit.role));
  }
  return [...roles].flatMap(([reporter, own]) => {
    const shown = toShownReporter(reporter, reporters);
    return shown === null ? [] : [{ reporter, shown, roles: [...own] }];
  });
}

/** Roles in words. */
export function toRoleWords(roles: readonly Role[]): string {
  return words.all(roles.map((it) => words.roles[it]));
}

/** Everybody an advisory thanks, a line each. */
export function toCreditLines(
  advisory: Pick<Advisory, 'credits'>,
  reporters: readonly Reporter[],
): string[] {
  return toPublicCredits(advisory, reporters).map(({ shown, roles }) =>
    words.line(toFullName(shown), toRoleWords(roles)),
  );
}

/** The name and what they belong to, as they stand within a sentence. */
export function toNameWithin(shown: ShownReporter): string {
  if (shown.handle !== null) return toFullName(shown);
  return words.anonymousWithin[shown.team ? 'team' : 'person'];
}

/** The name, and what they belong to. */
export function toFullName({ name, organisation }: ShownReporter): string {
  return organisation === null ? name : words.member(name, organisation.name);
}
