/** What a reporter may expect, as pairs of what and when, so that page, form and SECURITY.md say the same. */
import type { FixPromise } from './contacts.ts';
import type { Desk } from './desk.ts';
import { toSentence } from './sentence.ts';

export interface PromiseView {
  readonly term: string;
  readonly text: string;
}

/** The desk's promises in the order in which they come due. */
export function toPromises({ promises }: Pick<Desk, 'promises'>): PromiseView[] {
  const { acknowledgeHours, updates, fix, bestEffort, disclosure } = promises;
  return [
    ...(acknowledgeHours === undefined
      ? []
      : [{ term: 'First answer', text: `A person answers within ${hours(acknowledgeHours)}.` }]),
    ...(updates === undefined ? [] : [{ term: 'Updates', text: toSentence(updates) }]),
    ...fix.map((it) => ({
      term: fixTerm(it),
      text: `A release fixes it within ${days(it.days)}.`,
    })),
    ...(bestEffort ? [{ term: 'Fix', text: 'As soon as we can, without a promised date.' }] : []),
    ...(disclosure === undefined ? [] : [{ term: 'Publication', text: toSentence(disclosure) }]),
  ];
}

/** A number of hours as people say it. */
export function hours(count: number): string {
  return count === 1 ? 'one hour' : `${count} hours`;
}

function days(count: number): string {
  return count === 1 ? 'one day' : `${count} days`;
}

function fixTerm({ severity }: FixPromise): string {
  if (severity === 'other') return 'Any other vulnerability';
  return `${severity.charAt(0).toUpperCase()}${severity.slice(1)} vulnerability`;
}
