/** After a build: no output file holds anything of an advisory under embargo that is not public elsewhere. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Embargoed } from '../advisory/draft.ts';
import type { Records } from '../read.ts';
import { createFindTerms, readBlocks, toLeakTerms } from './leak-terms.ts';
import { readViews } from './leak-views.ts';

/**
 * Searches names and contents of all files below `folder`.
 * @param published what a term may stand in without being a secret
 * @returns paths of the files that hold a term, with `/`; never the term
 */
export function findLeaks(
  folder: string,
  embargoed: readonly Embargoed[],
  published: Records,
): string[] {
  if (embargoed.length === 0) return [];
  const terms = toLeakTerms(embargoed);
  const findTerms = createFindTerms(terms);
  const known = new Set<string>();
  for (const text of readTexts(published)) {
    for (const part of [text, ...readBlocks(text)]) {
      for (const view of readViews(Buffer.from(part))) {
        for (const term of findTerms(view)) known.add(term);
      }
    }
  }
  const findSecrets = createFindTerms(terms.filter((term) => !known.has(term)));
  const holdsSecret = (bytes: Uint8Array) => {
    for (const view of readViews(bytes)) if (findSecrets(view).length > 0) return true;
    return false;
  };
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
    .filter((path) => {
      return holdsSecret(Buffer.from(path)) || holdsSecret(readFileSync(join(folder, path)));
    });
}

/** Every string in the records. */
function* readTexts(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const inner of Object.values(value)) yield* readTexts(inner);
}
