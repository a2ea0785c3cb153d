/** Which release lines receive security fixes: the table of the policy page and of SECURITY.md, and what stands in its place. */

export const support = {
  version: 'Version',
  until: 'Until',
  yes: 'Yes',
  no: 'No',
  nothingYet: 'No version is supported yet.',
  nothingYetBestEffort:
    'No version is supported yet. Until then, fixes are made on a best-effort basis.',
} as const;
