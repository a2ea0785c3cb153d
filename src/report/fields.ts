/** Every question of the report, once: for the form, the message, the text for people without script and the policy. */

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

/** One question; `Id` is the name of its control. */
export interface Field<Id extends string = FieldId> {
  readonly id: Id;
  /** The question as the reporter reads it. */
  readonly label: string;
  /** The same as a noun, for the mail and for sentences. */
  readonly noun: string;
  readonly hint: string;
  readonly required: boolean;
  readonly kind: 'select' | 'line' | 'text' | 'files' | 'choice' | 'day';
  /** Most bytes of UTF-8, or null where only the total of all answers counts. */
  readonly maxBytes: number | null;
  /** What is wanted when the answer is missing. */
  readonly missing: string;
}

export const fields = {
  product: {
    id: 'product',
    label: 'What is the report about?',
    noun: 'Product',
    hint: 'The closest one is good enough.',
    required: true,
    kind: 'select',
    maxBytes: 200,
    missing: 'Choose what the report is about.',
  },
  version: {
    id: 'version',
    label: 'Which version?',
    noun: 'Version',
    hint: 'A release or a commit, if you know it.',
    required: false,
    kind: 'line',
    maxBytes: 200,
    missing: '',
  },
  summary: {
    id: 'summary',
    label: 'Summary',
    noun: 'Summary',
    hint: 'One line, such as “A crafted archive writes outside its folder”.',
    required: true,
    kind: 'line',
    maxBytes: 300,
    missing: 'Write one line that says what is wrong.',
  },
  report: {
    id: 'report',
    label: 'Your report',
    noun: 'Report',
    hint: 'What happens, how to make it happen, what an attacker gains. Plain text or Markdown; a finished write-up can be pasted as it is.',
    required: true,
    kind: 'text',
    maxBytes: null,
    missing: 'Describe what you found.',
  },
  files: {
    id: 'files',
    label: 'Files',
    noun: 'Files',
    hint: 'A proof of concept, logs, screenshots: at most 8 MiB together. They are encrypted with the report and keep what they contain, such as the place a photo was taken.',
    required: false,
    kind: 'files',
    maxBytes: null,
    missing: '',
  },
  reply: {
    id: 'reply',
    label: 'Where can we answer you?',
    noun: 'Answer to',
    hint: 'A mail address, Matrix, Signal, anything that reaches you. If it stays empty, nobody can answer you or ask a question.',
    required: false,
    kind: 'line',
    maxBytes: 1000,
    missing: '',
  },
  credit: {
    id: 'credit',
    label: 'When this is published, how may we thank you?',
    noun: 'Credit',
    hint: '',
    required: false,
    kind: 'choice',
    maxBytes: 20,
    missing: '',
  },
  creditName: {
    id: 'creditName',
    label: 'The name or handle to print',
    noun: 'Name for the credit',
    hint: '',
    required: false,
    kind: 'line',
    maxBytes: 200,
    missing: 'Write the name or handle to print, or choose not to be named.',
  },
} as const satisfies Record<FieldId, Field>;

/** In the order of the form. */
export const fieldOrder = Object.values(fields) as readonly Field[];

/** How a reporter may be thanked. */
export type CreditKind = 'none' | 'name' | 'handle';

export const creditLabels = {
  none: 'Do not name me',
  name: 'With my name',
  handle: 'With a handle',
} as const satisfies Record<CreditKind, string>;

/** Value of the choice of product for a reporter who cannot tell. */
export const unknownProduct = { id: 'other', name: 'Something else, or I am not sure' } as const;

/** Most files of one report, so that their names fit beside 8 MiB of contents. */
export const maxFiles = 50;

/**
 * The headings a good report has, with what belongs under each: the template, the policy's “what to include”, and but for
 * the first a question of its own among the details.
 */
export const reportSections = [
  { heading: 'Description', wanted: 'What is wrong, and in which part.' },
  { heading: 'Steps to reproduce', wanted: 'The shortest way to see it, from a fresh install.' },
  { heading: 'Impact', wanted: 'What an attacker gains, and what they need for it.' },
  { heading: 'Suggested fix', wanted: 'If you have one.' },
] as const;
