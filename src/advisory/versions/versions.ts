/** Affected versions in words. No zod here, so that browser code may use it. */
import { versions as words } from '#words/versions';

/** The part of a range that says which versions are hit. */
export interface VersionRange {
  readonly type?: 'SEMVER' | 'ECOSYSTEM' | 'GIT';
  readonly introduced: string;
  readonly fixed?: string | undefined;
  readonly last_affected?: string | undefined;
}

/** How many versions are named one by one before the rest is only counted. */
const namedVersions = 8;

/** One range as a phrase, such as `from 1.2.0 before 1.4.1`; commits are shortened. */
export function toVersionPhrase({ type, ...range }: VersionRange): string {
  if (type !== 'GIT') return toPhrase(range, (version) => version) ?? words.all;
  const phrase = toPhrase(range, shorten);
  return phrase === null ? words.allCommits : words.commits(phrase);
}

/** All that is hit of one product, each range and the enumerated versions as a phrase. */
export function toVersionPhrases(affected: {
  readonly ranges: readonly VersionRange[];
  readonly versions?: readonly string[];
}): string[] {
  const { ranges, versions = [] } = affected;
  // What a range of versions says, the same range in commits need not repeat.
  const told = ranges.filter((it) => it.type !== 'GIT');
  const phrases = (told.length > 0 ? told : ranges).map(toVersionPhrase);
  if (versions.length === 0 || told.length > 0) return phrases;
  const named = versions.slice(0, namedVersions);
  return [...phrases, words.named(named, versions.length - named.length)];
}

/** All ranges of one product as a sentence without its product. */
export function toVersionSentence(affected: Parameters<typeof toVersionPhrases>[0]): string {
  return words.affected(toVersionPhrases(affected));
}

/** Null for a range without a beginning and an end. */
function toPhrase(
  { introduced, fixed, last_affected }: Omit<VersionRange, 'type'>,
  name: (version: string) => string,
): string | null {
  const start = introduced === '0' ? null : name(introduced);
  if (fixed !== undefined) {
    return start === null ? words.before(name(fixed)) : words.fromBefore(start, name(fixed));
  }
  if (last_affected !== undefined) {
    const end = name(last_affected);
    return start === null ? words.upTo(end) : words.fromTo(start, end);
  }
  return start === null ? null : words.andLater(start);
}

function shorten(commit: string): string {
  return commit.slice(0, 12);
}
