/** Response headers of the site: one table, for the header file of static hosts and for the server of `npm start`. */
import { type FeedFormat, feedMediaTypes } from '../advisory/feeds/feed.ts';
import { renderHeaderPolicy } from '../desk/content-policy.ts';
import { type Site, toLink } from '../desk/site.ts';

export interface HeaderRule {
  /** Path within the site; one `*` stands for anything. */
  readonly path: `/${string}`;
  readonly headers: Readonly<Record<string, string>>;
}

/** What every answer carries. None of it depends on the kind of page. */
const common = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), interest-cohort=()',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
} as const;

const readingPages = [
  '/',
  '/404.html',
  '/policy/*',
  '/advisories/*',
  '/releases/*',
  '/hall-of-fame/*',
  '/keys/*',
  '/guides/*',
] as const;

const feedPaths: Readonly<Record<FeedFormat, readonly `/${string}`[]>> = {
  rss: ['/advisories/rss.xml', '/advisories/feeds/*.xml', '/hall-of-fame/rss.xml'],
  atom: ['/advisories/atom.xml', '/advisories/feeds/*.atom'],
  json: ['/advisories/feed.json', '/advisories/feeds/*.json'],
};

/** One rule a room, and no content policy for everything: two policies on one page would both hold. */
export function toHeaderRules(site: Site): HeaderRule[] {
  const policy = (kind: Parameters<typeof renderHeaderPolicy>[0]) => ({
    'Content-Security-Policy': renderHeaderPolicy(kind, site),
  });
  const open = {
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  };
  return [
    { path: '/*', headers: common },
    ...readingPages.map((path) => ({ path, headers: policy('reading') })),
    { path: '/report/*', headers: policy('report') },
    { path: '/check/*', headers: policy('check') },
    { path: '/search/*', headers: policy('search') },
    {
      path: '/_astro/*',
      headers: { ...policy('worker'), 'Cache-Control': 'public, max-age=31536000, immutable' },
    },
    { path: '/pagefind/*', headers: policy('pagefind') },
    { path: '/.well-known/security.txt', headers: { 'Content-Type': 'text/plain; charset=utf-8' } },
    { path: '/security.txt', headers: { 'Content-Type': 'text/plain; charset=utf-8' } },
    { path: '/.well-known/postern/desk.json', headers: { ...open, 'Cache-Control': 'no-cache' } },
    {
      path: '/.well-known/openpgpkey/*',
      headers: { ...open, 'Content-Type': 'application/octet-stream' },
    },
    ...Object.entries(feedPaths).flatMap(([format, paths]) =>
      paths.map((path) => ({
        path,
        headers: {
          ...open,
          'Content-Type': `${feedMediaTypes[format as FeedFormat]}; charset=utf-8`,
        },
      })),
    ),
    ...(['/osv/*', '/cve/*', '/vex/*', '/min-secure.json'] as const).map((path) => ({
      path,
      headers: open,
    })),
    { path: '/osv/modified_id.csv', headers: { 'Content-Type': 'text/csv; charset=utf-8' } },
  ];
}

/**
 * The headers of one address, later rules over earlier ones.
 * @param path as requested, the site's own path before it
 */
export function toHeaders(site: Site, path: string): Record<string, string> {
  return Object.assign(
    {},
    ...toHeaderRules(site)
      .filter((rule) => matches(toLink(site, rule.path), path))
      .map((rule) => rule.headers),
  );
}

const mediaTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  zip: 'application/zip',
};

/** The media type of a file for machines, where no host adds it: by the table, else by its ending. */
export function toMediaType(site: Site, path: string): string {
  const own = toHeaders(site, toLink(site, path as `/${string}`))['Content-Type'];
  return own ?? mediaTypes[path.slice(path.lastIndexOf('.') + 1)] ?? 'text/plain; charset=utf-8';
}

/**
 * The `_headers` file that Netlify, Cloudflare Pages and others read.
 * @param files paths of files; a rule with a `*` in its middle, which not every host knows, is written for each of them
 */
export function renderHeadersFile(site: Site, files: readonly `/${string}`[]): string {
  return toHeaderRules(site)
    .flatMap(({ path, headers }) => {
      const whole = !path.includes('*') || path.endsWith('*');
      const paths = whole ? [path] : files.filter((file) => matches(path, file));
      return paths.map((it) => ({ path: it, headers }));
    })
    .map(({ path, headers }) => {
      const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
      return `${toLink(site, path)}\n${lines.join('\n')}\n`;
    })
    .join('\n');
}

function matches(rule: string, path: string): boolean {
  const [start = '', end] = rule.split('*');
  if (end === undefined) return path === rule;
  return path.length >= rule.length - 1 && path.startsWith(start) && path.endsWith(end);
}
