/** What an import would write: ids, products and reporters decided, nothing on disk touched. */

import { join } from 'node:path';
import { toAdvisoryFile } from '../../advisory/advisory-file.ts';
import type { CommandDesk } from '../command/command-desk.ts';
import { toNextId } from '../publish/next-id.ts';
import { toSlug } from '../publish/report-facts.ts';
import { type Imported, ImportFault } from './imported.ts';
import type { ProductMatcher, ProposedProduct } from './product-match.ts';
import { renderImported } from './to-advisory.ts';

export interface Plan {
  readonly advisories: readonly {
    readonly id: string;
    readonly from: string;
    readonly draft: boolean;
    readonly path: string;
    readonly text: string;
  }[];
  /** Records that the desk has already, each with what it is here. */
  readonly known: readonly { readonly from: string; readonly id: string }[];
  readonly faults: readonly {
    readonly file: string;
    readonly id: string;
    readonly reason: string;
  }[];
  /** How often each thing could not be taken over as it was. */
  readonly notes: ReadonlyMap<string, number>;
  readonly products: readonly ProposedProduct[];
  /** Whose name stands behind a file that holds none, known only to who runs this. */
  readonly reporters: readonly {
    readonly id: string;
    readonly path: string;
    readonly name: string;
  }[];
}

export interface Sourced {
  readonly file: string;
  readonly record: Imported;
}

/**
 * What an import would write, the oldest record first, and what of it is there already.
 * @param prefix what ids of this desk begin with
 */
export function toPlan(
  sourced: readonly Sourced[],
  desk: CommandDesk,
  prefix: string,
  matcher: ProductMatcher,
): Plan {
  const taken = new Map(desk.taken.map((it) => [it.toUpperCase(), '']));
  const owner = new Map(
    [...desk.records.advisories, ...desk.embargoed].flatMap((it) =>
      [it.id, ...it.aliases].map((name) => [name.toUpperCase(), it.id] as const),
    ),
  );
  const advisories: Plan['advisories'][number][] = [];
  const known: Plan['known'][number][] = [];
  const faults: Plan['faults'][number][] = [];
  const notes = new Map<string, number>();
  const reporters = createReporters(desk);
  const inOrder = sourced.toSorted((a, b) => compare(toOrder(a), toOrder(b)));
  for (const { file, record } of inOrder) {
    const said = [...record.notes];
    const here = [record.id, ...record.aliases]
      .map((it) => owner.get(it.toUpperCase()))
      .find((it) => it !== undefined);
    if (here !== undefined) {
      known.push({ from: record.id, id: here });
      // An earlier run may have left its product unwritten.
      if (lacksProduct(here, desk)) for (const it of record.affected) matcher.match(it.package);
      continue;
    }
    try {
      const twin = taken.get(record.id.toUpperCase());
      if (twin !== undefined) throw new ImportFault(`its id is in ${twin} already`);
      const id = toId(record, prefix, taken.keys());
      const own =
        record.id === id || !/^[A-Za-z][\w.-]*-[\w.-]+$/.test(record.id) ? [] : [record.id];
      const free = record.aliases.filter((it) => !taken.has(it.toUpperCase()) && it !== id);
      if (free.length < record.aliases.filter((it) => it !== id).length) {
        said.push('aliases: one that another record has already was left out');
      }
      const products = record.affected.map((it) => {
        const product = matcher.match(it.package, (text) => said.push(text));
        if (product === null) throw new ImportFault('it names no product; say --product ID');
        return product;
      });
      const names = { id, aliases: [...own, ...free], products };
      const drafted = reporters.draft(record.credits.map((it) => it.name));
      const text = renderImported(record, { ...names, reporters: drafted.ids });
      drafted.keep();
      const draft = record.state === 'draft';
      const path = draft
        ? join(desk.drafts, `${id}.mdx`)
        : join(desk.input.folder, toAdvisoryFile(id));
      advisories.push({ id, from: record.id, draft, path, text });
      for (const name of [id, record.id, ...free]) taken.set(name.toUpperCase(), file);
      for (const it of said) notes.set(it, (notes.get(it) ?? 0) + 1);
    } catch (error) {
      if (!(error instanceof ImportFault)) throw error;
      faults.push({ file, id: record.id, reason: error.message });
    }
  }
  return {
    advisories,
    known,
    faults,
    notes,
    products: matcher.proposed(),
    reporters: reporters.all(),
  };
}

function lacksProduct(id: string, { records }: CommandDesk): boolean {
  const advisory = records.advisories.find((it) => it.id === id);
  const products = records.products.map((it) => it.id);
  return advisory?.affected.some((it) => !products.includes(it.product)) ?? false;
}

/** An id of ours stays; every other record gets the next id of its year. */
function toId(record: Imported, prefix: string, taken: Iterable<string>): string {
  const plain = record.id.replace(/^x_/, '');
  const [, year = '', number = ''] =
    (plain.startsWith(`${prefix}-`) ? /^-(\d{4})-(\d+)$/.exec(plain.slice(prefix.length)) : null) ??
    [];
  const names = [...taken];
  const kept = `${prefix}-${year}-${number}`;
  if (number !== '' && !names.includes(kept.toUpperCase())) return kept;
  const day = record.published ?? record.modified ?? '';
  if (!/^\d{4}/.test(day)) throw new ImportFault('it has no date, so no year for its id');
  return toNextId(prefix, day.slice(0, 4), names);
}

/** Files without a name for people whom nobody has asked yet; those who agreed before are known by theirs. */
function createReporters({ records, input }: CommandDesk) {
  const kept = new Map<string, { id: string; path: string }>();
  const used = new Set(records.reporters.flatMap((it) => [it.id, ...it.also]));
  const find = (name: string) =>
    records.reporters.find(
      (it) =>
        it.name === name ||
        (it.consent === 'handle' && it.id === name) ||
        it.also.includes(toSlug(name)),
    )?.id;
  return {
    draft(names: readonly string[]) {
      const fresh = new Map<string, { id: string; path: string }>();
      const ids = names.map((name) => {
        const id = find(name) ?? kept.get(name)?.id ?? fresh.get(name)?.id;
        if (id !== undefined) return id;
        let number = kept.size + fresh.size + 1;
        while (used.has(`imported-${number}`)) number += 1;
        const next = `imported-${number}`;
        used.add(next);
        fresh.set(name, { id: next, path: join(input.folder, 'hall-of-fame', `${next}.mdx`) });
        return next;
      });
      const keep = () => {
        for (const [name, it] of fresh) kept.set(name, it);
      };
      return { ids, keep };
    },
    all: () => [...kept].map(([name, it]) => ({ name, ...it })),
  };
}

function toOrder({ record }: Sourced): string {
  const number = record.id.replaceAll(/\d+/g, (it) => it.padStart(12, '0'));
  return `${record.published ?? '9999'} ${number}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
