/** Every address for feed readers, scripts and scanners. */

export const subscribePage = {
  title: 'Feeds, files and scanners',
  description: (desk: string) =>
    `Addresses of the security advisories of ${desk} for feed readers, scripts and scanners.`,
  advisories: 'Advisories',
  lead: 'The advisories in every format we publish. All of it comes from the same records and says the same.',
  readers: 'Feed readers',
  readersHow:
    'Copy an address into your reader. You hear of each advisory, and again when one is revised or withdrawn.',
  scanners: 'Scanners',
  noScanners:
    'Our products are in no package registry that osv-scanner or Dependency-Track looks packages up in, so neither would find them. The files below answer a script.',
  scripts: 'Scripts',
} as const;

/** The few lines beside the list. */
export const subscribe = {
  heading: 'Subscribe',
  lead: 'A feed tells you of each advisory, and of each change to one.',
  formats: { rss: 'RSS', atom: 'Atom', json: 'JSON Feed' },
  more: 'One product, only the important ones, scripts and scanners',
} as const;
