/** The questions of the report form as they are asked. The page holds them, so its script does not. */
import type { FieldId } from '../../report/fields.ts';

export const questions = {
  product: {
    label: 'What is the report about?',
    hint: 'The closest one is good enough.',
  },
  version: {
    label: 'Which version?',
    hint: 'A release or a commit, if you know it.',
  },
  summary: {
    label: 'Summary',
    hint: 'One line, such as “A crafted archive writes outside its folder”.',
  },
  report: {
    label: 'Your report',
    hint: 'What happens, how to make it happen, what an attacker gains. Plain text or Markdown; a finished write-up can be pasted as it is.',
  },
  files: {
    label: 'Files',
    hint: 'A proof of concept, logs, screenshots: at most 8 MiB together. They are encrypted with the report and keep what they contain, such as the place a photo was taken.',
  },
  reply: {
    label: 'Where can we answer you?',
    hint: 'A mail address, Matrix, Signal, anything that reaches you. If it stays empty, nobody can answer you or ask a question.',
  },
  credit: { label: 'When this is published, how may we thank you?', hint: '' },
  creditName: { label: 'The name or handle to print', hint: '' },
} as const satisfies Record<FieldId, { label: string; hint: string }>;

export const field = {
  choose: 'Choose…',
  optional: 'optional',
} as const;
