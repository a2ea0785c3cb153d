/** Affected versions in words. No zod here, so that browser code may use it. */

/** The part of a range that says which versions are hit. */
export interface VersionRange {
  readonly introduced: string;
  readonly fixed?: string | undefined;
  readonly last_affected?: string | undefined;
}

/** One range as a phrase, such as `from 1.2.0 before 1.4.1`. */
export function toVersionPhrase({ introduced, fixed, last_affected }: VersionRange): string {
  const start = introduced === '0' ? '' : `from ${introduced} `;
  if (fixed !== undefined) return `${start}before ${fixed}`;
  if (last_affected !== undefined)
    return introduced === '0' ? `up to ${last_affected}` : `${start}to ${last_affected}`;
  return introduced === '0' ? 'all versions' : `${introduced} and later`;
}

/** All ranges of one product as a sentence without its product. */
export function toVersionSentence({
  ranges,
}: {
  readonly ranges: readonly VersionRange[];
}): string {
  return `affected ${ranges.map(toVersionPhrase).join('; ')}.`;
}
