/** Which product of the desk a foreign package is, or the file that would describe it. */
import { stringify } from 'yaml';
import { toPackage, toPurl } from '../../advisory/ecosystem.ts';
import type { Product } from '../../desk/product/product.ts';
import { toSlug } from '../publish/report-facts.ts';
import type { ImportedPackage } from './imported.ts';

export interface ProposedProduct {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly text: string;
}

export interface ProductMatcher {
  /**
   * The product's id; null where nothing says which product is meant.
   * @param note is told where a name alone decided
   */
  match(found: ImportedPackage | null, note?: (text: string) => void): string | null;
  /** Products that the desk does not have yet. */
  proposed(): readonly ProposedProduct[];
}

/** @param fallback id of the product of records that name none, or null */
export function createProductMatcher(
  products: readonly Product[],
  fallback: string | null,
): ProductMatcher {
  const known: Product[] = [...products];
  const proposed: ProposedProduct[] = [];
  const only = products.length === 1 ? (products[0]?.id ?? null) : null;
  return {
    proposed: () => proposed,
    match(found, note) {
      if (found === null) return fallback ?? only;
      const wanted = toProduct(found);
      const match = known.find((it) => isSame(it, wanted));
      if (match !== undefined) return match.id;
      if (found.name === '' && fallback !== null) return fallback;
      if (wanted.name === '') return only;
      const bare = known.find((it) => isBare(it) && isNamed(it, wanted));
      if (bare !== undefined) {
        const { name, purl, ecosystem } = wanted;
        // From here on it is this package, and another one of that name is not taken for it.
        known[known.indexOf(bare)] = { ...bare, name, purl, ecosystem };
        note?.(
          `${purl ?? `the ${ecosystem ?? ''} package ${name}`}: taken for products/${bare.id}.yaml, which names no package. Write its purl there, so that scanners find it`,
        );
        return bare.id;
      }
      const id = toFreeId(wanted.name, known);
      known.push({ ...wanted, id });
      const { name, purl, ecosystem, repository } = wanted;
      const text = stringify({ name, purl, ecosystem, repository }, { lineWidth: 0 });
      proposed.push({ id, name, file: `products/${id}.yaml`, text });
      return id;
    },
  };
}

function toProduct({ ecosystem, name, purl, repository }: ImportedPackage): Product {
  const clean = repository?.replace(/\.git$/, '');
  const own = name || (clean?.split('/').at(-1) ?? '');
  return {
    id: '',
    name: own,
    example: false,
    lines: [],
    releases: [],
    ...(purl === null ? {} : { purl }),
    ...(purl !== null || ecosystem === '' ? {} : { ecosystem: toEcosystem(ecosystem) }),
    ...(clean === undefined || !clean.startsWith('https://') ? {} : { repository: clean }),
  };
}

/** One published source writes an ecosystem of OSV in lower case. */
function toEcosystem(ecosystem: string): string {
  const upper = ecosystem.charAt(0).toUpperCase() + ecosystem.slice(1);
  const isKnown = (it: string) => toPackage({ name: 'x', ecosystem: it }) !== null;
  return !isKnown(ecosystem) && isKnown(upper) ? upper : ecosystem;
}

function isSame(product: Product, wanted: Product): boolean {
  const purl = toPurl(wanted);
  if (purl !== null && toPurl(product) === purl) return true;
  const [one, other] = [toPackage(product), toPackage(wanted)];
  if (one !== null && other !== null) {
    return one.ecosystem === other.ecosystem && one.name === other.name;
  }
  // A package of an ecosystem is not another one of the same repository.
  if (other !== null || wanted.ecosystem !== undefined) {
    return product.name === wanted.name && product.ecosystem === wanted.ecosystem;
  }
  return toRepository(wanted) !== undefined && toRepository(product) === toRepository(wanted);
}

function toRepository({ repository }: Product): string | undefined {
  return repository?.replace(/\.git$/, '').toLowerCase();
}

/** A product whose file says of no package that it is the one, as `desk init` writes it. */
function isBare({ purl, ecosystem }: Product): boolean {
  return purl === undefined && ecosystem === undefined;
}

function isNamed(product: Product, wanted: Product): boolean {
  const [one, other] = [toRepository(product), toRepository(wanted)];
  if (one !== undefined && other !== undefined && one !== other) return false;
  const short = toSlug(wanted.name.split('/').at(-1) ?? wanted.name);
  return [product.id, toSlug(product.name)].includes(short);
}

function toFreeId(name: string, known: readonly Product[]): string {
  const short = toSlug(name.split('/').at(-1) ?? name);
  const ids = [
    short,
    toSlug(name),
    ...Array.from({ length: 999 }, (_, it) => `${short}-${it + 2}`),
  ];
  return ids.find((id) => !known.some((it) => it.id === id)) ?? short;
}
