/** Rules on the names in an advisory: each product and reporter exists, and each reporter was asked. */
import type { Finding } from '../../desk/finding.ts';
import { findingAt } from '../../desk/source/source.ts';
import type { Reporter } from '../people/reporter.ts';
import { findReporter } from '../people/shown-reporter.ts';
import type { SourcedAdvisory } from '../sourced-advisory.ts';

/** What an advisory may name: all that have a file, also one with a fault. */
export interface KnownNames {
  readonly products: readonly string[];
  readonly reporters: readonly string[];
  /** Reporters whose consent is unknown. */
  readonly unasked: readonly Reporter[];
}

/** Findings: `advisory-unknown-product`, `advisory-unknown-reporter`, `reporter-consent-unknown`. */
export function checkNames(sourced: SourcedAdvisory, known: KnownNames): Finding[] {
  return [
    ...checkProducts(sourced, known.products),
    ...checkReporters(sourced, known.reporters),
    ...checkConsent(sourced, known.unasked),
  ];
}

function checkProducts(
  { source, advisory }: SourcedAdvisory,
  products: readonly string[],
): Finding[] {
  return advisory.affected.flatMap(({ product }, index) => {
    if (products.includes(product)) return [];
    const found = `the product ${product}`;
    const wanted = `Add products/${product}.yaml, or name one of: ${list(products)}.`;
    const path = ['affected', index, 'product'];
    return [findingAt(source, path, { rule: 'advisory-unknown-product', found, wanted })];
  });
}

function checkReporters(
  { source, advisory }: SourcedAdvisory,
  reporters: readonly string[],
): Finding[] {
  return advisory.credits.flatMap(({ reporter }, index) => {
    if (reporters.includes(reporter)) return [];
    const found = `the reporter ${reporter}`;
    const wanted = `Add hall-of-fame/${reporter}.mdx with their consent, or name one of: ${list(reporters)}.`;
    const path = ['credits', index, 'reporter'];
    return [findingAt(source, path, { rule: 'advisory-unknown-reporter', found, wanted })];
  });
}

function checkConsent(
  { source, advisory }: SourcedAdvisory,
  unasked: readonly Reporter[],
): Finding[] {
  return advisory.credits.flatMap(({ reporter }, index) => {
    const file = findReporter(unasked, reporter)?.file;
    if (file === undefined) return [];
    const found = `the reporter ${reporter}, whose consent is unknown and who is therefore not shown`;
    const wanted = `Ask them, and write the answer as consent into ${file}.`;
    const path = ['credits', index, 'reporter'];
    return [findingAt(source, path, { rule: 'reporter-consent-unknown', found, wanted })];
  });
}

function list(ids: readonly string[]): string {
  return ids.join(', ') || 'none yet';
}
