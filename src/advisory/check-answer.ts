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
}

/** What the advisories say of one product, prepared for many versions. */
export interface ProductCheck {
  readonly product: CheckProduct;
  readonly advisories: readonly {
    readonly advisory: CheckAdvisory;
    readonly affected: AffectedVersions;
  }[];
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
  return {
    product,
    advisories,
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
  };
}

/** The answer in one sentence, the worst first. */
export function toCheckSentence(answer: CheckAnswer): string {
  const { product, version, advisories, released } = answer;
  const name = `${product.name} ${version}`;
  const count = advisories.affected.length;
  if (count > 0) return `${name} is affected by ${toCount(count)}.`;
  if (advisories['unknown-version'].length > 0) {
    return `${name} cannot be placed among the versions we know, so there is no answer.`;
  }
  const open = advisories['not-assessed'].length;
  if (open > 0) return `${name} has not been assessed for ${toCount(open)}.`;
  if (!released && answer.line === null && advisories['not-affected'].length === 0) {
    return `${name} is not a version we know, and there is no advisory for ${product.name}.`;
  }
  return `${name} has no known advisories.`;
}

function toCount(count: number): string {
  return count === 1 ? 'one advisory' : `${count} advisories`;
}

function toReleased(version: string, releases: readonly string[]): string {
  const bare = (it: string) => it.trim().replace(/^[vV](?=\d)/, '');
  return releases.find((it) => bare(it) === bare(version)) ?? bare(version);
}
