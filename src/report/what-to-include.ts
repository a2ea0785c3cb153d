/** What a good report holds, as the policy and SECURITY.md list it: the form's own questions. */
import { fields, reportSections } from './fields.ts';

export const whatToInclude: readonly string[] = [
  `${fields.product.noun} and ${fields.version.noun.toLowerCase()}.`,
  ...reportSections.map(
    ({ heading, wanted }) => `${heading}: ${wanted.charAt(0).toLowerCase()}${wanted.slice(1)}`,
  ),
];
