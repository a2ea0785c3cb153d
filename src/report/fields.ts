/** Every question of the report, once: for the form, the message, the text for people without script and the policy. */
import { sections, unknownProductName } from '#words/report-nouns';

/** Names a question; also the control's name in the form. */
export type FieldId =
  | 'product'
  | 'version'
  | 'summary'
  | 'report'
  | 'files'
  | 'reply'
  | 'credit'
  | 'creditName';

/** What holds of one answer; `Id` is the name of its control. How it is asked stands in `questions.ts`. */
export interface Field<Id extends string = FieldId> {
  readonly id: Id;
  readonly required: boolean;
  readonly kind: 'select' | 'line' | 'text' | 'files' | 'choice' | 'day';
  /** Most bytes of UTF-8, or null where only the total of all answers counts. */
  readonly maxBytes: number | null;
}

export const fields = {
  product: { id: 'product', required: true, kind: 'select', maxBytes: 200 },
  version: { id: 'version', required: false, kind: 'line', maxBytes: 200 },
  summary: { id: 'summary', required: true, kind: 'line', maxBytes: 300 },
  report: { id: 'report', required: true, kind: 'text', maxBytes: null },
  files: { id: 'files', required: false, kind: 'files', maxBytes: null },
  reply: { id: 'reply', required: false, kind: 'line', maxBytes: 1000 },
  credit: { id: 'credit', required: false, kind: 'choice', maxBytes: 20 },
  creditName: { id: 'creditName', required: false, kind: 'line', maxBytes: 200 },
} as const satisfies { readonly [Id in FieldId]: Field<Id> };

/** In the order of the form. */
export const fieldOrder = Object.values(fields) as readonly Field[];

/** How a reporter may be thanked. */
export type CreditKind = 'none' | 'name' | 'handle';

/** Value of the choice of product for a reporter who cannot tell. */
export const unknownProduct = { id: 'other', name: unknownProductName } as const;

/** Most files of one report, so that their names fit beside 8 MiB of contents. */
export const maxFiles = 50;

/**
 * The headings a good report has, with what belongs under each: the template, the policy's “what to include”, and but for
 * the first a question of its own among the details.
 */
export const reportSections = [
  sections.description,
  sections.steps,
  sections.impact,
  sections.fix,
] as const;
