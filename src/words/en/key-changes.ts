/** What became of the desk's keys, and what a holder of one reads. */
import type { KeyChange } from '../../desk/keys/key-history.ts';

/** Each stands after the owner's name, without a full stop; `until` is the day on which the key expires from then on. */
export const keyChange = {
  added: (until) => `key added${validUntil(until)}`,
  updated: (until) => `newer copy of the key${validUntil(until)}`,
  extended: (until) => (until === undefined ? 'key extended' : `key extended until ${until}`),
  rotated: (until) => `new key in place of a retired one${validUntil(until)}`,
  removed: () => 'key removed',
} as const satisfies Record<KeyChange['action'], (until: string | undefined) => string>;

export const keyHolder = {
  /** @param products those whose reports are read; whoever cannot tell what a report is about sends it to all */
  reads: (products: readonly string[]) =>
    products.length === 0
      ? 'anything that fits none of the products'
      : `${products.join(', ')}, and anything that fits none of the products`,
} as const;

function validUntil(day: string | undefined): string {
  return day === undefined ? '' : `, valid until ${day}`;
}
