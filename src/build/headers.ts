/** Response headers of the site: one table, for the header file of static hosts and for the server of `npm start`. */
import { renderHeaderPolicy } from '../desk/content-policy.ts';
import { type Site, toLink } from '../desk/site.ts';

export interface HeaderRule {
  /** Path within the site; a `*` at its end stands for any rest. */
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
  '/hall-of-fame/*',
  '/keys/*',
  '/guides/*',
] as const;

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
      path: '/advisories/rss.xml',
      headers: { ...open, 'Content-Type': 'application/rss+xml; charset=utf-8' },
    },
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

/** The `_headers` file that Netlify, Cloudflare Pages and others read. */
export function renderHeadersFile(site: Site): string {
  return toHeaderRules(site)
    .map(({ path, headers }) => {
      const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
      return `${toLink(site, path)}\n${lines.join('\n')}\n`;
    })
    .join('\n');
}

function matches(rule: string, path: string): boolean {
  return rule.endsWith('*') ? path.startsWith(rule.slice(0, -1)) : path === rule;
}
