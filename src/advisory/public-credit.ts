/** Credits as they may leave the desk: only of reporters who agreed, under the name they agreed to. */
import type { Advisory } from './advisory.ts';
import { toShownName } from './hall.ts';
import type { Reporter } from './reporter.ts';

export interface PublicCredit {
  readonly name: string;
  readonly role: Advisory['credits'][number]['role'];
  readonly url: string | null;
}

/** The credits of an advisory whose reporters agreed to be shown. */
export function toPublicCredits(
  { credits }: Pick<Advisory, 'credits'>,
  reporters: readonly Reporter[],
): PublicCredit[] {
  return credits.flatMap(({ reporter: id, role }) => {
    const reporter = reporters.find((it) => it.id === id);
    const name = reporter === undefined ? null : toShownName(reporter);
    return name === null ? [] : [{ name, role, url: reporter?.url ?? null }];
  });
}
