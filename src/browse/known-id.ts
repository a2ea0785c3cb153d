/** Ids typed into the search box: Pagefind does not find one with hyphens as typed, so they are looked up first. */

/** What `/pagefind/ids.json` holds. */
export interface IdIndex {
  /** Our id → its aliases. */
  readonly advisories: Readonly<Record<string, readonly string[]>>;
  /** Every weakness that an advisory names, such as CWE-79. */
  readonly weaknesses: readonly string[];
}

/** What was meant: advisories by our ids, more than one where a number without its prefix fits several; or a weakness. */
export type KnownId =
  | { readonly kind: 'advisories'; readonly ids: readonly string[] }
  | { readonly kind: 'weakness'; readonly id: string };

/** Characters of an id with the address around it. */
const longestId = 500;

/**
 * Whether the map of ids is worth fetching for what was typed.
 * Words are not; anything with a number behind a hyphen, a number alone, and a GHSA id are.
 */
export function mayBeId(typed: string): boolean {
  // A link can bring any text, and a long one would keep the page busy.
  if (typed.length > longestId) return false;
  const text = normalise(typed);
  return /^(?:[A-Z0-9]+-)*(?:CWE|CVE)?\d+$/.test(text) || ghsa.test(text);
}

/** Whatever its case, the spaces, quotes or address around it, its kind of hyphen, and with or without its prefix. */
export function findKnownId(typed: string, index: IdIndex): KnownId | null {
  const text = normalise(typed);
  const weakness = /^(?:CWE-?)?0*(\d{1,5})$/.exec(text)?.[1];
  if (weakness !== undefined && index.weaknesses.includes(`CWE-${weakness}`)) {
    return { kind: 'weakness', id: `CWE-${weakness}` };
  }
  const ids = Object.entries(index.advisories)
    .filter(([id, aliases]) => [id, ...aliases].some((name) => isNamed(name.toUpperCase(), text)))
    .map(([id]) => id);
  return ids.length === 0 ? null : { kind: 'advisories', ids };
}

const ghsa = /^(?:GHSA-?)?[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/;

/** Whether a whole id is meant by a text: as it is, without its prefix, or with the prefix glued to its number. */
function isNamed(id: string, text: string): boolean {
  if (id === text) return true;
  const bare = /(?:\d{4}-\d+|(?<=^GHSA-)[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})$/.exec(id)?.[0];
  if (bare === undefined) return false;
  return bare === text || `${id.slice(0, -bare.length - 1)}${bare}` === text;
}

function normalise(typed: string): string {
  return (
    typed
      .normalize('NFKC')
      .trim()
      // An address that was pasted ends in the id.
      .replace(/^https?:\/\/\S*?([^/?#\s]+?)(?:\.json|\.html)?\/?(?:[?#]\S*)?$/i, '$1')
      .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
      .replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
      .replace(/^(?:id|cve id|advisory)\s*:?\s+|^id:/i, '')
      // Records in OSV's format carry this before an id whose prefix is not registered.
      .replace(/^x_/i, '')
      .replaceAll(/[\s_:-]+/g, '-')
      .toUpperCase()
  );
}
