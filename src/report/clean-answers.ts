/** Answers as they may be shown anywhere. Apart from the report, as it is needed while one is still written. */

import { toCleanLine, toCleanText } from './clean-text.ts';
import type { Answers, DetailAnswer } from './report.ts';

/** A private key pasted in the place of a public one. It is nobody else's, so it never becomes part of a report. */
export const privateKeyMark = /BEGIN PGP PRIVATE KEY BLOCK/;

/** The same answers without anything a terminal, a header or a reader could take for an instruction. */
export function toCleanAnswers(typed: Answers): Answers {
  const named = typed.credit !== 'none';
  return {
    product: typed.product,
    version: toCleanLine(typed.version),
    summary: toCleanLine(typed.summary),
    report: toCleanText(typed.report),
    reply: toCleanLine(typed.reply),
    credit: typed.credit,
    creditName: named ? toCleanLine(typed.creditName) : '',
    details: typed.details.map(toCleanDetail).filter((detail) => detail.answer !== ''),
    replyKey: privateKeyMark.test(typed.replyKey) ? '' : toCleanText(typed.replyKey).trim(),
  };
}

/** Whether an answer is one line and not a text. */
export function isLine({ maxBytes }: DetailAnswer): boolean {
  return maxBytes !== null;
}

function toCleanDetail(detail: DetailAnswer): DetailAnswer {
  const clean = isLine(detail) ? toCleanLine : (it: string) => toCleanText(it).trim();
  return { ...detail, answer: clean(detail.answer), words: clean(detail.words) };
}
