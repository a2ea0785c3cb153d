/** Rules across advisories, products and reporters: ids are unique and in their place, and every name leads somewhere. */
import type { Finding } from '../desk/finding.ts';
import type { Product } from '../desk/product.ts';
import { findingAt, type Source } from '../desk/source.ts';
import type { Advisory } from './advisory.ts';
import type { Reporter } from './reporter.ts';

/** An advisory beside the file it was read from, so that a rule can point at a line. */
export interface SourcedAdvisory {
  readonly source: Source;
  readonly advisory: Advisory;
}

interface Context {
  readonly products: readonly Product[];
  readonly reporters: readonly Reporter[];
}

/** Findings of every rule over all advisories. */
export function checkAdvisories(all: readonly SourcedAdvisory[], context: Context): Finding[] {
  return [
    ...all.flatMap((it) => [
      ...checkFileName(it),
      ...checkProducts(it, context.products),
      ...checkReporters(it, context.reporters),
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
      code: 'advisory-file-name',
      found,
      wanted: `Move it to ${wanted}, or correct the id.`,
    }),
  ];
}

function checkProducts(
  { source, advisory }: SourcedAdvisory,
  products: readonly Product[],
): Finding[] {
  return advisory.affected.flatMap(({ product }, index) =>
    products.some((it) => it.id === product)
      ? []
      : [
          findingAt(source, ['affected', index, 'product'], {
            code: 'advisory-unknown-product',
            found: `the product ${product}`,
            wanted: `Add products/${product}.yaml, or name one of: ${list(products)}.`,
          }),
        ],
  );
}

function checkReporters(
  { source, advisory }: SourcedAdvisory,
  reporters: readonly Reporter[],
): Finding[] {
  return advisory.credits.flatMap(({ reporter }, index) =>
    reporters.some((it) => it.id === reporter)
      ? []
      : [
          findingAt(source, ['credits', index, 'reporter'], {
            code: 'advisory-unknown-reporter',
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
      return [findingAt(source, path, { code: 'advisory-duplicate-id', found: name, wanted })];
    });
  });
}

function list(records: readonly { readonly id: string }[]): string {
  return records.map((it) => it.id).join(', ') || 'none yet';
}
