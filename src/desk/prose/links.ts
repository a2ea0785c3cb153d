/** Links of prose within the site: each leads to a page, and to a heading of it, that will be there. */
import type { Finding } from '../finding.ts';
import { idOf } from '../source/files.ts';
import { findingAt, type Source } from '../source/source.ts';
import type { ProseLink } from './prose.ts';
import { parseTranslationName, toLanguagePath } from './translation.ts';

/** A text beside its file. */
export interface LinkedProse {
  readonly source: Source;
  readonly links: readonly ProseLink[];
  readonly headings: readonly string[];
}

/** Addresses of pages within the site; a page with the ids of its headings, or null where they are not known. */
export type Pages = ReadonlyMap<string, ReadonlySet<string> | null>;

/** Pages that every desk has. A unit test holds them against `src/pages/`. */
export const ownPages: readonly string[] = [
  '/',
  '/404.html',
  '/advisories/',
  '/advisories/subscribe/',
  '/check/',
  '/guides/',
  '/hall-of-fame/',
  '/keys/',
  '/policy/',
  '/releases/',
  '/report/',
  '/search/',
];

/** Pages that depend on more than a name: lists by what is in advisories, and one page for each release. */
export const listPages =
  /^\/(advisories\/(page\/\d+|by\/[^/]+\/[^/]+(\/page\/\d+)?)|releases\/[^/]+\/[^/]+)\/$/;

/** Address of the page that shows a file's text. */
export function toProsePage(file: string): string {
  const [folder = ''] = file.split('/');
  const translation = parseTranslationName(file);
  const own = translation === null ? '' : `${toLanguagePath(translation.language)}/`;
  return folder === 'guides' || folder === 'advisories'
    ? `/${folder}/${translation?.original ?? idOf(file)}/${own}`
    : `/${folder}/${own}`;
}

/**
 * Every page of a desk.
 * @param others pages without a text that could be read: of a file with a fault, of an alias
 */
export function toPages(all: readonly LinkedProse[], others: readonly string[]): Pages {
  const pages = new Map<string, Set<string> | null>(
    [...ownPages, ...others].map((it) => [it, null]),
  );
  for (const { source, headings } of all) {
    const page = toProsePage(source.file);
    // Elsewhere the page has headings of its own beside those of the text.
    if (!/^\/(policy|guides)\//.test(page)) continue;
    const name = parseTranslationName(source.file)?.original ?? idOf(source.file);
    const anchor = page.startsWith('/policy/') ? [name] : [];
    const ids = [...anchor, ...toHeadingIds(headings)];
    pages.set(page, new Set([...(pages.get(page) ?? []), ...ids]));
  }
  // A policy in another language shows the original of each section that has no translation.
  const original = pages.get('/policy/') ?? [];
  for (const [page, ids] of pages) {
    if (page.startsWith('/policy/') && ids !== null)
      pages.set(page, new Set([...ids, ...original]));
  }
  return pages;
}

const nowhere = 'https://desk.invalid';

/**
 * Findings: `prose-link`.
 * @param url of the site, or null: a whole address below it is a link within the site as well
 */
export function checkLinks(
  all: readonly LinkedProse[],
  pages: Pages,
  url: string | null,
): Finding[] {
  return all.flatMap(({ source, links }) => {
    const page = toProsePage(source.file);
    return links.flatMap((link) => {
      const target = toTarget(link.url, page, url);
      const fault = target === null ? null : faultOf(target, pages);
      if (fault === null) return [];
      const found = `a link to ${link.url}, ${fault.found}`;
      const finding = findingAt(source, [], { rule: 'prose-link', found, wanted: fault.wanted });
      return [{ ...finding, line: source.bodyLine + link.line - 1, field: 'body' }];
    });
  });
}

/** Where a link leads within the site; null for one that leads elsewhere, or cannot be read as an address. */
function toTarget(link: string, page: string, url: string | null): URL | null {
  const own = url !== null && link.startsWith(`${url}/`) ? link.slice(url.length) : link;
  const base = `${nowhere}${page}`;
  const target = URL.canParse(own, base) ? new URL(own, base) : null;
  return target?.origin === nowhere ? target : null;
}

function faultOf(target: URL, pages: Pages): { found: string; wanted: string } | null {
  const { pathname } = target;
  const isFile = /\.[^/]+$/.test(pathname);
  const path = isFile || pathname.endsWith('/') ? pathname : `${pathname}/`;
  if (!pages.has(path)) {
    // Feeds, certificates and an adopter's own files are not known here.
    if (isFile || listPages.test(path)) return null;
    const wanted =
      'Correct the address. One from the top of the site begins with a slash, such as /policy/.';
    return { found: `but there is no page ${path}`, wanted };
  }
  const headings = pages.get(path) ?? null;
  const anchor = toAnchor(target.hash);
  if (headings === null || anchor === '' || anchor === 'top' || headings.has(anchor)) return null;
  const list = [...headings].map((it) => `#${it}`).join(', ');
  return {
    found: `but ${path} has no such heading`,
    wanted: list === '' ? 'Remove what follows the # sign.' : `There is: ${list}.`,
  };
}

/** What follows the # sign, as the id of a heading is written; as it stands where it cannot be read. */
export function toAnchor(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}

/** The ids that headings get, as github-slugger gives them: lower case, hyphens for spaces, numbered when repeated. */
export function toHeadingIds(headings: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headings.map((text) => {
    const id = text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-');
    const before = seen.get(id) ?? 0;
    seen.set(id, before + 1);
    return before === 0 ? id : `${id}-${before}`;
  });
}
