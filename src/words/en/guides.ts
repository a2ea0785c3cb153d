/** The guides, by who they are for. */

export const guides = {
  title: 'Guides',
  description: (desk: string) =>
    `How to report a vulnerability in ${desk}, and how this desk is run.`,
  none: 'There are no guides yet.',
  for: {
    reporter: 'For reporters',
    user: 'For users',
    maintainer: 'For maintainers',
    operator: 'For operators',
  },
} as const;
