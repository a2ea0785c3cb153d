/** What a projection of an advisory needs beside the advisory: the desk it belongs to, and what the desk names. */
import type { Desk } from '../desk/desk.ts';
import type { Product } from '../desk/product/product.ts';
import type { Site } from '../desk/site.ts';
import type { Reporter } from './people/reporter.ts';
import type { ReleasedProduct } from './versions/verdict.ts';

export interface Facts {
  readonly site: Site;
  readonly desk: Desk;
  readonly products: readonly Product[];
  readonly reporters: readonly Reporter[];
}

/** A product by its id; one that is named but not described has nothing but its id. */
export function findProduct({ products }: Pick<Facts, 'products'>, id: string): Product {
  const unknown = { id, name: id, example: false, lines: [], releases: [] };
  return products.find((it) => it.id === id) ?? unknown;
}

/** The part of a product that verdicts are made from. */
export function toReleased({ releases, lines }: Product): ReleasedProduct {
  return { releases: releases.map((it) => it.version), lines };
}
