/** The lists that advisories are read through: all of them in pages, and by product, severity, year and state. */
import { advisoryLists as words } from '#words/advisory-lists';
import { severity as bandWords } from '#words/severity';
import type { Product } from '../desk/product/product.ts';
import type { Advisory } from './advisory.ts';
import { gravestFirst } from './severity.ts';

export type ListKind = 'product' | 'severity' | 'year' | 'state';

/** The advisories that share one value, newest first. */
export interface AdvisoryGroup {
  readonly kind: ListKind;
  /** As in the address. */
  readonly value: string;
  /** In a filter, under its kind. */
  readonly label: string;
  /** Heading of the list. */
  readonly title: string;
  readonly path: `/advisories/by/${string}/`;
  readonly advisories: readonly Advisory[];
}

/** One page of a list. */
export interface ListPage {
  /** From 1. */
  readonly number: number;
  /** How many pages the list has; an empty list has one. */
  readonly count: number;
  readonly path: `/${string}/`;
  readonly advisories: readonly Advisory[];
}

export const advisoriesPerPage = 50;

const states: readonly Advisory['status'][] = ['published', 'disputed', 'withdrawn'];

/**
 * Every list by a value, in the order of a filter. Severities, states and products have theirs even when it is empty,
 * so that an address that once worked never stops.
 */
export function toGroups(
  advisories: readonly Advisory[],
  products: readonly Pick<Product, 'id' | 'name'>[],
): AdvisoryGroup[] {
  const group = (
    kind: ListKind,
    value: string,
    label: string,
    title: string,
    has: (advisory: Advisory) => boolean,
  ): AdvisoryGroup => ({
    kind,
    value,
    label,
    title,
    path: `/advisories/by/${kind}/${value}/`,
    advisories: advisories.filter(has),
  });
  const years = [...new Set(advisories.map(yearOf))].sort().reverse();
  return [
    ...gravestFirst.map((band) =>
      group(
        'severity',
        band,
        bandWords[band],
        words.severity[band],
        (it) => (it.severity?.band ?? 'unrated') === band,
      ),
    ),
    ...products.map(({ id, name }) =>
      group('product', id, name, words.product(name), (it) =>
        it.affected.some(({ product }) => product === id),
      ),
    ),
    ...years.map((year) =>
      group('year', year, year, words.year(year), (it) => yearOf(it) === year),
    ),
    ...states.map((state) =>
      group(
        'state',
        state,
        words.stateLabel[state],
        words.state[state],
        (it) => it.status === state,
      ),
    ),
  ];
}

/**
 * A list in pages. The first is the list's own address, the others lie below it.
 * @param path of the list, with slashes at both ends
 */
export function toListPages(advisories: readonly Advisory[], path: `/${string}/`): ListPage[] {
  const count = Math.max(1, Math.ceil(advisories.length / advisoriesPerPage));
  return Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    count,
    path: toPagePath(path, index + 1),
    advisories: advisories.slice(index * advisoriesPerPage, (index + 1) * advisoriesPerPage),
  }));
}

/** Address of one page of a list. */
export function toPagePath(path: `/${string}/`, number: number): `/${string}/` {
  return number === 1 ? path : `${path}page/${number}/`;
}

/** The page numbers that a long list shows around one page, 0 standing for those left out. */
export function toPageNumbers(number: number, count: number): number[] {
  const shown = Array.from({ length: count }, (_, index) => index + 1).filter(
    (it) => it === 1 || it === count || Math.abs(it - number) <= 2,
  );
  return shown.flatMap((it, index) => (it - (shown[index - 1] ?? it) > 1 ? [0, it] : [it]));
}

/** Year of publication, by which lists are divided. */
export function yearOf({ dates }: Pick<Advisory, 'dates'>): string {
  return dates.published.slice(0, 4);
}
