/** What is known already of a version, in words for somebody who is about to report a problem in it. */
import type { CheckAnswer, ProductCheck } from '../advisory/check-answer.ts';
import type { CheckAdvisory } from '../advisory/check-index.ts';

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
    others.length === 0
      ? `There is no published advisory about ${product.name}.`
      : `There ${others.length === 1 ? 'is one advisory' : `are ${others.length} advisories`} about ${product.name}. Name a version above to see which of them hit it.`;
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
      toFirstSentence(name, hits.length, open.length),
      ...toSupport(answer),
      ...toNewer(answer),
    ],
    near: known([...hits, ...open]),
    others: known(advisories['not-affected']),
  };
}

/** What nobody has assessed is never told as if it did not hit. */
function toFirstSentence(name: string, hits: number, open: number): string {
  const look = 'Please look whether it is what you have found.';
  const unassessed =
    open === 0 ? '' : ` Nobody has assessed ${name} for ${open === 1 ? 'one' : open} more.`;
  if (hits === 1) return `One published advisory hits ${name}.${unassessed} ${look}`;
  if (hits > 1) return `${hits} published advisories hit ${name}.${unassessed} ${look}`;
  if (open === 0) return `No published advisory hits ${name}.`;
  const count = open === 1 ? 'one published advisory' : `${open} published advisories`;
  return `Nobody has assessed ${name} for ${count}. ${look}`;
}

function toSupport({ product, version, line, released }: CheckAnswer): string[] {
  if (line !== null && !line.supported) {
    return [
      `${line.name} no longer receives security fixes. Report it all the same, and say whether a supported version has the problem too, if you can try one.`,
    ];
  }
  if (released || product.releases.length === 0) return [];
  return [`${version} is not on our list of releases, so this may be incomplete.`];
}

function toNewer({ version, newestSafe, newestSafeIsOlder }: CheckAnswer): string[] {
  if (newestSafe === null || newestSafe === version || newestSafeIsOlder) return [];
  return [`The newest version with no known advisory is ${newestSafe}.`];
}

function toKnown({ id, title, affected }: CheckAdvisory, product: string): KnownAdvisory {
  const ranges = affected.filter((it) => it.product === product).flatMap((it) => it.ranges);
  const fixed = [...new Set(ranges.flatMap((it) => it.fixed ?? []))];
  return { id, title, note: fixed.length === 0 ? '' : `fixed in ${fixed.join(', ')}` };
}
