/** What a report says, as the beginning of an advisory. Everything in it is a stranger's, so nothing is taken unread. */
import { z } from 'zod';
import { cweKind } from '../../advisory/cwe.ts';
import { toSeverity } from '../../advisory/severity.ts';
import { isLine } from '../../report/clean-answers.ts';
import { type DetailId, toDetailAnswers } from '../../report/details.ts';

const text = z.string().catch('');

/** `report.json` of the form; whatever is missing or of another kind counts as not said. */
const reportSchema = z.object({
  product: z.object({ id: text }).catch({ id: '' }),
  affectedVersion: text,
  summary: text,
  report: text,
  createdAt: text,
  details: z.record(z.string(), text).catch({}),
  credit: z.object({ kind: text, name: text }).catch({ kind: 'none', name: '' }),
});

export interface ReportFacts {
  readonly product: string | null;
  /** A version, where that is all that was written. */
  readonly version: string | null;
  readonly title: string | null;
  /** A kind of weakness that CWE knows, as the reporter chose it. */
  readonly cwe: string | null;
  /** A complete CVSS vector, as the reporter sees it. */
  readonly cvss: string | null;
  /** UTC day. */
  readonly reported: string | null;
  readonly credit: { readonly kind: 'name' | 'handle'; readonly name: string } | null;
  /** The report as it was written, for its reader alone. */
  readonly comment: string;
}

/** @param data parsed `report.json`, or null where the report has none, which leaves its text */
export function toReportFacts(data: unknown, plain: string): ReportFacts {
  const report = reportSchema.safeParse(data).data;
  if (report === undefined) return { ...nothing, comment: renderComment(plain, []) };
  const { product, affectedVersion, createdAt } = report;
  const details: Partial<Record<DetailId, string>> = report.details;
  const { weakness = '', cvss = '' } = details;
  const { kind, name } = report.credit;
  const version = toLine(affectedVersion);
  const said = [
    ...(version === '' ? [] : [`Version, as reported: ${version}`]),
    ...toDetailAnswers(details)
      .filter(isLine)
      .map(({ noun, words }) => `${noun}, as reported: ${toLine(words)}`),
    ...(kind === 'none' ? ['The reporter does not want to be named.'] : []),
  ];
  return {
    product: /^[a-z0-9-]+$/.test(product.id) && product.id !== 'other' ? product.id : null,
    version: /^\d[\w.+-]{0,60}$/.test(version) ? version : null,
    cwe: cweKind(weakness) === 'weakness' ? weakness : null,
    cvss: toSeverity([cvss]) === null ? null : cvss,
    title: toLine(report.summary).slice(0, 120).trim() || null,
    reported: /^\d{4}-\d{2}-\d{2}T/.test(createdAt) ? createdAt.slice(0, 10) : null,
    credit: isNamed(kind) && toLine(name) !== '' ? { kind, name: toLine(name) } : null,
    comment: renderComment([report.report.trim(), ...toSections(details)].join('\n\n'), said),
  };
}

/** The long answers among the details, each below its question as a heading. */
function toSections(details: Partial<Record<DetailId, string>>): string[] {
  return toDetailAnswers(details)
    .filter((detail) => !isLine(detail))
    .map(({ noun, words }) => `## ${noun}\n\n${words.trim()}`);
}

/** One line without anything that a file or a terminal could take for more than text. */
export function toLine(value: string): string {
  return value.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

/** A file name for a person: `Nora Example` becomes `nora-example`. */
export function toSlug(name: string, otherwise = 'reporter'): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '') || otherwise;
}

const nothing: ReportFacts = {
  product: null,
  version: null,
  title: null,
  cwe: null,
  cvss: null,
  reported: null,
  credit: null,
  comment: '',
};

function isNamed(kind: string): kind is 'name' | 'handle' {
  return kind === 'name' || kind === 'handle';
}

function renderComment(report: string, said: readonly string[]): string {
  const head =
    'The report, for you to rewrite below the next line of hyphens. Publishing removes it.';
  return [head, '', ...said, ...(said.length > 0 ? [''] : []), report.trim()].join('\n');
}
