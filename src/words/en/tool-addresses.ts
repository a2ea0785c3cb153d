/** What tools can read, and what each of it is good for. */

export const toolAddresses = {
  feedOf: (product: string) => `Only ${product}`,
  feedFormats: 'As RSS, Atom and JSON Feed.',
  all: { label: 'All advisories', text: 'Whole OSV records, the last changed first.' },
  files: { label: 'All advisories, as files', text: 'The same records in one zip.' },
  changes: { label: 'What changed', text: 'Day and id of each change, the newest first.' },
  one: { label: 'One advisory', text: 'One OSV record, by its id.' },
  safe: { label: 'Safe versions', text: 'The lowest safe version of each release line.' },
  release: { label: 'One release', text: 'Which advisories affect it.' },
  cve: { label: 'A CVE record', text: 'One record for each CVE id of ours.' },
  vex: { label: 'OpenVEX', text: 'What is affected and what is not, as statements.' },
  securityTxt: { label: 'Where to report', text: 'Contacts and policy by RFC 9116.' },
  osvScanner: {
    label: 'osv-scanner',
    text: 'A database of our advisories alone, beside the one of osv.dev. Versions before 2.5 look in advisories/osv-scanner.',
  },
  dependencyTrack: {
    label: 'Dependency-Track',
    text: 'It mirrors OSV from one base address with a folder for each ecosystem. Put ours into a mirror of your own, and enter its address as the base address of OSV.',
  },
} as const;
