/** Which versions receive security fixes, where no line of a product does yet. */

export const support = {
  nothingYet: 'No version is supported yet.',
  nothingYetBestEffort:
    'No version is supported yet. Until then, fixes are made on a best-effort basis.',
} as const;
