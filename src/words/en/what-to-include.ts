/** What a good report holds, in the policy and in SECURITY.md: made of the nouns that the form asks by. */

export const whatToInclude = {
  both: (product: string, version: string) => `${product} and ${withinSentence(version)}.`,
  section: (heading: string, wanted: string) => `${heading}: ${withinSentence(wanted)}`,
  more: (nouns: readonly string[]) =>
    `What else you know: ${nouns.map(withinSentence).join(', ')}.`,
} as const;

/** The first letter small, but not that of an abbreviation. */
function withinSentence(text: string): string {
  return /^[A-Z][a-z]/.test(text) && !text.startsWith('OpenPGP')
    ? `${text.charAt(0).toLowerCase()}${text.slice(1)}`
    : text;
}
