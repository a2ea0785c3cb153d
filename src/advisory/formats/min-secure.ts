/** The lowest version with no known advisory, per product and release line: our own format, for a check in a script. */
import type { Product } from '../../desk/product/product.ts';
import type { Advisory } from '../advisory.ts';
import { toPurl } from '../ecosystem.ts';
import { type Facts, toReleased } from '../facts.ts';
import type { ReleaseLine } from '../versions/release-line.ts';
import {
  type AffectedVersions,
  lowestSafe,
  newestSafe,
  toAffectedVersions,
} from '../versions/verdict.ts';

/** All versions as one line, for a product that names none. */
const everything: ReleaseLine = { name: '*', supported: false };

/**
 * From `minimum` on, no release of the line is known to be affected; null where there is none, or where nobody has looked.
 * `newest` is the newest release of all that is not known to be affected.
 */
export function toMinSecure(
  { products }: Pick<Facts, 'products'>,
  advisories: readonly Advisory[],
) {
  return { products: products.map((it) => toProductEntry(it, toStanding(it, advisories))) };
}

/** What every advisory that stands says of a product. */
function toStanding(
  { id }: Pick<Product, 'id'>,
  advisories: readonly Advisory[],
): AffectedVersions[] {
  return advisories
    .filter((it) => it.status !== 'withdrawn')
    .flatMap((it) => toAffectedVersions(it.affected, id) ?? []);
}

function toProductEntry(product: Product, advisories: readonly AffectedVersions[]) {
  const released = toReleased(product);
  const purl = toPurl(product);
  const lines = product.lines.length > 0 ? product.lines : [everything];
  return {
    id: product.id,
    name: product.name,
    ...(purl === null ? {} : { purl }),
    newest: newestSafe(advisories, released),
    lines: lines.map((line) => ({
      name: line.name,
      supported: line.supported,
      ...(line.until === undefined ? {} : { until: line.until }),
      minimum: lowestSafe(advisories, released, line),
    })),
  };
}
