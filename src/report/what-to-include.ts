/** What a good report holds, as the policy and SECURITY.md list it: the form's own questions. */
import { nouns } from '#words/report-nouns';
import { whatToInclude as words } from '#words/what-to-include';
import { detailOrder, replyKeyQuestion } from './details.ts';
import { reportSections } from './fields.ts';

const sections = reportSections.map(({ heading }) => String(heading));
const more = [...detailOrder, replyKeyQuestion]
  .map(({ noun }) => noun)
  .filter((noun) => !sections.includes(noun));

export const whatToInclude: readonly string[] = [
  words.both(nouns.product, nouns.version),
  ...reportSections.map(({ heading, wanted }) => words.section(heading, wanted)),
  words.more(more),
];
