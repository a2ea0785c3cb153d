/** Rules on ranges by themselves: versions of their type, an end after the beginning, and no overlap (OSV schema 1.7, affected[].ranges field). */
import { compare, parse } from 'semver';
import type { Finding } from '../../desk/finding.ts';
import { findingAt, renderValue } from '../../desk/source/source.ts';
import type { AffectedRange } from '../affected.ts';
import type { SourcedAdvisory } from '../sourced-advisory.ts';
import { toVersionPhrase } from '../versions/versions.ts';

interface Placed {
  readonly source: SourcedAdvisory['source'];
  readonly path: readonly PropertyKey[];
  readonly range: AffectedRange;
}

export const bounds = ['introduced', 'fixed', 'last_affected'] as const;

/** Findings: `advisory-semver`, `advisory-commit`, `advisory-range-order`, `advisory-range-overlap`. */
export function checkRanges({ source, advisory }: SourcedAdvisory): Finding[] {
  return advisory.affected.flatMap(({ ranges }, product) => {
    const placed = ranges.map((range, index): Placed => {
      return { source, range, path: ['affected', product, 'ranges', index] };
    });
    return [
      ...placed.flatMap(checkVersions),
      ...placed.flatMap(checkEnd),
      ...placed.flatMap((it, index) => checkOverlap(it, placed.slice(0, index))),
    ];
  });
}

/** Whether a text is a version of Semantic Versioning 2.0.0 to the letter; the library also takes a v before it. */
export function isSemver(version: string): boolean {
  return /^\d/.test(version) && parse(version) !== null;
}

function checkVersions({ source, range, path }: Placed): Finding[] {
  return bounds.flatMap((bound) => {
    const version = range[bound];
    if (version === undefined || (bound === 'introduced' && version === '0')) return [];
    const at = [...path, bound];
    const found = renderValue(version);
    if (range.type === 'SEMVER' && !isSemver(version)) {
      return [
        findingAt(source, at, { rule: 'advisory-semver', found, wanted: semverAdvice(version) }),
      ];
    }
    if (range.type === 'GIT' && !/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(version)) {
      const wanted =
        'Write the whole hash of a commit, 40 or 64 lower-case hexadecimal digits, as git rev-parse prints it.';
      return [findingAt(source, at, { rule: 'advisory-commit', found, wanted })];
    }
    return [];
  });
}

function semverAdvice(version: string): string {
  const stripped = version.replace(/^[vV=]+/, '');
  if (stripped !== version && isSemver(stripped)) return `Write ${stripped}.`;
  return 'Write three numbers, such as 1.2.0; versions that are made otherwise belong into an ECOSYSTEM range.';
}

function checkEnd({ source, range, path }: Placed): Finding[] {
  const bound = range.fixed === undefined ? 'last_affected' : 'fixed';
  const end = range[bound];
  const { introduced, type } = range;
  if (end === undefined || introduced === '0') return [];
  // The order of an ECOSYSTEM range is known from the product's releases only, so a rule on those looks at it.
  const distance = type === 'SEMVER' ? bySemver(introduced, end) : introduced === end ? 0 : -1;
  if (!isEmpty(distance, bound)) return [];
  return [toEndFinding(source, [...path, bound], range)];
}

/** Whether nothing lies between two bounds at that distance: a fix in the first affected version leaves none. */
export function isEmpty(distance: number, bound: 'fixed' | 'last_affected'): boolean {
  return distance > 0 || (distance === 0 && bound === 'fixed');
}

/** What a range is answered with whose end does not come after its beginning. */
export function toEndFinding(
  source: SourcedAdvisory['source'],
  path: readonly PropertyKey[],
  { introduced, fixed, last_affected }: AffectedRange,
): Finding {
  const found = `${fixed ?? last_affected}, which does not come after ${introduced}, the first affected version`;
  const wanted = 'Correct one of the two; the range holds no version.';
  return findingAt(source, path, { rule: 'advisory-range-order', found, wanted });
}

function checkOverlap({ source, range, path }: Placed, before: readonly Placed[]): Finding[] {
  const other = before.find((it) => overlaps(it.range, range));
  return other === undefined ? [] : [toOverlapFinding(source, path, range, other.range)];
}

/** What a range is answered with that has a version in common with one above it. */
export function toOverlapFinding(
  source: SourcedAdvisory['source'],
  path: readonly PropertyKey[],
  range: AffectedRange,
  other: AffectedRange,
): Finding {
  const found = `${toVersionPhrase(range)}, beside ${toVersionPhrase(other)}`;
  const wanted = 'Join the two, or end one where the other begins.';
  return findingAt(source, path, { rule: 'advisory-range-overlap', found, wanted });
}

function overlaps(a: AffectedRange, b: AffectedRange): boolean {
  if (a.type !== b.type || a.repo !== b.repo) return false;
  if (a.type === 'SEMVER') return isOverlap(a, b, bySemver);
  // Only the history tells how commits follow each other, and only the product how its releases do; one beginning may
  // have an end on each branch.
  return a.introduced === b.introduced && toEnd(a) === toEnd(b);
}

/** Whether two ranges have a version in common, by an order of versions that is NaN where there is no answer. */
export function isOverlap(
  a: AffectedRange,
  b: AffectedRange,
  order: (a: string, b: string) => number,
): boolean {
  const startsBeforeEnd = ({ introduced }: AffectedRange, other: AffectedRange) => {
    const end = toEnd(other);
    if (end === undefined || introduced === '0') return true;
    const distance = order(introduced, end);
    return other.fixed === undefined ? distance <= 0 : distance < 0;
  };
  return startsBeforeEnd(a, b) && startsBeforeEnd(b, a);
}

function toEnd({ fixed, last_affected }: AffectedRange): string | undefined {
  return fixed ?? last_affected;
}

/** NaN, of which every comparison is false, where one of the two is no version. */
function bySemver(a: string, b: string): number {
  return isSemver(a) && isSemver(b) ? compare(a, b) : Number.NaN;
}
