/** What is known already of a version, in words for somebody who is about to report a problem in it. */
import { known as words } from '#words/known-advisories';
import type { CheckAnswer, ProductCheck } from '../advisory/versions/check-answer.ts';
import type { CheckAdvisory } from '../advisory/versions/check-index.ts';

/** An advisory that may be what somebody found. */
export interface KnownAdvisory {
  readonly id: string;
  readonly title: string;
  /** Where it is fixed, or that it is not; empty where nothing is known of it. */
  readonly note: string;
}

export interface KnownWords {
  /** The first says most. */
  readonly sentences: readonly string[];
  /** Those to look at first: they hit the version, or nobody has assessed whether they do. Without a version, none. */
  readonly near: readonly KnownAdvisory[];
  /** All others about the product, the newest first. */
  readonly others: readonly KnownAdvisory[];
}

/** What is known of a product as a whole, where no version is named. */
export function toProductWords({ product, advisories }: ProductCheck): KnownWords {
  const others = advisories.map(({ advisory }) => toKnown(advisory, product.id));
  const sentence =
    others.length === 0 ? words.none(product.name) : words.some(others.length, product.name);
  return { sentences: [sentence], near: [], others };
}

/** What is known of one version. */
export function toVersionWords(answer: CheckAnswer): KnownWords {
  const { product, version, advisories } = answer;
  const name = `${product.name} ${version}`;
  const hits = advisories.affected;
  const open = [...advisories['not-assessed'], ...advisories['unknown-version']];
  const known = (all: readonly CheckAdvisory[]) => all.map((it) => toKnown(it, product.id));
  return {
    sentences: [
      words.hits(name, hits.length, open.length),
      ...toSupport(answer),
      ...toNewer(answer),
    ],
    near: known([...hits, ...open]),
    others: known(advisories['not-affected']),
  };
}

function toSupport({ product, version, line, released }: CheckAnswer): string[] {
  if (line !== null && !line.supported) {
    return [words.unsupported(line.name)];
  }
  if (released || product.releases.length === 0) return [];
  return [words.notListed(version)];
}

function toNewer({ version, newestSafe, newestSafeIsOlder }: CheckAnswer): string[] {
  if (newestSafe === null || newestSafe === version || newestSafeIsOlder) return [];
  return [words.newest(newestSafe)];
}

function toKnown({ id, title, affected }: CheckAdvisory, product: string): KnownAdvisory {
  const ranges = affected.filter((it) => it.product === product).flatMap((it) => it.ranges);
  const fixed = [...new Set(ranges.flatMap((it) => it.fixed ?? []))];
  return { id, title, note: fixed.length === 0 ? '' : words.fixed(fixed) };
}
