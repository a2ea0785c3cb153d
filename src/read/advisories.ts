/** Advisories and the people they thank: published ones, those whose day is still to come, and drafts. */
import { resolve } from 'node:path';
import { advisorySchema, toAdvisory } from '../advisory/advisory.ts';
import { checkAdvisories } from '../advisory/check/check.ts';
import { checkReporters, type SourcedReporter } from '../advisory/check/check-reporters.ts';
import {
  checkDrafts,
  type Embargoed,
  isEmbargoed,
  toEarlyFinding,
  toEmbargoed,
  toTrackedFinding,
} from '../advisory/draft.ts';
import { type Reporter, reporterSchema } from '../advisory/people/reporter.ts';
import type { SourcedAdvisory } from '../advisory/sourced-advisory.ts';
import type { Finding } from '../desk/finding.ts';
import type { Input } from '../desk/input.ts';
import type { Product } from '../desk/product/product.ts';
import { idOf } from '../desk/source/files.ts';
import { readDrafts } from './drafts.ts';
import { listFiles } from './list-files.ts';
import type { SourceReader } from './source-reader.ts';

/** Tells which of some files version control has; the paths are absolute. */
export type FindTracked = (paths: readonly string[]) => readonly string[];

interface ReadAdvisories {
  readonly reporters: readonly Reporter[];
  /** What is published, drafts whose day has come among them. */
  readonly published: readonly SourcedAdvisory[];
  /** Those in `advisories/` that nobody may read yet. */
  readonly early: readonly SourcedAdvisory[];
  readonly drafts: ReturnType<typeof readDrafts>;
}

/** @param day UTC day of the build @param products those without a fault */
export function readAdvisories(
  reader: SourceReader,
  input: Input,
  day: string,
  products: readonly Product[],
): ReadAdvisories {
  const { findings, readAll, toProse } = reader;
  const thanked = readAll({ folder: 'hall-of-fame', ending: '.mdx', schema: reporterSchema }).map(
    ({ source, facts }): SourcedReporter => ({
      source,
      reporter: { ...toProse(source), ...facts },
    }),
  );
  const reporters = thanked.map((it) => it.reporter);
  const written = readAll({ folder: 'advisories', ending: '.mdx', schema: advisorySchema }).map(
    ({ source, facts }): SourcedAdvisory => ({
      source,
      advisory: toAdvisory(facts, toProse(source)),
    }),
  );
  const early = written.filter(({ advisory }) => isEmbargoed(advisory, day));
  findings.push(...early.map(({ source }) => toEarlyFinding(source)));
  const drafts = readDrafts(input, day);
  findings.push(...drafts.findings);
  const published = [...written.filter((it) => !early.includes(it)), ...drafts.due];
  // By file, so that a product or reporter with a fault of its own is not called unknown as well.
  const named = (folder: string, ending: string) =>
    listFiles(input.folder, folder, ending).map(idOf);
  const handles = named('hall-of-fame', '.mdx');
  findings.push(...checkReporters(thanked, handles, day));
  const around = {
    products: named('products', '.yaml'),
    reporters: [...handles, ...reporters.flatMap((it) => it.also)],
    unasked: reporters.filter((it) => it.consent === 'unknown'),
    listed: products,
    day,
  };
  findings.push(
    ...checkAdvisories(published, around).filter(
      // A draft that has come due says already where it belongs.
      (it) => it.rule !== 'advisory-file-name' || it.file.startsWith('advisories/'),
    ),
  );
  return { reporters, published, early, drafts };
}

/** What of the advisories nobody may read yet. */
export function toAllEmbargoed({ early, drafts }: ReadAdvisories): Embargoed[] {
  return [
    ...early.map(({ advisory }) => toEmbargoed(advisory)),
    ...drafts.hidden.map(({ draft }) => toEmbargoed(draft)),
  ];
}

/**
 * Findings of drafts beside what is published, and `embargo-tracked` for files that version control has.
 * @param folder the desk's
 * @param findTracked null where the repository is one that only maintainers read
 */
export function checkEmbargo(
  { published, early, drafts }: ReadAdvisories,
  folder: string,
  findTracked: FindTracked | null,
): Finding[] {
  const taken = new Map(
    [...published, ...early].flatMap(({ source, advisory }) =>
      [advisory.id, ...advisory.aliases].map((name) => [name.toUpperCase(), source.file] as const),
    ),
  );
  const findings = checkDrafts(drafts.hidden, taken);
  if (findTracked === null) return findings;
  const names = new Map([
    ...early.map(({ source }) => [resolve(folder, source.file), source.file] as const),
    ...drafts.names,
  ]);
  const tracked = findTracked([...names.keys()]);
  return [...findings, ...tracked.map((path) => toTrackedFinding(names.get(path) ?? path))];
}
