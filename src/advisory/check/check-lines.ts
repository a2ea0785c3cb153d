/** Rules on release lines: a supported one has not ended, and some release falls in it. */
import type { Finding } from '../../desk/finding.ts';
import type { Product } from '../../desk/product/product.ts';
import { isEnded } from '../../desk/product/support.ts';
import { findingAt, type Source } from '../../desk/source/source.ts';
import { isOnLine, toLineRange } from '../versions/release-line.ts';

/**
 * Findings, both warnings: `product-line-ended`, and `product-line-empty` where the product lists releases.
 * @param day UTC day of the build
 */
export function checkLines(source: Source, product: Omit<Product, 'id'>, day: string): Finding[] {
  return product.lines.flatMap((line, index) => {
    const path = ['lines', index];
    if (!line.supported) return [];
    if (isEnded(line, day)) {
      const found = `a line that is supported until ${line.until}, which is past`;
      const wanted =
        'It is shown as supported no more. Write supported: false, or a later day if it still receives fixes.';
      const rule = 'product-line-ended';
      return [findingAt(source, [...path, 'until'], { rule, found, wanted })];
    }
    const { releases } = product;
    if (releases.length === 0 || releases.some((it) => isOnLine(it.version, line))) return [];
    const found = `the supported line ${line.name}, in which no listed release falls`;
    const wanted =
      toLineRange(line) === null
        ? 'Its name is no range of versions: add one as range, such as ">=1.4.0 <2.0.0".'
        : 'Add its releases, correct its range, or remove the line.';
    return [findingAt(source, path, { rule: 'product-line-empty', found, wanted })];
  });
}
