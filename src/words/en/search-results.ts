/** What the search says while it searches, and of what it found. */

export const searchResults = {
  searching: 'Searching…',
  notLoaded:
    'The search could not be loaded. Please try again, or look through the list of advisories.',
  nothing: 'Nothing found. Try fewer or other words, or fewer filters.',
  count: (count: number) => `${results(count)}.`,
  countShown: (count: number, shown: number) => `${results(count)}, ${shown} shown.`,
  /** A number that is the end of several ids. */
  fitsEach: (count: number) => `${results(count)}. The number fits each of them.`,
} as const;

function results(count: number): string {
  return count === 1 ? 'One result' : `${count} results`;
}
