/** The frame of the page that holds the report form. */

export const reportPage = {
  title: 'Report a vulnerability',
  description: (desk: string) =>
    `Report a security problem in ${desk} in private: the report is encrypted in your browser.`,
} as const;
