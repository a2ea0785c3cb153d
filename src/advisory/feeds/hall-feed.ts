/** The feed of the hall of fame: an entry for each person and what they are thanked for, gone with their consent. */
import { hallFeed as words } from '#words/feeds';
import { toUrl } from '../../desk/site.ts';
import type { Advisory } from '../advisory.ts';
import type { Facts } from '../facts.ts';
import { toInstant } from '../instant.ts';
import { type HallDeed, toDeeds } from '../people/hall.ts';
import { toFullName, toNameWithin } from '../people/public-credit.ts';
import { feedMediaTypes, renderFeed } from './feed.ts';
import { type FeedEntry, toTagUri } from './feed-entry.ts';
import { escapeHtml } from './feed-html.ts';

const maxEntries = 100;

/** Where the feed is, and how pages announce it. */
export function toHallFeedLink({ desk }: Pick<Facts, 'desk'>) {
  const title = words.title(desk.name);
  return { path: '/hall-of-fame/rss.xml', title, mediaType: feedMediaTypes.rss } as const;
}

/** The newest thanks (RSS 2.0), at most 100. An anonymous reporter is in it without a handle. */
export function renderHallFeed(
  facts: Facts & { readonly advisories: readonly Advisory[] },
): [path: string, text: string] {
  const { path, title } = toHallFeedLink(facts);
  const used = new Map<string, number>();
  const all = toDeeds(facts.advisories, facts.reporters).map((it) => toEntry(facts, it, used));
  const entries = all.slice(0, maxEntries);
  const feed = {
    title,
    entries,
    page: toUrl(facts.site, '/hall-of-fame/'),
    self: toUrl(facts.site, path),
    author: facts.desk.name,
    language: facts.desk.language,
    updated: entries[0]?.updated ?? toInstant(facts.site.date),
  };
  return [path, renderFeed('rss', feed)];
}

/** @param used how often each id was wanted before: anonymous people and thanks of one day are told apart by number */
function toEntry({ site }: Facts, deed: HallDeed, used: Map<string, number>): FeedEntry {
  const { shown, advisory, date, text } = deed;
  const wanted = `hall-of-fame/${advisory?.id ?? 'thanks'}/${shown.handle ?? 'anonymous'}`;
  const id = toTagUri(site, date, wanted);
  const number = (used.get(id) ?? 0) + 1;
  used.set(id, number);
  const name = toFullName(shown);
  const anchor = shown.handle === null ? '' : `#${shown.handle}`;
  const page = advisory === null ? null : toUrl(site, `/advisories/${advisory.id}/`);
  const about = advisory === null ? text : words.about(advisory.id, advisory.title, text);
  const link = page === null ? '' : `<p><a href="${escapeHtml(page)}">${escapeHtml(page)}</a></p>`;
  return {
    id: number === 1 ? id : `${id}/${number}`,
    url: toUrl(site, `/hall-of-fame/${anchor}`),
    title: words.thanks(toNameWithin(shown)),
    summary: about,
    html: `<p>${escapeHtml(words.text(name, about))}</p>${link}`,
    published: toInstant(date),
    updated: toInstant(date),
    tags: [],
  };
}
