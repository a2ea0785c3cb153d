/** What is said where the list of advisories cannot be read from within the report form. */

export const knownIssues = {
  notLoaded: 'The list of advisories could not be loaded. Your report can go on.',
} as const;
