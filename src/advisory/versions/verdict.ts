/** What is known of a version: affected, not affected, not assessed, or not to be placed. No zod here, so that browser code may use it. */
import { parse, prerelease } from 'semver';
import { isOnLine, type ReleaseLine, toStart } from './release-line.ts';
import { bySemver, type EvaluatedRange, isWithin, withoutV } from './version-range.ts';

/**
 * `not-assessed`: nobody has looked at that version, so it must never be shown as not affected.
 * `unknown-version`: the version cannot be placed among the others, so there is no answer.
 */
export type Verdict = 'affected' | 'not-affected' | 'not-assessed' | 'unknown-version';

/** What an advisory says of one product. */
export interface AffectedVersions {
  readonly ranges: readonly EvaluatedRange[];
  readonly versions: readonly string[];
  readonly unsupported: 'affected' | 'not-affected' | 'not-assessed';
}

export interface ReleasedProduct {
  /** Newest first. */
  readonly releases: readonly string[];
  readonly lines: readonly ReleaseLine[];
}

/** Everything an advisory says of one product as one, or null where it does not name the product. */
export function toAffectedVersions(
  affected: readonly (AffectedVersions & { readonly product: string })[],
  product: string,
): AffectedVersions | null {
  const own = affected.filter((it) => it.product === product);
  if (own.length === 0) return null;
  const [unsupported = 'not-assessed'] = (
    ['affected', 'not-assessed', 'not-affected'] as const
  ).filter((value) => own.some((it) => it.unsupported === value));
  return {
    ranges: own.flatMap((it) => it.ranges),
    versions: own.flatMap((it) => it.versions),
    unsupported,
  };
}

/**
 * What is known of one version.
 * SEMVER ranges are ordered by Semantic Versioning, ECOSYSTEM ranges by the product's own list of releases; commits never
 * decide a version. A version on no supported line that no range names follows `unsupported`.
 * @param version as a person types it; a leading v is accepted
 */
export function toVerdict(
  affected: AffectedVersions,
  product: ReleasedProduct,
  version: string,
): Verdict {
  const typed = toReleasedName(version, product.releases);
  if (affected.versions.some((it) => withoutV(it) === withoutV(typed))) return 'affected';
  const ranges = affected.ranges.filter((it) => it.type !== 'GIT');
  const answers = ranges.map((range) => isWithin(range, product.releases, typed));
  if (answers.includes(true)) return 'affected';
  if (answers.includes(null)) return 'unknown-version';
  if (ranges.length === 0) {
    if (affected.versions.length === 0) return 'not-assessed';
    if (!product.releases.includes(typed)) return 'unknown-version';
  }
  return isAssessed(affected, product, typed) ? 'not-affected' : affected.unsupported;
}

/**
 * The lowest release of a line from which on no release of the line is known to be affected, or null.
 * @param advisories what each advisory says of the product
 */
export function lowestSafe(
  advisories: readonly AffectedVersions[],
  product: ReleasedProduct,
  line: ReleaseLine,
): string | null {
  const candidates = toCandidates(advisories, product).filter((it) => isOnLine(it, line));
  const end = candidates.findIndex((it) => !isSafe(advisories, product, it));
  return (end === -1 ? candidates : candidates.slice(0, end)).at(-1) ?? null;
}

/** The newest release of all that is not known to be affected, on a supported line where the product has lines, or null. */
export function newestSafe(
  advisories: readonly AffectedVersions[],
  product: ReleasedProduct,
): string | null {
  const { lines } = product;
  const found = toCandidates(advisories, product).find(
    (it) =>
      (lines.length === 0 || lines.some((line) => line.supported && isOnLine(it, line))) &&
      isSafe(advisories, product, it),
  );
  return found ?? null;
}

/** The lines that a version belongs to; none where it cannot be placed. */
export function toLines(product: ReleasedProduct, version: string): ReleaseLine[] {
  return product.lines.filter((line) => isOnLine(version, line));
}

/** Versions that could be recommended, newest first: releases, and fixes that are not listed. Pre-releases only without others. */
function toCandidates(
  advisories: readonly AffectedVersions[],
  product: ReleasedProduct,
): readonly string[] {
  const fixes = advisories
    .flatMap((it) => it.ranges)
    .flatMap((it) => (it.type === 'SEMVER' && it.fixed !== undefined ? [it.fixed] : []));
  const all = [...new Set([...product.releases, ...fixes])];
  const semantic = all.every((it) => parse(it) !== null);
  const known = semantic ? all.toSorted((a, b) => bySemver(b, a)) : product.releases;
  const stable = known.filter((it) => prerelease(it) === null);
  return stable.length > 0 ? stable : known;
}

function isSafe(
  advisories: readonly AffectedVersions[],
  product: ReleasedProduct,
  version: string,
): boolean {
  return advisories.every((it) => toVerdict(it, product, version) === 'not-affected');
}

/** Whether somebody looked at the line of a version that is in no range: the line is supported, or a range names it. */
function isAssessed(
  affected: AffectedVersions,
  product: ReleasedProduct,
  version: string,
): boolean {
  if (product.lines.length === 0) return true;
  const own = toLines(product, version);
  return own.some((line) => line.supported || isNamed(affected, product, line));
}

/** A range names a line when it begins, ends or lists a version on it, or reaches over the whole of it. */
function isNamed(affected: AffectedVersions, product: ReleasedProduct, line: ReleaseLine): boolean {
  const named = affected.ranges
    .filter((it) => it.type !== 'GIT')
    .flatMap((it) => [it.introduced, it.fixed, it.last_affected])
    .filter((it) => it !== undefined && it !== '0');
  if ([...affected.versions, ...named].some((it) => isOnLine(it ?? '', line))) return true;
  const start = toStart(line);
  const inside = product.releases.filter((it) => isOnLine(it, line));
  return affected.ranges.some(
    (it) =>
      (it.type === 'SEMVER' && start !== null && isWithin(it, [], start) === true) ||
      (it.type === 'ECOSYSTEM' &&
        inside.some((release) => isWithin(it, product.releases, release) === true)),
  );
}

function toReleasedName(version: string, releases: readonly string[]): string {
  const typed = withoutV(version.trim());
  return releases.find((it) => withoutV(it) === typed) ?? typed;
}
