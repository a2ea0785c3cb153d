/** The answer to “am I affected?” for one version of one product. The same on release pages, in their files and in the reader’s browser. */
import type { CheckAdvisory, CheckIndex, CheckProduct } from './check-index.ts';
import type { ReleaseLine } from './release-line.ts';
import {
  type AffectedVersions,
  lowestSafe,
  newestSafe,
  toAffectedVersions,
  toLines,
  toVerdict,
  type Verdict,
} from './verdict.ts';
import { bySemver } from './version-range.ts';

export interface CheckAnswer {
  readonly product: CheckProduct;
  readonly version: string;
  /** Whether the product lists the version as a release. */
  readonly released: boolean;
  /** The line that the version belongs to. */
  readonly line: ReleaseLine | null;
  /** Advisories that name the product, by what they say of the version. */
  readonly advisories: Readonly<Record<Verdict, readonly CheckAdvisory[]>>;
  /** Lowest release of the version’s line from which on no known advisory is left. */
  readonly lowestSafe: string | null;
  readonly newestSafe: string | null;
  /** True where moving to the newest safe release would be a step back. */
  readonly newestSafeIsOlder: boolean;
  /** The newest release of all, and by how many advisories it is affected. */
  readonly newest: { readonly version: string; readonly affected: number } | null;
}

/** What the advisories say of one product, prepared for many versions. */
export interface ProductCheck {
  readonly product: CheckProduct;
  readonly advisories: readonly {
    readonly advisory: CheckAdvisory;
    readonly affected: AffectedVersions;
  }[];
  readonly newest: CheckAnswer['newest'];
  readonly newestSafe: string | null;
  readonly lowestSafe: ReadonlyMap<ReleaseLine, string | null>;
}

/** @returns null for a product that is not in the index */
export function toProductCheck(index: CheckIndex, id: string): ProductCheck | null {
  const product = index.products.find((it) => it.id === id);
  if (product === undefined) return null;
  const advisories = index.advisories.flatMap((advisory) => {
    const affected = toAffectedVersions(advisory.affected, id);
    return affected === null ? [] : [{ advisory, affected }];
  });
  const affected = advisories.map((it) => it.affected);
  const newest = toNewest(product);
  return {
    product,
    advisories,
    newest:
      newest === null
        ? null
        : {
            version: newest,
            affected: affected.filter((it) => toVerdict(it, product, newest) === 'affected').length,
          },
    newestSafe: newestSafe(affected, product),
    lowestSafe: new Map(product.lines.map((line) => [line, lowestSafe(affected, product, line)])),
  };
}

/** @param version as a person types it */
export function toCheckAnswer(check: ProductCheck, version: string): CheckAnswer {
  const { product, advisories } = check;
  const typed = toReleased(version, product.releases);
  const verdicts = advisories.map(({ advisory, affected }) => ({
    advisory,
    verdict: toVerdict(affected, product, typed),
  }));
  const by = (verdict: Verdict) =>
    verdicts.filter((it) => it.verdict === verdict).map((it) => it.advisory);
  const [line = null] = toLines(product, typed);
  return {
    product,
    version: typed,
    released: product.releases.includes(typed),
    line,
    advisories: {
      affected: by('affected'),
      'not-affected': by('not-affected'),
      'not-assessed': by('not-assessed'),
      'unknown-version': by('unknown-version'),
    },
    lowestSafe: line === null ? null : (check.lowestSafe.get(line) ?? null),
    newestSafe: check.newestSafe,
    newestSafeIsOlder: check.newestSafe !== null && isOlder(product, check.newestSafe, typed),
    newest: check.newest,
  };
}

/** The newest release by the product's own list, on a supported line where there are lines. */
function toNewest(product: CheckProduct): string | null {
  const { lines, releases } = product;
  const supported = (version: string) =>
    lines.length === 0 || toLines(product, version).some((line) => line.supported);
  return releases.find(supported) ?? releases[0] ?? null;
}

function isOlder(product: CheckProduct, version: string, than: string): boolean {
  const order = bySemver(version, than);
  if (!Number.isNaN(order)) return order < 0;
  const [place, other] = [version, than].map((it) => product.releases.indexOf(it));
  return place !== undefined && other !== undefined && other !== -1 && place > other;
}

function toReleased(version: string, releases: readonly string[]): string {
  const bare = (it: string) => it.trim().replace(/^[vV](?=\d)/, '');
  return releases.find((it) => bare(it) === bare(version)) ?? bare(version);
}
