/** The search index over a built site, by Pagefind, and the map from every id to its page. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as pagefind from 'pagefind';
import type { Records } from '../read.ts';

/** Pagefind's ready-made interfaces and its worker, which this site does not use. */
const unused = /^pagefind-(ui|modular-ui|component-ui|highlight|worker)\./;

/**
 * Indexes what pages mark with `data-pagefind-body` and writes `/pagefind/` into `folder`.
 * Beside it lies `ids.json`: Pagefind does not find an id with hyphens as typed, so ids are answered from a map first.
 * @param meanwhile work of this process that adds no page, done while the indexer, a process of its own, reads them
 */
export async function writeSearchIndex(
  folder: string,
  records: Records,
  meanwhile: () => void,
): Promise<void> {
  const { index, errors } = await pagefind.createIndex({
    // One index, in the language of most texts: a page is in the catalogue's, and a translation in any.
    forceLanguage: records.desk.language,
  });
  if (index === undefined) throw new Error(`The search index cannot be made: ${errors.join('; ')}`);
  try {
    const adding = index.addDirectory({ path: folder, glob: toMarkedPages(records) });
    meanwhile();
    const added = await adding;
    const written = await index.writeFiles({ outputPath: join(folder, 'pagefind') });
    const faults = [...added.errors, ...written.errors];
    if (faults.length > 0) throw new Error(`The search index cannot be made: ${faults.join('; ')}`);
  } finally {
    await pagefind.close();
  }
  const bundle = join(folder, 'pagefind');
  for (const file of readdirSync(bundle)) if (unused.test(file)) rmSync(join(bundle, file));
  writeFileSync(join(bundle, 'ids.json'), `${JSON.stringify(toIdIndex(records))}\n`);
}

/**
 * A pattern that every page with `data-pagefind-body` fits: Pagefind would parse all others as well, and with a signpost
 * at each alias they are most of a site. What fits and is not marked is left out of the index all the same.
 */
function toMarkedPages({ advisories }: Pick<Records, 'advisories'>): string {
  const families = new Set(advisories.map(({ id }) => id.slice(0, id.indexOf('-'))));
  const own = [...families].map((family) => `advisories/${family}-*/index.html`);
  return `{${['policy/**/*.html', 'guides/**/*.html', ...own].join(',')}}`;
}

/** Our ids with their aliases, and every weakness that is named. Withdrawn advisories keep theirs. */
function toIdIndex({ advisories }: Pick<Records, 'advisories'>) {
  return {
    advisories: Object.fromEntries(advisories.map(({ id, aliases }) => [id, aliases])),
    weaknesses: [...new Set(advisories.flatMap((it) => it.cwe))].sort(),
  };
}
