/** What the form says beside a product, in the page and again when another one is chosen. */

import { toDayAfter } from './answer-by.ts';
import type { Absence, Certificate, ReportProduct } from './config.ts';

/** @param hours within which an answer is promised, or null; then nothing is said */
export function toAnswerText(hours: number | null, away: Absence | null): string {
  if (hours === null) return '';
  const time = hours === 1 ? 'one hour' : `${hours} hours`;
  const promise = `Say where to reach you, and you are answered within ${time}`;
  if (away === null) return `${promise}.`;
  const days = away.from === away.until ? `on ${away.from}` : `from ${away.from} to ${away.until}`;
  return `${promise}, but not ${days}: then by ${toDayAfter(away)}.`;
}

/** Who reads reports about a product that has readers or ways of its own; nothing about any other. */
export function toReaderText(
  { readers, channels }: ReportProduct,
  certificates: readonly Pick<Certificate, 'owner'>[],
): string {
  const names = certificates.map(({ owner }) => owner);
  const last = names.pop();
  if (last === undefined) return '';
  const all = names.length === 0 ? last : `${names.join(', ')} and ${last}`;
  return [
    ...(readers === null ? [] : [`Only ${all} can read it.`]),
    ...(channels === null ? [] : ['It has ways of its own: see the top of this page.']),
  ].join(' ');
}
