/** The ways to report and the promises, in lists, and those that a product has of its own. */

export const channelList = {
  preferred: 'Preferred',
  notes: (readers: string, account: string) => `${readers}. ${account}.`,
  forProduct: (product: string) => `Ways to report a problem in ${product}`,
} as const;

/** The same at the head of the form, a line each. */
export const channelLines = {
  heading: 'Ways to report, the preferred first',
  /** Where this form is the preferred one. */
  others: 'Other ways to report',
  forProduct: (product: string) => `For ${product}`,
  form: 'This form.',
  line: (title: string) => `${title}.`,
  notes: (readers: string, account: string) => `${readers}. ${account}.`,
} as const;

export const promisesForProduct = (product: string) => `For a report about ${product}`;

/** In a sentence, which products have some of their own. */
export const ownProducts = {
  /** What stands before the product at this place of so many. */
  before: (index: number, count: number) =>
    index === 0 ? '' : index === count - 1 ? ' and ' : ', ',
  channels: (count: number) => (count === 1 ? 'has ways of its own.' : 'have ways of their own.'),
  promises: (count: number) =>
    count === 1 ? 'has promises of its own.' : 'have promises of their own.',
} as const;

/** On a product's own pages. */
export const productReport = {
  question: (product: string) => `Found another problem in ${product}?`,
  form: 'Report it in private',
  ways: 'It has ways of its own to report it',
  readers: (names: readonly string[]) =>
    `What the form sends is read by ${names.join(', ')}, and nobody else.`,
} as const;
