/** What is missing in a report, or more than fits, said before anything is read or encrypted. */

import { maxAnswersBytes, maxFilesBytes } from '../contract.ts';
import { type Field, type FieldId, fieldOrder, fields, maxFiles } from './fields.ts';
import { type Answers, type FileFacts, toCleanAnswers } from './report.ts';

/** One thing wrong with one answer. */
export interface Fault {
  readonly field: FieldId;
  readonly sentence: string;
}

/** At most one fault a field, in the order of the form; empty when the report can be encrypted. */
export function checkAnswers(typed: Answers, files: readonly FileFacts[]): Fault[] {
  const answers = toCleanAnswers(typed);
  const faults = fieldOrder.flatMap((field) =>
    field.id === 'files' ? checkFiles(files) : checkAnswer(field, answers[field.id]),
  );
  if (answers.credit !== 'none' && answers.creditName === '') {
    faults.push({ field: 'creditName', sentence: fields.creditName.missing });
  }
  return faults.length > 0 ? faults : checkTotal(answers);
}

/** The files alone, for a word at the moment they are chosen. Sizes are known without reading. */
export function checkFiles(files: readonly FileFacts[]): Fault[] {
  const total = files.reduce((sum, file) => sum + file.size, 0);
  if (total > maxFilesBytes) {
    const sentence = `These files together have ${toSizeText(total)}; the limit is ${toSizeText(maxFilesBytes)}. Remove some, or put the large one elsewhere and say in the report where it is.`;
    return [{ field: 'files', sentence }];
  }
  if (files.length > maxFiles) {
    const sentence = `These are ${files.length} files; the limit is ${maxFiles}. Put them into one archive.`;
    return [{ field: 'files', sentence }];
  }
  return [];
}

/** Bytes for people, in the binary units of the limits; rounded up, so that what is over a limit never looks equal to it. */
export function toSizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const [unit, name] = bytes < 1024 * 1024 ? [1024, 'KiB'] : [1024 * 1024, 'MiB'];
  return `${Math.ceil((bytes / unit) * 10) / 10} ${name}`;
}

function checkAnswer(field: Field, answer: string): Fault[] {
  if (field.required && answer.trim() === '') {
    return [{ field: field.id, sentence: field.missing }];
  }
  const bytes = byteLength(answer);
  if (field.maxBytes === null || bytes <= field.maxBytes) return [];
  const sentence = `Shorten this: it has ${bytes} bytes, and ${field.maxBytes} fit.`;
  return [{ field: field.id, sentence }];
}

function checkTotal(answers: Answers): Fault[] {
  const bytes = Object.values(answers).reduce((sum, answer) => sum + byteLength(answer), 0);
  if (bytes <= maxAnswersBytes) return [];
  const sentence = `Shorten the report: all answers together have ${bytes} bytes, and ${maxAnswersBytes} fit. A long log or listing can be attached as a file.`;
  return [{ field: 'report', sentence }];
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
