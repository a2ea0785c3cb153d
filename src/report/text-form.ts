/** The whole form as a text file, for a report encrypted by hand. */

import { textForm } from '#words/by-hand';
import { nouns } from '#words/report-nouns';
import { detailOrder, replyKeyQuestion } from './details.ts';
import { reportSections } from './fields.ts';
import { renderTemplate } from './template.ts';

/** Every question with room for its answer; what is left empty can be deleted. */
export function renderTextForm(desk: string): string {
  const sections = reportSections.map(({ heading }) => String(heading));
  const others = detailOrder.filter(({ noun }) => !sections.includes(noun));
  const lines = others.filter(({ kind }) => kind !== 'text');
  const texts = others.filter(({ kind }) => kind === 'text');
  return [
    textForm.title(desk),
    '',
    `${nouns.product}:`,
    `${nouns.version}:`,
    `${nouns.summary}:`,
    `${nouns.reply}: ${textForm.reply}`,
    `${nouns.credit}: ${textForm.credit}`,
    '',
    renderTemplate(),
    textForm.more,
    '',
    ...lines.map(({ noun }) => `${noun}:`),
    `${replyKeyQuestion.noun}: ${textForm.replyKey}`,
    '',
    ...texts.map(({ noun }) => `## ${noun}\n`),
  ].join('\n');
}
