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

/**
 * Pagefind searches on the page itself: its worker would be fetched on top, and Trusted Types would have to admit it.
 * @param bundle address of the folder, with slashes at both ends
 * @throws when it cannot be loaded
 */
export async function loadPagefind(bundle: string): Promise<Pagefind> {
  const pagefind = await import(/* @vite-ignore */ `${location.origin}${bundle}pagefind.js`);
  await pagefind.options({ noWorker: true });
  return pagefind;
}
