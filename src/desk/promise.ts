/** What a reporter may expect, as pairs of what and when, so that page, form and SECURITY.md say the same. */
import { promises as words } from '#words/promises';
import type { Desk } from './desk.ts';
import { toSentence } from './prose/sentence.ts';

export interface PromiseView {
  readonly term: string;
  readonly text: string;
  /** Whether the desk wrote the text. */
  readonly own: boolean;
}

/** The desk's promises in the order in which they come due. */
export function toPromises({ promises }: Pick<Desk, 'promises'>): PromiseView[] {
  const { acknowledgeHours, updates, fix, bestEffort, disclosure } = promises;
  return [
    ...(acknowledgeHours === undefined
      ? []
      : [{ term: words.firstAnswer, text: words.answeredWithin(acknowledgeHours), own: false }]),
    ...(updates === undefined
      ? []
      : [{ term: words.updates, text: toSentence(updates), own: true }]),
    ...fix.map(({ severity, days }) => ({
      term: words.fixOf[severity],
      text: words.fixedWithin(days),
      own: false,
    })),
    ...(bestEffort ? [{ term: words.fix, text: words.bestEffort, own: false }] : []),
    ...(disclosure === undefined
      ? []
      : [{ term: words.publication, text: toSentence(disclosure), own: true }]),
  ];
}
