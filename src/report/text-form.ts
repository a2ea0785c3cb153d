/** The whole form as a text file, for a report encrypted by hand. */

import { detailOrder, replyKeyQuestion } from './details.ts';
import { fields, reportSections } from './fields.ts';
import { renderTemplate } from './template.ts';

/** Every question with room for its answer; what is left empty can be deleted. */
export function renderTextForm(desk: string): string {
  const { product, version, summary, reply, credit } = fields;
  const sections = reportSections.map(({ heading }) => String(heading));
  const others = detailOrder.filter(({ noun }) => !sections.includes(noun));
  const lines = others.filter(({ kind }) => kind !== 'text');
  const texts = others.filter(({ kind }) => kind === 'text');
  return [
    `Security report for ${desk}`,
    '',
    `${product.noun}:`,
    `${version.noun}:`,
    `${summary.noun}:`,
    `${reply.noun}: (how we can reach you; empty means that nobody can answer)`,
    `${credit.noun}: (the name to thank you by, or: do not name me)`,
    '',
    renderTemplate(),
    'If you have more, and it is not said yet:',
    '',
    ...lines.map(({ noun }) => `${noun}:`),
    `${replyKeyQuestion.noun}: (as a file beside this one)`,
    '',
    ...texts.map(({ noun }) => `## ${noun}\n`),
  ].join('\n');
}
