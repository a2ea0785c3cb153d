/** Rules on the kinds of weakness: each is in the list of weaknesses and was not given up. */
import type { Finding } from '../../desk/finding.ts';
import { findingAt } from '../../desk/source/source.ts';
import { cweKind } from '../cwe.ts';
import type { SourcedAdvisory } from '../sourced-advisory.ts';

const kinds = {
  category: 'a category',
  view: 'a view',
  deprecated: 'an entry that was given up',
} as const;

/** Findings: `advisory-cwe-unknown`, `advisory-cwe-kind`. */
export function checkCwe({ source, advisory }: SourcedAdvisory): Finding[] {
  return advisory.cwe.flatMap((id, index) => {
    const kind = cweKind(id);
    if (kind === 'weakness') return [];
    const path = ['cwe', index];
    const number = id.slice('CWE-'.length);
    if (kind === 'unknown') {
      const found = `${id}, which is not in the list of weaknesses`;
      const wanted = `Correct the number; https://cwe.mitre.org/data/definitions/${number}.html says what it is.`;
      return [findingAt(source, path, { rule: 'advisory-cwe-unknown', found, wanted })];
    }
    const found = `${id}, which is ${kinds[kind]} and not a weakness`;
    const wanted = `Name the weakness itself; https://cwe.mitre.org/data/definitions/${number}.html lists those that fit.`;
    return [findingAt(source, path, { rule: 'advisory-cwe-kind', found, wanted })];
  });
}
