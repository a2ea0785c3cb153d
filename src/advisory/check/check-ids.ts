/** Rules on what an advisory is called: its file is named after it, and nothing else has its id, aliases or title. */
import type { Finding } from '../../desk/finding.ts';
import type { RuleName } from '../../desk/rules.ts';
import { findingAt } from '../../desk/source/source.ts';
import { toAdvisoryFile } from '../advisory-file.ts';
import type { SourcedAdvisory } from '../sourced-advisory.ts';

type Named = readonly { readonly path: readonly PropertyKey[]; readonly name: string }[];

/** Findings: `advisory-file-name`, `advisory-duplicate-id`, `advisory-duplicate-title`. */
export function checkIds(all: readonly SourcedAdvisory[]): Finding[] {
  return [
    ...all.flatMap(checkFileName),
    ...checkDuplicates(
      all,
      'advisory-duplicate-id',
      ({ id, aliases }) => [
        { path: ['id'], name: id },
        ...aliases.map((name, index) => ({ path: ['aliases', index], name })),
      ],
      (file) => `${file} has it already; every id and alias belongs to one advisory.`,
    ),
    ...checkDuplicates(
      all,
      'advisory-duplicate-title',
      ({ title }) => [{ path: ['title'], name: title }],
      (file) => `${file} has it already; say what sets this flaw apart.`,
    ),
  ];
}

function checkFileName({ source, advisory }: SourcedAdvisory): Finding[] {
  const file = toAdvisoryFile(advisory.id);
  if (source.file === file) return [];
  const found = `the id ${advisory.id} in this file`;
  const wanted = `Move it to ${file}, or correct the id.`;
  return [findingAt(source, ['id'], { rule: 'advisory-file-name', found, wanted })];
}

function checkDuplicates(
  all: readonly SourcedAdvisory[],
  rule: RuleName,
  namesOf: (advisory: SourcedAdvisory['advisory']) => Named,
  toAdvice: (file: string) => string,
): Finding[] {
  const first = new Map<string, string>();
  return all.flatMap(({ source, advisory }) =>
    namesOf(advisory).flatMap(({ path, name }) => {
      const key = name.toUpperCase();
      const other = first.get(key);
      if (other === undefined) {
        first.set(key, source.file);
        return [];
      }
      return [findingAt(source, path, { rule, found: name, wanted: toAdvice(other) })];
    }),
  );
}
