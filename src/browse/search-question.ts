/** What is asked of the search: words and filters, as the address carries them behind the #, which never travels. */

export const filterNames = ['product', 'severity', 'year'] as const;

export interface SearchQuestion {
  readonly words: string;
  /** Chosen values by filter; one that is not chosen is missing. */
  readonly filters: Readonly<Record<string, string>>;
}

/** @param search the part behind the ?, by which other pages and browsers may ask */
export function parseSearch(search: string, fragment: string): SearchQuestion {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''));
  const asked = new URLSearchParams(search);
  const read = (name: string) => (fields.get(name) ?? asked.get(name) ?? '').trim();
  const chosen = filterNames.map((name) => [name, read(name)] as const);
  return {
    words: read('q'),
    filters: Object.fromEntries(chosen.filter(([, value]) => value !== '')),
  };
}

/** Empty where nothing is asked. */
export function renderSearch({ words, filters }: SearchQuestion): string {
  const fields = new URLSearchParams({ ...(words === '' ? {} : { q: words }), ...filters });
  return fields.size === 0 ? '' : `#${fields}`;
}

/** Whether there is anything to search for. */
export function isAsked({ words, filters }: SearchQuestion): boolean {
  return words !== '' || Object.keys(filters).length > 0;
}
