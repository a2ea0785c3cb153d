/** What every page says of itself: to whoever has no pointer, in the tab, and where a link to it is shown. */

export const page = {
  skip: 'Skip to the text',
  title: (title: string, desk: string) => `${title} · ${desk} security`,
  site: (desk: string) => `${desk} security`,
  picture: 'Security',
  severityPicture: (severity: string) => `Security advisory, severity ${severity}`,
  contents: 'On this page',
  /** A title that is the same in every version. @param language its name in itself */
  inLanguage: <T>(title: string, language: T) => [title, ' (', language, ')'] as const,
} as const;

/** Where the same text stands in other languages. */
export const otherLanguages = <T>(links: readonly T[]) =>
  [
    'Also in ',
    ...links.flatMap((link, index) => (index > 0 ? [', ', link] : [link])),
    '.',
  ] as const;
