/** The credits of an advisory that thanks many: who did the same stands together, so that it is said once. */
import type { Advisory } from '../advisory.ts';
import { toFullName, toPublicCredits, toRoleWords } from './public-credit.ts';
import type { Reporter } from './reporter.ts';

export interface CreditGroup {
  /** What they did, in words. */
  readonly roles: string;
  readonly names: readonly string[];
}

/** Groups and names in the order of the advisory; each person is named once, with all that they did. */
export function toCreditGroups(
  advisory: Pick<Advisory, 'credits'>,
  reporters: readonly Reporter[],
): CreditGroup[] {
  const groups = Map.groupBy(toPublicCredits(advisory, reporters), ({ roles }) =>
    toRoleWords(roles),
  );
  return [...groups].map(([roles, credits]) => ({
    roles,
    names: credits.map(({ shown }) => toFullName(shown)),
  }));
}
