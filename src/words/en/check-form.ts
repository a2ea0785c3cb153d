/** What the page of the question “am I affected?” says while it answers. */

export const checkForm = {
  checking: 'Checking…',
  noProduct: (asked: string) => `There is no product “${asked}” here. Choose one from the list.`,
  notLoaded:
    'The list of advisories could not be loaded. Please try again, or choose a release below.',
  releasePage: 'The page of this release',
} as const;
