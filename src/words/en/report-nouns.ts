/** What the answers of a report are called: beside a fault, in the message, in a reporter's copy. */
import type { CreditKind, FieldId } from '../../report/fields.ts';

export const nouns = {
  product: 'Product',
  version: 'Version',
  summary: 'Summary',
  report: 'Report',
  files: 'Files',
  reply: 'Answer to',
  credit: 'Credit',
  creditName: 'Name for the credit',
} as const satisfies Record<FieldId, string>;

export const creditLabels = {
  none: 'Do not name me',
  name: 'With my name',
  handle: 'With a handle',
} as const satisfies Record<CreditKind, string>;

/** In the place of a product, for a reporter who cannot tell. */
export const unknownProductName = 'Something else, or I am not sure';

/** The headings a good report has, with what belongs under each. */
export const sections = {
  description: { heading: 'Description', wanted: 'What is wrong, and in which part.' },
  steps: {
    heading: 'Steps to reproduce',
    wanted: 'The shortest way to see it, from a fresh install.',
  },
  impact: { heading: 'Impact', wanted: 'What an attacker gains, and what they need for it.' },
  fix: { heading: 'Suggested fix', wanted: 'If you have one.' },
} as const;
