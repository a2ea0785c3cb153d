/** An imported record as an advisory file of this desk. */
import { advisorySchema, draftSchema } from '../../advisory/advisory.ts';
import type { AffectedProduct } from '../../advisory/affected.ts';
import { renderAdvisoryFile } from '../publish/advisory-file.ts';
import { toFirstSentence } from './fields.ts';
import { type Imported, ImportFault } from './imported.ts';
import { toSafeMdx } from './safe-mdx.ts';

export interface Placed {
  readonly id: string;
  readonly aliases: readonly string[];
  /** Of each affected entry of the record, in its order. */
  readonly products: readonly string[];
  /** Handles, in the order of the record's credits. */
  readonly reporters: readonly string[];
}

/** @throws ImportFault where the record lacks what an advisory must have */
export function renderImported(record: Imported, placed: Placed): string {
  const { title, details, cvss, cwe, references, withdrawn, published } = record;
  const draft = record.state === 'draft';
  const affected = mergeProducts(record, placed.products);
  if (!draft && affected.length === 0) {
    throw new ImportFault('it names no affected version that can be read');
  }
  if (!draft && published === null) throw new ImportFault('it has no day of publication');
  const isWithdrawn = record.state === 'withdrawn';
  const remedies = toRemedies(affected);
  const facts = {
    id: placed.id,
    aliases: placed.aliases,
    title,
    summary: toFirstSentence(details, 240) || title,
    status: draft ? 'reserved' : isWithdrawn ? 'withdrawn' : 'published',
    ...(isWithdrawn ? { withdrawal: 'It was withdrawn where it was first published.' } : {}),
    dates: {
      ...(draft || published === null ? {} : { published }),
      ...(isWithdrawn && withdrawn !== null ? { withdrawn } : {}),
    },
    revisions: draft ? [] : toRevisions(record),
    affected,
    cvss,
    cwe,
    remedies,
    references,
    credits: toCredits(record, placed.reporters),
  };
  const schema = draft ? draftSchema : advisorySchema;
  const fault = schema.safeParse(facts).error?.issues[0];
  if (fault !== undefined) throw new ImportFault(`${fault.path.join('.')}: ${fault.message}`);
  return renderAdvisoryFile(facts, toSafeMdx(details, record.base));
}

/** One entry a product, since a desk describes each package once. */
function mergeProducts(record: Imported, products: readonly string[]): AffectedProduct[] {
  const byProduct = new Map<string, AffectedProduct>();
  for (const [index, { ranges, versions, functions }] of record.affected.entries()) {
    const product = products[index] ?? '';
    const before = byProduct.get(product);
    byProduct.set(product, {
      product,
      ranges: unique([...(before?.ranges ?? []), ...ranges]),
      versions: unique([...(before?.versions ?? []), ...versions]),
      platforms: [],
      functions: unique([...(before?.functions ?? []), ...functions]),
      unsupported: 'not-assessed',
    });
  }
  return [...byProduct.values()]
    .filter((it) => it.ranges.length > 0 || it.versions.length > 0)
    .map(({ platforms: _, unsupported: _u, ...it }) => it as AffectedProduct);
}

function toRemedies(affected: readonly AffectedProduct[]) {
  const fixed = affected.flatMap((it) =>
    it.ranges.flatMap((range) =>
      range.fixed === undefined || range.type === 'GIT' ? [] : [range.fixed],
    ),
  );
  if (fixed.length > 0) {
    return [{ kind: 'fix', text: `Update to ${unique(fixed).join(', ')} or later.` }];
  }
  const commits = affected.flatMap((it) => it.ranges.flatMap(({ fixed }) => fixed ?? []));
  if (commits.length === 0) return [];
  const named = unique(commits).map((it) => it.slice(0, 12));
  const text = `Update to a release that has the fix: commit ${named.join(', ')}.`;
  return [{ kind: 'fix', text }];
}

function toRevisions({ published, modified, state, withdrawn }: Imported) {
  const first = published ?? '';
  const last = state === 'withdrawn' ? (withdrawn ?? modified) : modified;
  const change = state === 'withdrawn' ? 'Withdrawn.' : 'Last change before it was moved here.';
  return [
    { number: 1, date: first, change: 'First publication.' },
    ...(last !== null && last > first ? [{ number: 2, date: last, change }] : []),
  ];
}

function toCredits(record: Imported, reporters: readonly string[]) {
  return unique(
    record.credits.map(({ role }, index) => ({ reporter: reporters[index] ?? '', role })),
  );
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((it) => [JSON.stringify(it), it])).values()];
}
