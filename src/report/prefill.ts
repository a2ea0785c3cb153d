/**
 * Answers that come with a link: `/report/#product=lantern&version=2.3.0`. A fragment never travels to a server, and the
 * page takes it out of the address once it has read it.
 */

/** What a link may fill in; empty where it says nothing. */
export interface Prefill {
  readonly product: string;
  readonly version: string;
}

/** @returns null for any other fragment, such as a place on the page */
export function parsePrefill(fragment: string): Prefill | null {
  const said = new URLSearchParams(fragment.replace(/^#/, ''));
  if (!said.has('product') && !said.has('version')) return null;
  return { product: said.get('product') ?? '', version: said.get('version') ?? '' };
}
