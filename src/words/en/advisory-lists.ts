/** The lists that advisories are read through: their names in a filter, and their headings. */

export const advisoryLists = {
  severity: {
    critical: 'Critical severity',
    high: 'High severity',
    medium: 'Medium severity',
    low: 'Low severity',
    none: 'None severity',
    unrated: 'Advisories without a rating',
  },
  product: (name: string) => `Advisories for ${name}`,
  year: (year: string) => `Advisories of ${year}`,
  stateLabel: { published: 'Standing', disputed: 'Disputed', withdrawn: 'Withdrawn' },
  state: {
    published: 'Standing advisories',
    disputed: 'Disputed advisories',
    withdrawn: 'Withdrawn advisories',
  },
} as const;
