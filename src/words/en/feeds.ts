/** Feeds: their titles, and what stands around an entry's own text. */

export const feeds = {
  all: (desk: string) => `${desk} security advisories`,
  important: (desk: string) => `${desk} security advisories, critical and high`,
  product: (product: string) => `${product} security advisories`,
  announced: 'pre-announced',
  planned: (day: string) => `Publication is planned for ${day}.`,
} as const;

/** Facts of one advisory: their names, and what is said where a fact is only that it is so. */
export const feedFacts = {
  label: (name: string) => `${name}:`,
  withdrawn: 'Withdrawn',
  disputed: 'Disputed',
  disputedWhy: 'Read the text for why.',
  severity: 'Severity',
  rated: (band: string, score: string, version: string, vector: string) =>
    `${band}, ${score} by CVSS ${version}, ${vector}`,
  exploited: 'Exploited',
  exploitedHow: 'Known to be used in attacks.',
  dates: 'Dates',
  published: (day: string) => `${day}: Published.`,
  revised: (day: string, change: string) => `${day}: ${change}`,
  thanks: 'Thanks to',
  references: 'References',
} as const;

export const hallFeed = {
  title: (desk: string) => `${desk} hall of fame`,
  thanks: (name: string) => `Thanks to ${name}`,
  about: (id: string, title: string, roles: string) => `${id}: ${title} (${roles})`,
  text: (name: string, about: string) => `${name}: ${about}`,
} as const;
