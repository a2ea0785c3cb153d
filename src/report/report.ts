/** The report itself: what was typed, what the maintainers receive, and its structured form `report.json`. */

import { toCleanLine, toCleanText } from './clean-text.ts';
import type { ReportConfig, ReportProduct } from './config.ts';
import { type CreditKind, unknownProduct } from './fields.ts';
import { toSafeNames } from './safe-name.ts';

/** What a report takes of its desk. */
export type ReportDesk = Pick<ReportConfig, 'desk' | 'acknowledgeHours'> & {
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
  /** Under safe names, in the order of the attachments. */
  readonly files: readonly FileFacts[];
  /** RFC 3339 UTC second at which it was encrypted. */
  readonly createdAt: string;
  /** RFC 3339 UTC second by which an answer is promised, or null. */
  readonly answerBy: string | null;
}

/** The same answers without anything a terminal, a header or a reader could take for an instruction. */
export function toCleanAnswers(typed: Answers): Answers {
  const named = typed.credit !== 'none';
  return {
    product: typed.product,
    version: toCleanLine(typed.version),
    summary: toCleanLine(typed.summary),
    report: toCleanText(typed.report),
    reply: toCleanLine(typed.reply),
    credit: typed.credit,
    creditName: named ? toCleanLine(typed.creditName) : '',
  };
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
  const names = toSafeNames(files.map((file) => file.name));
  const { acknowledgeHours: hours } = known ?? desk;
  return {
    desk: toCleanLine(desk.desk),
    product: { id, name: toCleanLine(name) },
    ...answers,
    credit: { kind: credit, name: creditName },
    files: files.map(({ type, size }, index) => ({ name: names[index] ?? 'file', type, size })),
    createdAt: toSecond(now),
    answerBy: hours === null ? null : toSecond(new Date(now.getTime() + hours * 3_600_000)),
  };
}

/** `report.json`: the same facts for programs. Its members are only ever added to while the version stays 1. */
export function renderReportJson(report: Report): string {
  const { desk, createdAt, answerBy, product, version, summary, credit, reply, files } = report;
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
    credit,
    files: files.map(({ name, size }) => ({ name, bytes: size })),
    report: report.report,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function toSecond(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
