/** What a good report holds, as the policy and SECURITY.md list it: the form's own questions. */
import { detailOrder, replyKeyQuestion } from './details.ts';
import { fields, reportSections } from './fields.ts';

const sections = reportSections.map(({ heading }) => String(heading));
const more = [...detailOrder, replyKeyQuestion]
  .map(({ noun }) => noun)
  .filter((noun) => !sections.includes(noun));

export const whatToInclude: readonly string[] = [
  `${fields.product.noun} and ${toLower(fields.version.noun)}.`,
  ...reportSections.map(({ heading, wanted }) => `${heading}: ${toLower(wanted)}`),
  `What else you know: ${more.map(toLower).join(', ')}.`,
];

/** The first letter small, but not that of an abbreviation. */
function toLower(text: string): string {
  return /^[A-Z][a-z]/.test(text) && !text.startsWith('OpenPGP')
    ? `${text.charAt(0).toLowerCase()}${text.slice(1)}`
    : text;
}
