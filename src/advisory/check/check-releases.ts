/** Rules on the versions of an advisory beside the releases that its product lists: each is one, and they are in order. */
import type { Finding } from '../../desk/finding.ts';
import type { Product } from '../../desk/product/product.ts';
import { findingAt } from '../../desk/source/source.ts';
import type { AffectedProduct, AffectedRange } from '../affected.ts';
import type { SourcedAdvisory } from '../sourced-advisory.ts';
import {
  bounds,
  isEmpty,
  isOverlap,
  isSemver,
  toEndFinding,
  toOverlapFinding,
} from './check-ranges.ts';

/** The releases of a product, newest first. */
export interface ListedProduct {
  readonly id: string;
  readonly releases: Product['releases'];
}

type Source = SourcedAdvisory['source'];
type Path = readonly PropertyKey[];

/** Findings: `advisory-version-unplaced`, `advisory-version-unlisted`, `advisory-range-order`, `advisory-range-overlap`. */
export function checkReleases(
  { source, advisory }: SourcedAdvisory,
  listed: readonly ListedProduct[],
): Finding[] {
  return advisory.affected.flatMap((affected, index) => {
    const product = listed.find((it) => it.id === affected.product);
    // An unknown product, or one with a fault, is said elsewhere.
    if (product === undefined) return [];
    const releases = product.releases.map((it) => it.version);
    const path = ['affected', index];
    return [
      ...checkListed(source, path, affected, releases),
      ...checkEcosystem(source, path, affected, releases),
    ];
  });
}

/** Every version of a range that no order depends on, and every single one. */
function checkListed(
  source: Source,
  path: Path,
  { product, ranges, versions }: AffectedProduct,
  releases: readonly string[],
): Finding[] {
  if (releases.length === 0) return [];
  const named = [
    ...ranges.flatMap((range, index) =>
      range.type !== 'SEMVER'
        ? []
        : bounds.map((bound) => ({ at: ['ranges', index, bound], version: range[bound] })),
    ),
    ...versions.map((version, index) => ({ at: ['versions', index], version })),
  ];
  return named.flatMap(({ at, version }) => {
    if (version === undefined || version === '0' || releases.includes(version)) return [];
    if (at[0] === 'ranges' && !isSemver(version)) return [];
    const found = `${version}, which is no release of ${product}`;
    const wanted = `Correct it, or add the release to products/${product}.yaml.`;
    return [
      findingAt(source, [...path, ...at], { rule: 'advisory-version-unlisted', found, wanted }),
    ];
  });
}

function checkEcosystem(
  source: Source,
  path: Path,
  { product, ranges }: AffectedProduct,
  releases: readonly string[],
): Finding[] {
  const isPlaced = (version: string | undefined) =>
    version === undefined || version === '0' || releases.includes(version);
  const order = (a: string, b: string) => releases.indexOf(b) - releases.indexOf(a);
  const before: AffectedRange[] = [];
  return ranges.flatMap((range, index) => {
    if (range.type !== 'ECOSYSTEM') return [];
    const at = [...path, 'ranges', index];
    const unplaced = bounds.flatMap((bound) => {
      if (isPlaced(range[bound])) return [];
      const found = `${range[bound]}, whose place among the releases of ${product} nobody can know`;
      const wanted = `Add it to the releases in products/${product}.yaml, in its place; until then nobody is told which versions this range holds.`;
      const finding = { rule: 'advisory-version-unplaced', found, wanted } as const;
      return [findingAt(source, [...at, bound], finding)];
    });
    if (unplaced.length > 0) return unplaced;
    const other = before.find((it) => !isSame(it, range) && isOverlap(it, range, order));
    before.push(range);
    return [
      ...checkEnd(source, at, range, order),
      ...(other === undefined ? [] : [toOverlapFinding(source, at, range, other)]),
    ];
  });
}

function checkEnd(
  source: Source,
  at: Path,
  range: AffectedRange,
  order: (a: string, b: string) => number,
): Finding[] {
  const bound = range.fixed === undefined ? 'last_affected' : 'fixed';
  const end = range[bound];
  // Two equal bounds are found without the list.
  if (end === undefined || range.introduced === '0' || end === range.introduced) return [];
  return isEmpty(order(range.introduced, end), bound)
    ? [toEndFinding(source, [...at, bound], range)]
    : [];
}

/** Twice the same range is found without the list. */
function isSame(a: AffectedRange, b: AffectedRange): boolean {
  return bounds.every((bound) => a[bound] === b[bound]);
}
