/** What a reporter may expect, as pairs of what and when. */

export const promises = {
  firstAnswer: 'First answer',
  answeredWithin: (hours: number) =>
    `A person answers within ${hours === 1 ? 'one hour' : `${hours} hours`}.`,
  updates: 'Updates',
  fixOf: {
    critical: 'Critical vulnerability',
    high: 'High vulnerability',
    medium: 'Medium vulnerability',
    low: 'Low vulnerability',
    other: 'Any other vulnerability',
  },
  fixedWithin: (days: number) =>
    `A release fixes it within ${days === 1 ? 'one day' : `${days} days`}.`,
  fix: 'Fix',
  bestEffort: 'As soon as we can, without a promised date.',
  publication: 'Publication',
} as const;
