/** What holds for reports about one product: its own readers, ways and promises, or the desk's where it has none. */
import { keyHolder } from '#words/key-changes';
import type { Desk } from '../desk.ts';
import type { Certificate } from '../keys/certificate.ts';
import { toKeyName } from '../keys/key-name.ts';
import type { Product } from './product.ts';

/** The parts of a desk that a product may have of its own. */
type ProductDesk = Pick<Desk, 'channels' | 'promises' | 'repository'>;

/** The desk as it is for one product. Ways and promises of its own stand in place of all those of the desk. */
export function toProductDesk(
  product: Pick<Product, 'channels' | 'promises' | 'repository'>,
  desk: ProductDesk,
): ProductDesk {
  return {
    channels: product.channels ?? desk.channels,
    promises: product.promises ?? desk.promises,
    repository: product.repository ?? desk.repository,
  };
}

/** Products that have something of their own; the made-up one of a demonstration is left out where there are others. */
export function toOwnProducts(
  products: readonly Product[],
  what: 'channels' | 'promises' | 'recipients',
): Product[] {
  const shown = products.filter((it) => !it.example || products.every((other) => other.example));
  return shown.filter((it) => it[what] !== undefined);
}

/** The certificates that reports about a product are encrypted to: those that it names, else all. */
export function toReaders(
  { recipients }: Pick<Product, 'recipients'>,
  certificates: readonly Certificate[],
): readonly Certificate[] {
  if (recipients === undefined) return certificates;
  return certificates.filter(({ file }) => {
    const name = toKeyName(file);
    // The throw-away certificate of a preview stands in for everybody's.
    return name === null || recipients.includes(name);
  });
}

/** The same by fingerprint, as forms know it; null where the product names nobody. */
export function toReaderIds(
  product: Pick<Product, 'recipients'>,
  certificates: readonly Certificate[],
): string[] | null {
  if (product.recipients === undefined) return null;
  return toReaders(product, certificates).map(({ fingerprint }) => fingerprint);
}

/**
 * What a certificate's holder reads, in words for the page of keys.
 * @returns null where every holder reads every report
 */
export function toReadText(certificate: Certificate, products: readonly Product[]): string | null {
  if (products.every((it) => it.recipients === undefined)) return null;
  const read = products.filter((it) => toReaders(it, [certificate]).length > 0);
  return keyHolder.reads(read.map((it) => it.name));
}
