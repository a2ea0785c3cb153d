/** Who a report is encrypted to: the only thing about its product that can be seen from outside. */

import type { Certificate, ReportProduct } from './config.ts';

/** Certificates, and which of them read about what. A form's configuration is one. */
export interface KeySet {
  readonly certificates: readonly Certificate[];
  readonly products: readonly Pick<ReportProduct, 'id' | 'readers'>[];
}

/**
 * The certificates that a report about `product` is encrypted to.
 * @param product its id; an unknown one, or one that is there no longer, goes to everybody
 */
export function chooseReaders(
  { certificates, products }: KeySet,
  product: string,
): readonly Certificate[] {
  const readers = products.find(({ id }) => id === product)?.readers ?? null;
  if (readers === null) return certificates;
  return certificates.filter(({ fingerprint }) => readers.includes(fingerprint));
}
