/**
 * Entries as RSS 2.0 (rssboard.org/rss-specification, with the Atom, content and Dublin Core modules), Atom (RFC 4287) and
 * JSON Feed 1.1 (jsonfeed.org/version/1.1).
 */
import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith';
import { renderSortedJson } from '../formats/sorted-json.ts';
import type { FeedEntry } from './feed-entry.ts';

export interface Feed {
  readonly title: string;
  /** The page that the feed follows. */
  readonly page: string;
  /** The feed's own address. */
  readonly self: string;
  readonly author: string;
  readonly language: string;
  /** RFC 3339, UTC: the newest change, or the day of the build where there is no entry. */
  readonly updated: string;
  readonly entries: readonly FeedEntry[];
}

export const feedFormats = ['rss', 'atom', 'json'] as const;

export type FeedFormat = (typeof feedFormats)[number];

/** Media types, as the feeds are linked and served. */
export const feedMediaTypes: Readonly<Record<FeedFormat, string>> = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
};

/** The text of a feed. Titles and summaries stand in it as text, whatever they hold; only `html` of an entry is markup. */
export function renderFeed(format: FeedFormat, feed: Feed): string {
  return { rss: renderRss, atom: renderAtom, json: renderJson }[format](feed);
}

function renderRss(feed: Feed): string {
  return generateRssFeed({
    title: inert(feed.title),
    link: feed.page,
    description: inert(feed.title),
    language: feed.language,
    lastBuildDate: new Date(feed.updated),
    atom: { links: [{ href: feed.self, rel: 'self', type: feedMediaTypes.rss }] },
    items: feed.entries.map((it) => ({
      title: inert(it.title),
      link: it.url,
      guid: { value: it.id, isPermaLink: false },
      pubDate: new Date(it.updated),
      description: inert(it.summary),
      categories: it.tags.map((name) => ({ name })),
      dc: { creators: [feed.author] },
      content: { encoded: it.html },
    })),
  });
}

function renderAtom(feed: Feed): string {
  return generateAtomFeed({
    id: feed.self,
    title: { value: feed.title },
    updated: new Date(feed.updated),
    authors: [{ name: feed.author }],
    links: [
      { href: feed.self, rel: 'self', type: feedMediaTypes.atom },
      { href: feed.page, rel: 'alternate', type: 'text/html' },
    ],
    entries: feed.entries.map((it) => ({
      id: it.id,
      title: { value: it.title },
      published: new Date(it.published),
      updated: new Date(it.updated),
      links: [{ href: it.url, rel: 'alternate', type: 'text/html' }],
      categories: it.tags.map((term) => ({ term })),
      summary: { value: it.summary, type: 'text' },
      content: { value: it.html, type: 'html' },
    })),
  });
}

function renderJson(feed: Feed): string {
  return renderSortedJson(
    generateJsonFeed({
      title: feed.title,
      home_page_url: feed.page,
      feed_url: feed.self,
      language: feed.language,
      authors: [{ name: feed.author }],
      items: feed.entries.map((it) => ({
        id: it.id,
        url: it.url,
        title: it.title,
        summary: it.summary,
        content_html: it.html,
        date_published: new Date(it.published),
        date_modified: new Date(it.updated),
        tags: [...it.tags],
      })),
    }),
  );
}

/** RSS does not say whether titles and descriptions are text or markup, so nothing in them may look like a tag. */
function inert(text: string): string {
  return text.replaceAll('<', '‹').replaceAll('>', '›');
}
