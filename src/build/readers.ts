/** Who reads reports about which product, as a form that was opened before a change reads it at `/report/readers.json`. */
import { toReaderIds } from '../desk/product/product-desk.ts';
import type { Records } from '../read.ts';
import type { PublishedReaders } from '../report/published-keys.ts';

/** Owners as their keys name them, and for each product the fingerprints of its readers, or null where everybody reads. */
export function toPublishedReaders({ certificates, products }: Records): PublishedReaders {
  return {
    certificates: certificates.map(({ owner, fingerprint }) => ({ owner, fingerprint })),
    products: products.map((product) => ({
      id: product.id,
      readers: toReaderIds(product, certificates),
    })),
  };
}
