/** The desk's records as pages read them, taken once from Astro's content store. */
import { getCollection, getEntry, render } from 'astro:content';
import { byNewest } from './advisory/advisory.ts';
import { inOrder } from './desk/prose/section.ts';
import { isTranslated } from './desk/prose/translation.ts';
import type { Records } from './read.ts';

type ProseCollection = 'policy' | 'advisories' | 'reporters' | 'guides';

let records: Promise<Records> | null = null;

/** Everything, in the order of the one door. In dev each page reads anew, so that edits are seen. */
export function getRecords(): Promise<Records> {
  if (import.meta.env.DEV) return collect();
  records ??= collect();
  return records;
}

/** The rendered body of one text; `Content` takes the components that may stand in it. */
export async function renderProse(collection: ProseCollection, id: string) {
  const entry = await getEntry(collection, id);
  if (entry === undefined) throw new Error(`${collection} has no text ${id}.`);
  return render(entry);
}

async function collect(): Promise<Records> {
  const desk = await getEntry('desk', 'desk');
  if (desk === undefined) throw new Error('The desk was not loaded.');
  const { filled, ...facts } = desk.data as { readonly filled: readonly string[] };
  // Of a collection that is empty Astro says that something must be wrong; a new desk has no advisory yet.
  const all = async (collection: ProseCollection) =>
    filled.includes(collection) ? (await getCollection(collection)).map(({ data }) => data) : [];
  // The loader stores the records as they are, checked already where they were read; the store keeps no order.
  const records = {
    ...facts,
    policy: await all('policy'),
    advisories: await all('advisories'),
    reporters: await all('reporters'),
    guides: await all('guides'),
  } as unknown as Records;
  return {
    ...records,
    policy: records.policy.filter((it) => !isTranslated(it)).sort(inOrder),
    guides: records.guides.filter((it) => !isTranslated(it)).sort(inOrder),
    translations: {
      policy: records.policy.filter(isTranslated),
      guides: records.guides.filter(isTranslated),
    },
    advisories: [...records.advisories].sort(byNewest),
  };
}
