/** What of a desk's dates and faults a person has to be told today. */
import { type DueDate, dateKinds, toWarnDays } from '../../desk/dates/dates.ts';
import { type Finding, renderFinding } from '../../desk/finding.ts';
import { isOnlyMissing } from '../check/check-github.ts';

/** `well`: nothing to tell. `soon`: a day is near. `now`: the desk does not work as it should, or is about to stop. */
export type State = 'well' | 'soon' | 'now';

export interface Warning {
  readonly state: State;
  /** Of the dates, those that are near or have passed, in their order. */
  readonly dates: readonly DueDate[];
  readonly faults: readonly Fault[];
}

export interface Fault {
  /** The same from day to day, while the sentence may name the day. */
  readonly id: string;
  /** A sentence with what to do. */
  readonly text: string;
}

/** What is wrong with the published site. */
export interface SiteLook {
  /** When the published file expires, beside the dates of the repository. */
  readonly dates: readonly DueDate[];
  readonly faults: readonly { readonly text: string; readonly state: 'soon' | 'now' }[];
}

/** A site that nobody asked. */
export const notLooked: SiteLook = { dates: [], faults: [] };

/**
 * @param findings of the whole desk: a day that passes can make an error of what was fine when it was written. A desk that
 * only lacks something to begin with is not at work yet.
 */
export function toWarning(
  dates: readonly DueDate[],
  findings: readonly Finding[],
  site: SiteLook = notLooked,
): Warning {
  const near = [...dates, ...site.dates].filter((it) => toWarnDays(it) !== null);
  const errors = isOnlyMissing(findings) ? [] : findings.filter((it) => it.level === 'error');
  const now =
    errors.length > 0 ||
    site.faults.some((it) => it.state === 'now') ||
    near.some((it) => dateKinds[it.kind].dies && it.daysLeft <= 0);
  const faults = [
    ...errors.map((it) => ({
      id: `${it.code} ${it.file} ${it.field}`,
      text: renderFinding(it).replaceAll(/\s+/g, ' '),
    })),
    ...site.faults.map(({ text }) => ({ id: text, text })),
  ];
  const soon = near.length > 0 || faults.length > 0;
  return { state: now ? 'now' : soon ? 'soon' : 'well', dates: near, faults };
}
