/** Rules on what an advisory says: what to do, and short enough for the places where it is read. */
import type { Finding } from '../../desk/finding.ts';
import { findingAt } from '../../desk/source/source.ts';
import type { SourcedAdvisory } from '../sourced-advisory.ts';

/**
 * Characters. The title is the one line that OSV calls summary, of about 120 characters (OSV schema 1.7, summary field),
 * and that lists and feeds show; the summary stands below it there, and more than four lines of a telephone are not read.
 */
const limits = { title: 120, summary: 240 } as const;

/** Findings: `advisory-text-long`, `advisory-no-remedy`. */
export function checkTexts({ source, advisory }: SourcedAdvisory): Finding[] {
  const long = (['title', 'summary'] as const).flatMap((field) => {
    const { length } = [...advisory[field]];
    if (length <= limits[field]) return [];
    const found = `${length} characters`;
    const wanted = `Say it in ${limits[field]}; the text below the facts has room for the rest.`;
    return [findingAt(source, [field], { rule: 'advisory-text-long', found, wanted })];
  });
  if (advisory.status !== 'published' || advisory.remedies.length > 0) return long;
  const wanted =
    'Say what to do: a fix, a workaround or a mitigation. Where there is none, say in a mitigation that there is none yet.';
  const path = ['remedies'];
  return [
    ...long,
    findingAt(source, path, { rule: 'advisory-no-remedy', found: 'no remedy', wanted }),
  ];
}
