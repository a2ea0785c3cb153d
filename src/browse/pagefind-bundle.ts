/** Loads Pagefind from the site's own folder, when somebody searches and not before. */

export interface Pagefind {
  search(term: string | null, options: SearchOptions): Promise<{ results: Result[] }>;
}

export interface SearchOptions {
  readonly filters: Readonly<Record<string, string>>;
  readonly sort?: Readonly<Record<string, 'asc' | 'desc'>>;
}

export interface Result {
  data(): Promise<Found>;
}

/** One page that was found. */
export interface Found {
  readonly url: string;
  /** Escaped HTML whose only elements are `<mark>`. */
  readonly excerpt: string;
  readonly meta: Readonly<Record<string, string | undefined>>;
}

/** @param bundle address of the folder, with slashes at both ends @throws when it cannot be loaded */
export function loadPagefind(bundle: string): Promise<Pagefind> {
  return import(/* @vite-ignore */ `${location.origin}${bundle}pagefind.js`);
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

/** The page's policy asks for a Trusted Type where Pagefind starts its worker; this one admits that single address. */
export function allowPagefindWorker(bundle: string): void {
  const worker = `${location.origin}${bundle}pagefind-worker.js`;
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', {
    createScriptURL: (url) => {
      if (new URL(url, location.href).href.split('?')[0] === worker) return url;
      throw new TypeError('Only the search worker may be started on this page.');
    },
  });
}
