/** Rules across advisories, products and reporters: ids are unique and in their place, and every name leads somewhere. */
import type { Finding } from '../desk/finding.ts';
import { findingAt, type Source } from '../desk/source.ts';
import type { Advisory } from './advisory.ts';

/** An advisory beside the file it was read from, so that a rule can point at a line. */
export interface SourcedAdvisory {
  readonly source: Source;
  readonly advisory: Advisory;
}

/** Ids of what an advisory may name. */
interface Known {
  readonly products: readonly string[];
  readonly reporters: readonly string[];
}

/** Findings of every rule over all advisories. */
export function checkAdvisories(all: readonly SourcedAdvisory[], known: Known): Finding[] {
  return [
    ...all.flatMap((it) => [
      ...checkFileName(it),
      ...checkProducts(it, known.products),
      ...checkReporters(it, known.reporters),
    ]),
    ...checkDuplicates(all),
  ];
}

function checkFileName({ source, advisory }: SourcedAdvisory): Finding[] {
  const year = advisory.id.split('-').at(-2);
  const wanted = `advisories/${year}/${advisory.id}.mdx`;
  if (source.file === wanted) return [];
  const found = `the id ${advisory.id} in this file`;
  return [
    findingAt(source, ['id'], {
      rule: 'advisory-file-name',
      found,
      wanted: `Move it to ${wanted}, or correct the id.`,
    }),
  ];
}

function checkProducts(
  { source, advisory }: SourcedAdvisory,
  products: readonly string[],
): Finding[] {
  return advisory.affected.flatMap(({ product }, index) =>
    products.includes(product)
      ? []
      : [
          findingAt(source, ['affected', index, 'product'], {
            rule: 'advisory-unknown-product',
            found: `the product ${product}`,
            wanted: `Add products/${product}.yaml, or name one of: ${list(products)}.`,
          }),
        ],
  );
}

function checkReporters(
  { source, advisory }: SourcedAdvisory,
  reporters: readonly string[],
): Finding[] {
  return advisory.credits.flatMap(({ reporter }, index) =>
    reporters.includes(reporter)
      ? []
      : [
          findingAt(source, ['credits', index, 'reporter'], {
            rule: 'advisory-unknown-reporter',
            found: `the reporter ${reporter}`,
            wanted: `Add hall-of-fame/${reporter}.mdx with their consent, or name one of: ${list(reporters)}.`,
          }),
        ],
  );
}

function checkDuplicates(all: readonly SourcedAdvisory[]): Finding[] {
  const first = new Map<string, string>();
  return all.flatMap(({ source, advisory }) => {
    const names: [PropertyKey[], string][] = [
      [['id'], advisory.id],
      ...advisory.aliases.map((alias, index): [PropertyKey[], string] => [
        ['aliases', index],
        alias,
      ]),
    ];
    return names.flatMap(([path, name]) => {
      const other = first.get(name.toUpperCase());
      if (other === undefined) {
        first.set(name.toUpperCase(), source.file);
        return [];
      }
      const wanted = `${other} has it already; every id and alias belongs to one advisory.`;
      return [findingAt(source, path, { rule: 'advisory-duplicate-id', found: name, wanted })];
    });
  });
}

function list(ids: readonly string[]): string {
  return ids.join(', ') || 'none yet';
}
