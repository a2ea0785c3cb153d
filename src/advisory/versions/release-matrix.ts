/** Releases against advisories: one table for each product, the newest of both where there are too many to look at. */
import { type ProductCheck, toCheckAnswer } from './check-answer.ts';
import type { CheckAdvisory } from './check-index.ts';
import type { Verdict } from './verdict.ts';

export interface ReleaseMatrix {
  readonly product: ProductCheck['product'];
  /** Columns, newest first. */
  readonly advisories: readonly CheckAdvisory[];
  readonly rows: readonly { readonly version: string; readonly verdicts: readonly Verdict[] }[];
  /** Releases that have no row. */
  readonly older: readonly string[];
  /** How many advisories have no column. */
  readonly left: number;
}

/** A table that a person can still read, and that a phone can still hold. */
const most = { rows: 40, columns: 30 } as const;

/** Of at most 40 releases and 30 advisories, the newest of both. */
export function toReleaseMatrix(check: ProductCheck): ReleaseMatrix {
  const { product } = check;
  const shown = { ...check, advisories: check.advisories.slice(0, most.columns) };
  const advisories = shown.advisories.map((it) => it.advisory);
  const rows = product.releases.slice(0, most.rows).map((version) => {
    const found = Object.entries(toCheckAnswer(shown, version).advisories);
    const verdicts = advisories.map(
      (it) => (found.find(([, list]) => list.includes(it))?.[0] ?? 'not-assessed') as Verdict,
    );
    return { version, verdicts };
  });
  return {
    product,
    advisories,
    rows,
    older: product.releases.slice(most.rows),
    left: check.advisories.length - advisories.length,
  };
}
