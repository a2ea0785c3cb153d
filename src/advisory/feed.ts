/** Advisories as an RSS 2.0 feed with full text (rssboard.org/rss-specification, RSS content and Dublin Core modules). */
import { generateRssFeed } from 'feedsmith';
import { markdownToHtml } from 'satteri';
import type { Desk } from '../desk/desk.ts';
import { createProseMarkup } from '../desk/prose-markup.ts';
import { type Site, toUrl } from '../desk/site.ts';
import type { Advisory } from './advisory.ts';
import { toVersionSentence } from './versions.ts';

interface Facts {
  readonly site: Site;
  readonly desk: Desk;
  readonly advisories: readonly Advisory[];
}

/** A reader meets an item again when its advisory is revised, for the guid carries the revision. */
export function renderRss({ site, desk, advisories }: Facts): string {
  const newest =
    advisories
      .map((it) => it.modified)
      .toSorted()
      .at(-1) ?? site.date;
  return generateRssFeed({
    title: `${desk.name} security advisories`,
    link: toUrl(site, '/advisories/'),
    description: `Security advisories of ${desk.name}`,
    language: desk.language,
    lastBuildDate: atMidnight(newest),
    atom: {
      links: [
        { href: toUrl(site, '/advisories/rss.xml'), rel: 'self', type: 'application/rss+xml' },
      ],
    },
    items: advisories.map((advisory) => toItem(site, desk, advisory)),
  });
}

function toItem(site: Site, desk: Desk, advisory: Advisory) {
  const url = toUrl(site, `/advisories/${advisory.id}/`);
  return {
    title: toFeedTitle(advisory),
    link: url,
    guid: { value: toRevisionUri(site, advisory), isPermaLink: false },
    pubDate: atMidnight(advisory.modified),
    description: advisory.summary,
    dc: { creators: [desk.name] },
    content: { encoded: toHtml(site, advisory) },
  };
}

/** Id and title, with the state where it is not simply published. */
export function toFeedTitle({ id, title, status }: Advisory): string {
  return status === 'published' ? `${id}: ${title}` : `${id} (${status}): ${title}`;
}

/** A tag URI (RFC 4151) of one revision: stable, and another one whenever readers should look again. */
function toRevisionUri(site: Site, advisory: Advisory): string {
  const { hostname, pathname } = new URL(site.url);
  const authority = `${hostname},${advisory.dates.published}`;
  return `tag:${authority}:${pathname.replace(/\/$/, '')}/advisories/${advisory.id}/${advisory.revision}`;
}

function toHtml(site: Site, advisory: Advisory): string {
  const { withdrawal, summary, remedies, affected, body } = advisory;
  const facts = [
    ...(withdrawal === undefined ? [] : [`**Withdrawn.** ${escapeMarkdown(withdrawal)}`]),
    escapeMarkdown(summary),
    ...affected.map((it) => escapeMarkdown(`${it.product}: ${toVersionSentence(it)}`)),
    ...remedies.map((it) => `**${capital(it.kind)}:** ${escapeMarkdown(it.text)}`),
  ];
  const { html } = markdownToHtml(`${facts.join('\n\n')}\n\n${body}`, {
    hastPlugins: [createProseMarkup(site.url)],
  });
  return html;
}

function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|~]/g, '\\$&');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function atMidnight(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
