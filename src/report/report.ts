/** The report itself: what was typed, what the maintainers receive, and its structured form `report.json`. */

import { toAnswerBy } from './answer-by.ts';
import { toCleanAnswers } from './clean-answers.ts';
import { toCleanLine } from './clean-text.ts';
import type { ReportConfig, ReportProduct } from './config.ts';
import { type CreditKind, unknownProduct } from './fields.ts';
import { hasReplyKey, replyKeyName } from './reply-key-file.ts';
import { toSafeNames } from './safe-name.ts';

/** Name of the structured report among the files. */
export const reportJsonName = 'report.json';

/** What a report takes of its desk. */
export type ReportDesk = Pick<ReportConfig, 'desk' | 'acknowledgeHours' | 'away'> & {
  readonly products: readonly Pick<ReportProduct, 'id' | 'name' | 'acknowledgeHours'>[];
};

/** What stands in the form, as typed. */
export interface Answers {
  /** A product's id, {@link unknownProduct}'s, or empty. */
  readonly product: string;
  readonly version: string;
  readonly summary: string;
  readonly report: string;
  readonly reply: string;
  readonly credit: CreditKind;
  readonly creditName: string;
  /** Those that were answered, in the order of the form. */
  readonly details: readonly DetailAnswer[];
  /** An armored OpenPGP key, or whatever was typed in its place. */
  readonly replyKey: string;
}

/** The answer to one question among the details. It brings its own words, so that only the page holds all of them. */
export interface DetailAnswer {
  /** The question's name in `report.json`. */
  readonly id: string;
  /** The question as a noun. */
  readonly noun: string;
  /** As typed, or the name of the chosen option. */
  readonly answer: string;
  /** The answer for people. */
  readonly words: string;
  /** Most bytes of UTF-8 for one line, or null for a text of many. */
  readonly maxBytes: number | null;
}

/** A file before it is read. */
export interface FileFacts {
  readonly name: string;
  /** Media type as the browser guessed it, or empty. */
  readonly type: string;
  readonly size: number;
}

/** The whole of one report but for the contents of its files. */
export interface Report {
  /** The project's name. */
  readonly desk: string;
  readonly product: { readonly id: string; readonly name: string };
  readonly version: string;
  /** One line. */
  readonly summary: string;
  /** Markdown or plain text, LF at line ends. */
  readonly report: string;
  /** Empty when nobody can answer. */
  readonly reply: string;
  /** `name` is empty for the kind `none`. */
  readonly credit: { readonly kind: CreditKind; readonly name: string };
  readonly details: readonly DetailAnswer[];
  /** A key that answers can be encrypted to, unchecked; other text, such as a fingerprint; or empty. */
  readonly replyKey: string;
  /** Under safe names, in the order of the attachments. */
  readonly files: readonly FileFacts[];
  /** RFC 3339 UTC second at which it was encrypted. */
  readonly createdAt: string;
  /** RFC 3339 UTC second by which an answer is promised, or null. */
  readonly answerBy: string | null;
}

/**
 * Builds the report that will be encrypted.
 * @param typed answers in which `checkAnswers` finds no fault
 * @param now the clock to promise by
 */
export function toReport(
  typed: Answers,
  files: readonly FileFacts[],
  desk: ReportDesk,
  now: Date,
): Report {
  const { product, credit, creditName, ...answers } = toCleanAnswers(typed);
  const known = desk.products.find((it) => it.id === product);
  const { id, name } = known ?? unknownProduct;
  // Names that the message gives itself are taken.
  const [, , ...names] = toSafeNames([
    reportJsonName,
    replyKeyName,
    ...files.map((file) => file.name),
  ]);
  const { acknowledgeHours: hours } = known ?? desk;
  return {
    desk: toCleanLine(desk.desk),
    product: { id, name: toCleanLine(name) },
    ...answers,
    credit: { kind: credit, name: creditName },
    files: files.map(({ type, size }, index) => ({ name: names[index] ?? 'file', type, size })),
    createdAt: toSecond(now),
    answerBy: hours === null ? null : toSecond(toAnswerBy(hours, desk.away, now)),
  };
}

/** `report.json`: the same facts for programs. Its members are only ever added to while the version stays 1. */
export function renderReportJson(report: Report): string {
  const { desk, createdAt, answerBy, product, version, summary, credit, reply, files, details } =
    report;
  const document = {
    format: 'postern-report',
    version: 1,
    desk,
    createdAt,
    answerBy,
    product,
    affectedVersion: version,
    summary,
    reply,
    replyKey: hasReplyKey(report) ? replyKeyName : null,
    credit,
    details: Object.fromEntries(details.map(({ id, answer }) => [id, answer])),
    files: files.map(({ name, size }) => ({ name, bytes: size })),
    report: report.report,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function toSecond(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
