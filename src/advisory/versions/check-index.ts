/** Everything that the question “am I affected?” needs, as one small file at `/check/index.json`. No zod here, so that browser code may use it. */
import type { Product } from '../../desk/product/product.ts';
import type { Advisory } from '../advisory.ts';
import type { ReleaseLine } from './release-line.ts';
import type { EvaluatedRange } from './version-range.ts';

export interface CheckIndex {
  readonly products: readonly CheckProduct[];
  /** Newest first; withdrawn ones say nothing of any version and are left out. */
  readonly advisories: readonly CheckAdvisory[];
}

export interface CheckProduct {
  readonly id: string;
  readonly name: string;
  /** Newest first. */
  readonly releases: readonly string[];
  readonly lines: readonly ReleaseLine[];
}

export interface CheckAdvisory {
  readonly id: string;
  readonly title: string;
  readonly severity: Pick<NonNullable<Advisory['severity']>, 'band' | 'score'> | null;
  readonly disputed: boolean;
  readonly exploited: boolean;
  readonly affected: readonly {
    readonly product: string;
    readonly ranges: readonly EvaluatedRange[];
    readonly versions: readonly string[];
    readonly unsupported: 'affected' | 'not-affected' | 'not-assessed';
  }[];
}

/** Everything that is public; withdrawn advisories hit nobody and are left out. Both lists keep their order. */
export function toCheckIndex(
  advisories: readonly Advisory[],
  products: readonly Product[],
): CheckIndex {
  return {
    products: products.map(({ id, name, releases, lines }) => ({
      id,
      name,
      releases: releases.map((it) => it.version),
      lines: lines.map(({ name, range, supported }) => ({ name, range, supported })),
    })),
    advisories: advisories
      .filter((it) => it.status !== 'withdrawn')
      .map(({ id, title, severity, status, exploited, affected }) => ({
        id,
        title,
        severity: severity && { band: severity.band, score: severity.score },
        disputed: status === 'disputed',
        exploited,
        affected: affected.map(({ product, ranges, versions, unsupported }) => ({
          product,
          // Commits decide no version, so they need not travel.
          ranges: ranges
            .filter((it) => it.type !== 'GIT')
            .map(({ type, introduced, fixed, last_affected }) => ({
              type,
              introduced,
              fixed,
              last_affected,
            })),
          versions,
          unsupported,
        })),
      })),
  };
}
