/** Entries of a feed: one per advisory as it stands now, and one per announcement; each id carries what a reader should see again. */
import { advisoryPage, states } from '#words/advisory-page';
import { feeds as words } from '#words/feeds';
import { type Site, toUrl } from '../../desk/site.ts';
import type { Advisory, Announcement } from '../advisory.ts';
import type { Facts } from '../facts.ts';
import { toInstant, toModified } from '../instant.ts';
import { escapeHtml, renderFeedHtml } from './feed-html.ts';

export interface FeedEntry {
  /** Tag URI (RFC 4151): the same for the same revision, another one whenever readers should look again. */
  readonly id: string;
  readonly url: string;
  /** Plain text. */
  readonly title: string;
  /** Plain text. */
  readonly summary: string;
  readonly html: string;
  /** RFC 3339, UTC. */
  readonly published: string;
  readonly updated: string;
  /** Severity, and ids of the same flaw elsewhere. */
  readonly tags: readonly string[];
}

/** One advisory at its newest revision. */
export function toFeedEntry(facts: Facts, advisory: Advisory): FeedEntry {
  const { id, dates, severity, aliases } = advisory;
  return {
    id: toTagUri(facts.site, dates.published, `advisories/${id}/${advisory.revision}`),
    url: toUrl(facts.site, `/advisories/${id}/`),
    title: toFeedTitle(advisory),
    summary: advisory.summary,
    html: renderFeedHtml(facts, advisory),
    published: toInstant(dates.published),
    updated: toModified(advisory),
    tags: [...(severity === null ? [] : [severity.band]), ...aliases],
  };
}

/** What may be said of an advisory before its day. Another day makes another entry, so that a correction is seen. */
export function toAnnouncementEntry({ site }: Facts, announcement: Announcement): FeedEntry {
  const { id, date, planned, title, text } = announcement;
  const day = planned === undefined ? '' : `<p>${escapeHtml(words.planned(planned))}</p>`;
  return {
    id: toTagUri(site, date, `advisories/${id}/announced`),
    url: toUrl(site, '/advisories/'),
    title: advisoryPage.titleInState(id, words.announced, title),
    summary: text,
    html: `<p>${escapeHtml(text)}</p>${day}`,
    published: toInstant(date),
    updated: toInstant(date),
    tags: [],
  };
}

/** Id and title, with the state where it is not simply published. */
function toFeedTitle({ id, title, status }: Advisory): string {
  if (status === 'published') return advisoryPage.title(id, title);
  return advisoryPage.titleInState(id, states[status], title);
}

/** @param path within the site, without a slash before it */
export function toTagUri(site: Site, day: string, path: string): string {
  const { hostname, pathname } = new URL(site.url);
  return `tag:${hostname},${day}:${pathname.replace(/\/$/, '')}/${path}`;
}
