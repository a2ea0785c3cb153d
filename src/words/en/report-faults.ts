/** What is wrong with an answer, said beside its question. */
import type { FieldId } from '../../report/fields.ts';

export const faults = {
  missing: {
    product: 'Choose what the report is about.',
    summary: 'Write one line that says what is wrong.',
    report: 'Describe what you found.',
    creditName: 'Write the name or handle to print, or choose not to be named.',
  } satisfies Partial<Record<FieldId, string>>,
  filesTooLarge: (size: string, limit: string) =>
    `These files together have ${size}; the limit is ${limit}. Remove some, or put the large one elsewhere and say in the report where it is.`,
  tooManyFiles: (count: number, limit: number) =>
    `These are ${count} files; the limit is ${limit}. Put them into one archive.`,
  tooLong: (bytes: number, limit: number) =>
    `Shorten this: it has ${bytes} bytes, and ${limit} fit.`,
  allTooLong: (bytes: number, limit: number) =>
    `Shorten the report: all answers together have ${bytes} bytes, and ${limit} fit. A long log or listing can be attached as a file.`,
} as const;

/** How large something is. */
export const size = {
  bytes: (count: number) => `${count} bytes`,
  kibibytes: (count: number) => `${count} KiB`,
  mebibytes: (count: number) => `${count} MiB`,
} as const;
