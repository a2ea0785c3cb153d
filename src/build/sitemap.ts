/** The map of the site for crawlers (sitemaps.org, protocol 0.9): an index, and files of at most 50,000 addresses. */
import { type Site, toUrl } from '../desk/site.ts';
import type { Records } from '../read.ts';

/** Section "Sitemap file location" of the protocol: no more in one file. */
const maxAddresses = 50_000;

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/**
 * @param pages path of every page that was built, such as `/policy/`
 * @returns text by path within the site. Signposts and the page for what is not there are left out; they have no address
 * of their own.
 */
export function toSitemapFiles(
  { site, advisories }: Pick<Records, 'site' | 'advisories'>,
  pages: readonly `/${string}`[],
  perFile = maxAddresses,
): ReadonlyMap<`/${string}`, string> {
  const toPath = (id: string) => `/advisories/${id}/`;
  const signposts = new Set(advisories.flatMap(({ aliases }) => aliases.map(toPath)));
  const changed = new Map(advisories.map(({ id, modified }) => [toPath(id), modified]));
  const own = pages.filter((path) => path !== '/404.html' && !signposts.has(path)).toSorted();
  const count = Math.max(1, Math.ceil(own.length / perFile));
  const files = Array.from({ length: count }, (_, index): [`/${string}`, string] => {
    const entries = own.slice(index * perFile, (index + 1) * perFile).map((path) => {
      const day = changed.get(path);
      return renderEntry('url', site, path, day === undefined ? '' : `<lastmod>${day}</lastmod>`);
    });
    return [`/sitemap-${index}.xml`, renderFile('urlset', entries)];
  });
  const index = files.map(([path]) => renderEntry('sitemap', site, path, ''));
  return new Map([['/sitemap-index.xml', renderFile('sitemapindex', index)], ...files]);
}

/** For crawlers (RFC 9309): everything may be read. */
export function renderRobots(site: Site): string {
  return `User-agent: *\nAllow: /\n\nSitemap: ${toUrl(site, '/sitemap-index.xml')}\n`;
}

function renderEntry(element: string, site: Site, path: `/${string}`, more: string): string {
  const address = new URL(toUrl(site, path)).href;
  const escaped = address.replaceAll('&', '&amp;').replaceAll("'", '&apos;');
  return `<${element}><loc>${escaped}</loc>${more}</${element}>\n`;
}

function renderFile(element: string, entries: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${element} xmlns="${namespace}">\n${entries.join('')}</${element}>\n`;
}
