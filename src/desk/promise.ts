/** What a reporter may expect, as pairs of what and when, so that page, form and SECURITY.md say the same. */
import { promises as words } from '#words/promises';
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
      : [{ term: words.firstAnswer, text: words.answeredWithin(acknowledgeHours) }]),
    ...(updates === undefined ? [] : [{ term: words.updates, text: toSentence(updates) }]),
    ...fix.map(({ severity, days }) => ({
      term: words.fixOf[severity],
      text: words.fixedWithin(days),
    })),
    ...(bestEffort ? [{ term: words.fix, text: words.bestEffort }] : []),
    ...(disclosure === undefined
      ? []
      : [{ term: words.publication, text: toSentence(disclosure) }]),
  ];
}
