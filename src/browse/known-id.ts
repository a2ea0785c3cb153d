/** Ids typed into the search box: Pagefind does not find one with hyphens as typed, so they are looked up first. */

/**
 * The page's id for what was typed, whatever its case and the spaces or colons around it.
 * @param ids upper-case id or alias → our id
 */
export function findKnownId(typed: string, ids: Readonly<Record<string, string>>): string | null {
  const wanted = typed
    .trim()
    .replace(/^id:\s*/i, '')
    .replaceAll(/\s+/g, '-')
    .toUpperCase();
  return Object.hasOwn(ids, wanted) ? (ids[wanted] ?? null) : null;
}
