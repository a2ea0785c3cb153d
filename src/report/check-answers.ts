/** What is missing in a report, or more than fits, said before anything is read or encrypted. */

import { faults, size } from '#words/report-faults';
import { maxAnswersBytes, maxFilesBytes, maxReplyKeyBytes } from '../contract.ts';
import { toCleanAnswers } from './clean-answers.ts';
import { type Field, type FieldId, fieldOrder, maxFiles } from './fields.ts';
import type { Answers, FileFacts } from './report.ts';

/** One thing wrong with one answer. */
export interface Fault {
  /** A question's id, also of one among the details. */
  readonly field: string;
  readonly sentence: string;
}

/** At most one fault a field, in the order of the form; empty when the report can be encrypted. */
export function checkAnswers(typed: Answers, files: readonly FileFacts[]): Fault[] {
  const answers = toCleanAnswers(typed);
  const missing = fieldOrder.flatMap((field) =>
    field.id === 'files' ? checkFiles(files) : checkPresence(field, answers[field.id]),
  );
  if (answers.credit !== 'none' && answers.creditName === '') {
    missing.push({ field: 'creditName', sentence: faults.missing.creditName });
  }
  return [...missing, ...checkLengths(answers)];
}

/** Answers that are longer than what fits: worth a word while they are typed. */
export function checkLimits(typed: Answers): Fault[] {
  return checkLengths(toCleanAnswers(typed));
}

/** Bytes of UTF-8 that count towards the limit of all answers together. */
export function toAnswersBytes(typed: Answers): number {
  const { details, replyKey: _, ...answers } = typed;
  const texts = [...Object.values(answers), ...details.map((detail) => detail.answer)];
  return texts.reduce((sum, text) => sum + byteLength(text), 0);
}

/** The files alone, for a word at the moment they are chosen. Sizes are known without reading. */
export function checkFiles(files: readonly FileFacts[]): Fault[] {
  const total = files.reduce((sum, file) => sum + file.size, 0);
  if (total > maxFilesBytes) {
    const sentence = faults.filesTooLarge(toSizeText(total), toSizeText(maxFilesBytes));
    return [{ field: 'files', sentence }];
  }
  if (files.length > maxFiles) {
    return [{ field: 'files', sentence: faults.tooManyFiles(files.length, maxFiles) }];
  }
  return [];
}

/** Bytes for people, in the binary units of the limits; rounded up, so that what is over a limit never looks equal to it. */
export function toSizeText(bytes: number): string {
  if (bytes < 1024) return size.bytes(bytes);
  const [unit, say] = bytes < 1024 * 1024 ? [1024, size.kibibytes] : [1024 * 1024, size.mebibytes];
  return say(Math.ceil((bytes / unit) * 10) / 10);
}

function checkPresence({ id, required }: Field, answer: string): Fault[] {
  if (!required || answer.trim() !== '') return [];
  const sentences: Partial<Record<FieldId, string>> = faults.missing;
  return [{ field: id, sentence: sentences[id] ?? '' }];
}

function checkLengths(answers: Answers): Fault[] {
  const found = [
    ...fieldOrder.flatMap(({ id, maxBytes }) =>
      id === 'files' ? [] : checkLength(id, answers[id], maxBytes),
    ),
    ...answers.details.flatMap(({ id, answer, maxBytes }) => checkLength(id, answer, maxBytes)),
    ...checkLength('replyKey', answers.replyKey, maxReplyKeyBytes),
  ];
  return found.length > 0 ? found : checkTotal(answers);
}

function checkLength(field: string, answer: string, maxBytes: number | null): Fault[] {
  const bytes = byteLength(answer);
  if (maxBytes === null || bytes <= maxBytes) return [];
  return [{ field, sentence: faults.tooLong(bytes, maxBytes) }];
}

function checkTotal(answers: Answers): Fault[] {
  const bytes = toAnswersBytes(answers);
  if (bytes <= maxAnswersBytes) return [];
  return [{ field: 'report', sentence: faults.allTooLong(bytes, maxAnswersBytes) }];
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
