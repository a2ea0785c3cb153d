/** An advisory in words for other places: mail, plain text, release notes. */

export const announcement = {
  /** Before the title in the subject of a mail, or in a line of release notes. */
  withdrawn: (title: string) => `withdrawn: ${title}`,
  about: (products: readonly string[], title: string) => `${products.join(', ')}: ${title}`,
  rated: (title: string, band: string) => `${title} (${band})`,
  wholeAt: 'All of it, kept up to date:',
  row: (name: string, text: string) => `${name}: ${text}`,
  names: {
    withdrawn: 'Withdrawn',
    aliases: 'Also known as',
    severity: 'Severity',
    exploited: 'In attacks',
    thanks: 'Thanks to',
  },
  severity: (band: string, score: number, vector: string) => `${band} (${score}, ${vector})`,
  exploited: 'It is known to be used in attacks.',
  people: (names: readonly string[]) => names.join('; '),
} as const;

/** One line of Markdown. */
export const releaseNote = {
  security: 'Security:',
  thanks: (names: readonly string[]) => `Thanks to ${names.join('; ')}.`,
} as const;
