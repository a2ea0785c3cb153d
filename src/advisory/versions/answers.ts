/** What the first screen of an advisory says of each product: who is hit, what is not known, which version is safe. */
import { minVersion } from 'semver';
import type { Product } from '../../desk/product/product.ts';
import type { Advisory } from '../advisory.ts';
import type { AffectedProduct } from '../affected.ts';
import { isOnLine, type ReleaseLine, toLineRange } from './release-line.ts';
import { toUpgrade } from './upgrade.ts';
import { toVerdict } from './verdict.ts';
import { toVersionPhrases } from './versions.ts';

export interface ProductAnswer {
  readonly product: string;
  readonly name: string;
  /** Versions that are hit, as phrases. */
  readonly affected: readonly string[];
  readonly platforms: readonly string[];
  readonly functions: readonly string[];
  /** First versions without the flaw, one for each range that has one. */
  readonly fixed: readonly string[];
  /** Lines without support that no range names, and what is known of them. */
  readonly unnamed: {
    readonly lines: readonly string[];
    readonly answer: AffectedProduct['unsupported'];
  } | null;
  /** A command for each fixed version, where the product's ecosystem has one. */
  readonly upgrades: readonly string[];
}

/** One answer for each product that the advisory names, in its order. */
export function toAnswers(advisory: Advisory, products: readonly Product[]): ProductAnswer[] {
  return advisory.affected.map((affected) => {
    const product = products.find((it) => it.id === affected.product);
    const versions = affected.ranges.filter((it) => it.type !== 'GIT');
    const fixed = versions.flatMap((it) => it.fixed ?? []);
    const lines = product === undefined ? [] : toUnnamedLines(affected, product);
    const purl = product?.purl;
    return {
      product: affected.product,
      name: product?.name ?? affected.product,
      affected: toVersionPhrases(affected),
      platforms: affected.platforms,
      functions: affected.functions,
      fixed,
      unnamed: lines.length === 0 ? null : { lines, answer: affected.unsupported },
      upgrades: purl === undefined ? [] : fixed.flatMap((it) => toUpgrade(purl, it) ?? []),
    };
  });
}

/** Names of the lines of which only `unsupported` says something. */
function toUnnamedLines(affected: AffectedProduct, product: Product): string[] {
  const releases = product.releases.map((it) => it.version);
  const known = { releases, lines: product.lines };
  const unasked = { ...affected, unsupported: 'not-assessed' } as const;
  const isUnnamed = (line: ReleaseLine) => {
    const own = releases.filter((it) => isOnLine(it, line));
    const range = toLineRange(line);
    const first = range === null ? null : minVersion(range);
    const asked = own.length > 0 || first === null ? own : [first.version];
    const verdicts = asked.map((it) => toVerdict(unasked, known, it));
    return (
      verdicts.length === 0 ||
      verdicts.some((it) => it === 'not-assessed' || it === 'unknown-version')
    );
  };
  return product.lines.filter((line) => !line.supported && isUnnamed(line)).map((it) => it.name);
}
