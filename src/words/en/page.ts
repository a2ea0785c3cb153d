/** What every page says of itself: to whoever has no pointer, in the tab, and where a link to it is shown. */

export const page = {
  skip: 'Skip to the text',
  title: (title: string, desk: string) => `${title} · ${desk} security`,
  site: (desk: string) => `${desk} security`,
  picture: 'Security',
  severityPicture: (severity: string) => `Security advisory, severity ${severity}`,
  contents: 'On this page',
} as const;
