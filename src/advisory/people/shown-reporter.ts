/** What may be shown of a reporter: one person under all their handles, as they agreed to be called. */
import { credits as words } from '#words/credits';
import type { Reporter } from './reporter.ts';

export interface ShownReporter {
  readonly name: string;
  /** The file's name, good in an address; null for who does not want to be known. */
  readonly handle: string | null;
  readonly team: boolean;
  readonly url: string | null;
  /** What they belong to, where both agreed to be known. */
  readonly organisation: { readonly name: string; readonly url: string | null } | null;
}

/** The one reporter whom a handle stands for, be it a file's name or another one that the file claims. */
export function findReporter(reporters: readonly Reporter[], handle: string): Reporter | null {
  return reporters.find((it) => it.id === handle || it.also.includes(handle)) ?? null;
}

/** @returns null for one who did not agree to be shown */
export function toShownReporter(
  reporter: Reporter,
  reporters: readonly Reporter[],
): ShownReporter | null {
  const { team } = reporter;
  if (reporter.consent === 'anonymous') {
    const name = words.anonymous[team ? 'team' : 'person'];
    return { name, handle: null, team, url: null, organisation: null };
  }
  const name = toName(reporter);
  if (name === null) return null;
  const own = reporters.find((it) => it.id === reporter.member && it.id !== reporter.id);
  const ownName = own === undefined ? null : toName(own);
  const organisation = ownName === null ? null : { name: ownName, url: own?.url ?? null };
  return { name, handle: reporter.id, team, url: reporter.url ?? null, organisation };
}

/** The name of one who agreed to be known. */
function toName({ consent, name, id }: Reporter): string | null {
  if (consent === 'named') return name ?? null;
  return consent === 'handle' ? id : null;
}
