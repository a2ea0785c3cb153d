/** Which feeds a desk publishes: all advisories, those of one product, and the critical and high ones; each in three formats. */
import { feeds as words } from '#words/feeds';
import { toUrl } from '../../desk/site.ts';
import type { Advisory, Announcement } from '../advisory.ts';
import type { Facts } from '../facts.ts';
import { type FeedFormat, feedFormats, feedMediaTypes, renderFeed } from './feed.ts';
import { type FeedEntry, toAnnouncementEntry, toFeedEntry } from './feed-entry.ts';

/** Entries of one feed; a reader who looks once a year still misses nothing of most desks. */
const maxEntries = 100;

/** Name within `/advisories/feeds/` of the feed of critical and high advisories. */
const important = 'important';

export interface FeedLink {
  readonly path: `/${string}`;
  readonly format: FeedFormat;
  readonly mediaType: string;
  readonly title: string;
  /** Id of the product it is about; null for all, and for the important ones. */
  readonly product: string | null;
}

interface FeedFacts extends Facts {
  readonly advisories: readonly Advisory[];
  readonly announcements: readonly Announcement[];
}

/** Every feed of a desk, the widest first. */
export function toFeedLinks({ desk, products }: Pick<Facts, 'desk' | 'products'>): FeedLink[] {
  const of = (paths: Readonly<Record<FeedFormat, `/${string}`>>, title: string, product?: string) =>
    feedFormats.map((format) => ({
      path: paths[format],
      format,
      mediaType: feedMediaTypes[format],
      title,
      product: product ?? null,
    }));
  const named = (name: string) =>
    ({
      rss: `/advisories/feeds/${name}.xml`,
      atom: `/advisories/feeds/${name}.atom`,
      json: `/advisories/feeds/${name}.json`,
    }) as const;
  const all = {
    rss: '/advisories/rss.xml',
    atom: '/advisories/atom.xml',
    json: '/advisories/feed.json',
  } as const;
  return [
    ...of(all, words.all(desk.name)),
    ...of(named(important), words.important(desk.name)),
    ...products
      // A product of that name has the feed of important ones; its own would take the address.
      .filter((it) => it.id !== important)
      .flatMap((it) => of(named(it.id), words.product(it.name), it.id)),
  ];
}

/** @returns text by path; each entry is rendered once, whatever the number of feeds that hold it */
export function renderFeeds(facts: FeedFacts): ReadonlyMap<string, string> {
  const advisories = facts.advisories.toSorted(
    (a, b) => b.modified.localeCompare(a.modified, 'en') || b.id.localeCompare(a.id, 'en'),
  );
  const announced = facts.announcements.map((it) => toAnnouncementEntry(facts, it));
  const rendered = new Map<string, FeedEntry>();
  const toEntry = (advisory: Advisory) => {
    const entry = rendered.get(advisory.id) ?? toFeedEntry(facts, advisory);
    rendered.set(advisory.id, entry);
    return entry;
  };
  return new Map(
    toFeedLinks(facts).map(({ path, format, title, product }) => {
      const own = advisories.filter((it) => isIn(path, product, it)).slice(0, maxEntries);
      // What is announced names no product and no severity yet.
      const entries = [...(product === null ? announced : []), ...own.map(toEntry)]
        .toSorted((a, b) => b.updated.localeCompare(a.updated, 'en'))
        .slice(0, maxEntries);
      const feed = {
        title,
        entries,
        page: toUrl(facts.site, '/advisories/'),
        self: toUrl(facts.site, path),
        author: facts.desk.name,
        language: facts.desk.language,
        updated: entries[0]?.updated ?? `${facts.site.date}T00:00:00Z`,
      };
      return [path, renderFeed(format, feed)];
    }),
  );
}

function isIn(path: string, product: string | null, advisory: Advisory): boolean {
  if (product !== null) return advisory.affected.some((it) => it.product === product);
  if (!path.startsWith(`/advisories/feeds/${important}.`)) return true;
  return advisory.severity?.band === 'critical' || advisory.severity?.band === 'high';
}
