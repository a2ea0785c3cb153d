/** Whether a version lies in a range: OSV's loop over sorted events (OSV schema 1.7, section "Evaluation"). No zod here, so that browser code may use it. */
import { parse, type SemVer } from 'semver';

/** One range of an advisory, as its author wrote it. */
export interface EvaluatedRange {
  readonly type: 'SEMVER' | 'ECOSYSTEM' | 'GIT';
  readonly introduced: string;
  readonly fixed?: string | undefined;
  readonly last_affected?: string | undefined;
}

/** Below 0, 0 or above, as for sorting; NaN where one of the two has no place. */
type Order = (a: string, b: string) => number;

/**
 * `introduced` turns on from its version on, `fixed` off from its version on, `last_affected` off after it.
 * @param releases the product's releases, newest first: the order of an ECOSYSTEM range
 * @returns null where the version or a bound has no place in the order; always for commits
 */
export function isWithin(
  range: EvaluatedRange,
  releases: readonly string[],
  version: string,
): boolean | null {
  if (range.type === 'GIT') return null;
  const order = range.type === 'SEMVER' ? bySemver : toListOrder(releases);
  const fromStart: Order = (a, b) => {
    // "0" is before every version, a pre-release of 0.0.0 among them.
    if (a === '0' || b === '0') return Number(b === '0') - Number(a === '0');
    return order(a, b);
  };
  const events = toEvents(range);
  const places = [version, ...events.map((it) => it.at).filter((it) => it !== '0')];
  if (places.some((it) => Number.isNaN(order(it, it)))) return null;
  let affected = false;
  for (const { kind, at } of events.toSorted((a, b) => fromStart(a.at, b.at))) {
    const distance = at === '0' ? 1 : order(version, at);
    if (kind === 'introduced' && distance >= 0) affected = true;
    if (kind === 'fixed' && distance >= 0) affected = false;
    if (kind === 'last_affected' && distance > 0) affected = false;
  }
  return affected;
}

/** By Semantic Versioning; NaN for what is not one. */
export function bySemver(a: string, b: string): number {
  const [one, other] = [parseSemver(a), parseSemver(b)];
  return one === null || other === null ? Number.NaN : one.compare(other);
}

/** The same few versions are compared again and again, and reading one is what takes the time. */
const parsed = new Map<string, SemVer | null>();
const mostParsed = 20_000;

function parseSemver(version: string): SemVer | null {
  const known = parsed.get(version);
  if (known !== undefined) return known;
  if (parsed.size >= mostParsed) parsed.clear();
  const fresh = parse(version);
  parsed.set(version, fresh);
  return fresh;
}

/** A version as people type it, without the v before its number. */
export function withoutV(version: string): string {
  return version.replace(/^[vV](?=\d)/, '');
}

function toEvents(range: EvaluatedRange) {
  return (['introduced', 'fixed', 'last_affected'] as const).flatMap((kind) => {
    const at = range[kind];
    return at === undefined ? [] : [{ kind, at }];
  });
}

/** The order of the product's own list; NaN for a version that is not in it. */
function toListOrder(releases: readonly string[]): Order {
  const place = (version: string) => {
    const index = releases.findIndex((it) => withoutV(it) === withoutV(version));
    return index === -1 ? Number.NaN : -index;
  };
  return (a, b) => place(a) - place(b);
}
