/** What the form says beside a product, in the page and again when another one is chosen. */

import { productPromise, productReaders } from '#words/report-product';
import { toDayAfter } from './answer-by.ts';
import type { Absence, Certificate, ReportProduct } from './config.ts';

/** @param hours within which an answer is promised, or null; then nothing is said */
export function toAnswerText(hours: number | null, away: Absence | null): string {
  if (hours === null) return '';
  return away === null
    ? productPromise.answered(hours)
    : productPromise.answeredBut(hours, away.from, away.until, toDayAfter(away));
}

/** Who reads reports about a product that has readers or ways of its own; nothing about any other. */
export function toReaderText(
  { readers, channels }: ReportProduct,
  certificates: readonly Pick<Certificate, 'owner'>[],
): string {
  const names = certificates.map(({ owner }) => owner);
  if (names.length === 0) return '';
  return [
    ...(readers === null ? [] : [productReaders.only(names)]),
    ...(channels === null ? [] : [productReaders.ownWays]),
  ].join(' ');
}
