/** Rules over what a product has of its own: readers that exist and can read, ways that the desk offers. */
import type { Desk } from '../desk.ts';
import type { Finding } from '../finding.ts';
import type { Certificate } from '../keys/certificate.ts';
import { isInUserId } from '../keys/check-keys.ts';
import { toKeyName } from '../keys/key-name.ts';
import { findingAt, type Source } from '../source/source.ts';
import type { Product } from './product.ts';
import { toReaders } from './product-desk.ts';

export interface SourcedProduct {
  readonly source: Source;
  readonly product: Product;
}

interface Keys {
  /** Every file below `keys/`, usable or not. */
  readonly files: readonly string[];
  /** Certificates that can be used; the throw-away one of a preview counts. */
  readonly certificates: readonly Certificate[];
}

/** Findings `product-recipient`, `product-readers`, `product-form`, and `key-address` for a product's own address. */
export function checkProducts(
  products: readonly SourcedProduct[],
  desk: Pick<Desk, 'channels' | 'quorum' | 'example'>,
  keys: Keys,
): Finding[] {
  const form = desk.channels.some(({ kind }) => kind === 'form');
  return products.flatMap((it) => {
    const unknown = checkRecipients(it, keys);
    const readers = form && unknown.length === 0 ? checkReaders(it, desk, keys) : [];
    return [...unknown, ...readers, ...checkWays(it, form, keys)];
  });
}

function checkRecipients({ source, product }: SourcedProduct, { files }: Keys): Finding[] {
  const names = files.flatMap((file) => toKeyName(file) ?? []);
  const known = names.length === 0 ? 'It holds no key yet' : `It holds ${names.join(', ')}`;
  return (product.recipients ?? []).flatMap((name, index) => {
    if (names.includes(name)) return [];
    const found = `${name}, which is no file in keys/`;
    const wanted = `${known}: name one of them, or put the certificate into keys/${name}.asc.`;
    return [findingAt(source, ['recipients', index], { rule: 'product-recipient', found, wanted })];
  });
}

function checkReaders(
  { source, product }: SourcedProduct,
  { quorum, example }: Pick<Desk, 'quorum' | 'example'>,
  { certificates }: Keys,
): Finding[] {
  if (product.recipients === undefined) return [];
  const usable = toReaders(product, certificates).length;
  if (usable >= quorum) return [];
  const count =
    usable === 0 ? 'no recipient' : usable === 1 ? 'one recipient' : `${usable} recipients`;
  const found = `${count} with a usable certificate, where the desk asks for ${quorum}`;
  const wanted =
    'Reports about it could not be sent. Extend or replace their certificates in keys/, or name more recipients.';
  const finding = findingAt(source, ['recipients'], { rule: 'product-readers', found, wanted });
  return [{ ...finding, level: example ? 'warning' : 'error' }];
}

function checkWays({ source, product }: SourcedProduct, form: boolean, keys: Keys): Finding[] {
  const readers = toReaders(product, keys.certificates).filter(({ file }) => toKeyName(file));
  return (product.channels ?? []).flatMap((channel, index) => {
    if (channel.kind === 'form' && !form) {
      const found = 'form, which the desk does not offer';
      const wanted = 'Add kind: form to channels of desk.yaml, or remove it here.';
      const at = ['channels', index, 'kind'];
      return [findingAt(source, at, { rule: 'product-form', found, wanted })];
    }
    if (channel.kind !== 'mail' || channel.address === undefined || readers.length === 0) return [];
    if (isInUserId(channel.address, readers)) return [];
    const found = `${channel.address}, which is in no user ID of a certificate of its recipients`;
    const wanted =
      'Add a user ID with this address by gpg --quick-add-uid and export the certificate again, so that mail programs know which key to use.';
    const at = ['channels', index, 'address'];
    return [findingAt(source, at, { rule: 'key-address', found, wanted })];
  });
}
