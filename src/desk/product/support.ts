/** Which release lines receive security fixes on a day, and the words for it: the one place that decides it. */
import { support as words } from '#words/support';
import type { Desk } from '../desk.ts';
import type { Product } from './product.ts';

/** Support of one product, as page and SECURITY.md show it. */
export interface SupportView {
  readonly product: string;
  readonly lines: readonly SupportLine[];
  /** Whether a line has a last day, so that there is a column for it. */
  readonly ends: boolean;
  /** A sentence under the table, or in its place. */
  readonly text: string | null;
  /** Whether the desk wrote that sentence. */
  readonly own: boolean;
}

export interface SupportLine {
  readonly name: string;
  readonly supported: boolean;
  /** Last day, or null where none is named. */
  readonly until: string | null;
  readonly note: string;
}

/**
 * A product as of a day: a line whose last day is past is supported no more, whatever its file says. Records hold only
 * such products, so nobody else reads `until` to decide anything.
 * @param day UTC day of the build
 */
export function toProductAsOf(product: Product, day: string): Product {
  const lines = product.lines.map((line) => ({
    ...line,
    supported: line.supported && !isEnded(line, day),
  }));
  return { ...product, lines };
}

/** Whether the last day of a line is past. */
export function isEnded({ until }: { readonly until?: string | undefined }, day: string): boolean {
  return until !== undefined && until < day;
}

/** The products' support; the made-up one of a demonstration is left out where there are others. */
export function toSupport(
  products: readonly Product[],
  desk: Pick<Desk, 'promises'>,
): SupportView[] {
  const own = products.filter((it) => !it.example);
  return (own.length > 0 ? own : products).map((product) => ({
    product: product.name,
    lines: product.lines.map(({ name, supported, until = null, note = '' }) => {
      return { name, supported, until, note };
    }),
    ends: product.lines.some((it) => it.until !== undefined),
    own: product.support !== undefined,
    text: product.support ?? (product.lines.length > 0 ? null : toNothingYet(product, desk)),
  }));
}

function toNothingYet(product: Product, desk: Pick<Desk, 'promises'>): string {
  const { fix } = product.promises ?? desk.promises;
  return fix.length > 0 ? words.nothingYet : words.nothingYetBestEffort;
}
