/** What each kind of page may load and do: the one table behind the meta policy of every page and the header files. */
import type { Site } from './site.ts';

export type PageKind = 'reading' | 'report' | 'check' | 'search';

/** Files that are not pages but run or load something, and so need a policy of their own. */
export type AssetKind = 'worker' | 'pagefind';

type Directives = Readonly<Record<string, string>>;

const closed = {
  'default-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'object-src': "'none'",
} as const;

const page = {
  ...closed,
  'style-src': "'self'",
  'img-src': "'self'",
  'font-src': "'self'",
} as const;

const trusted = { 'require-trusted-types-for': "'script'" } as const;

function directives(kind: PageKind | AssetKind, site: Site): Directives {
  switch (kind) {
    case 'reading':
      // No script runs on it; but what looks a page over, such as Lighthouse, asks for robots.txt in its name.
      return { ...page, ...trusted, 'connect-src': "'self'", 'trusted-types': "'none'" };
    case 'report':
      return {
        ...page,
        ...trusted,
        'script-src': "'self'",
        'connect-src': ["'self'", ...foreignRelay(site)].join(' '),
        'worker-src': "'self'",
        'trusted-types': 'desk-worker',
      };
    case 'check':
      return {
        ...page,
        ...trusted,
        'script-src': "'self'",
        'connect-src': "'self'",
        'trusted-types': "'none'",
      };
    case 'search':
      return {
        ...page,
        ...trusted,
        'script-src': "'self' 'wasm-unsafe-eval'",
        'connect-src': "'self'",
        'trusted-types': "'none'",
      };
    case 'worker':
      return { ...closed, 'script-src': "'self'" };
    case 'pagefind':
      return { ...closed, 'script-src': "'self' 'wasm-unsafe-eval'", 'connect-src': "'self'" };
  }
}

/** The policy as a page's own meta element carries it: `frame-ancestors` has no effect there (CSP 3 section 3.3). */
export function renderMetaPolicy(kind: PageKind, site: Site): string {
  return render(directives(kind, site));
}

/** The policy as a header carries it. */
export function renderHeaderPolicy(kind: PageKind | AssetKind, site: Site): string {
  return render({ ...directives(kind, site), 'frame-ancestors': "'none'" });
}

function render(all: Directives): string {
  return Object.entries(all)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

function foreignRelay(site: Site): string[] {
  const relay = site.relay?.origin;
  return relay === undefined || relay === new URL(site.url).origin ? [] : [relay];
}
