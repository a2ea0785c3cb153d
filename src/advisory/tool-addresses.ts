/** Every address that a tool can read, each with a command to copy; only those of files that this desk publishes. */

import { toUrl } from '../desk/site.ts';
import type { Advisory } from './advisory.ts';
import { toCveIds } from './cve.ts';
import { toPackage } from './ecosystem.ts';
import type { Facts } from './facts.ts';
import { type FeedLink, toFeedLinks } from './feeds.ts';
import { isInVex } from './openvex.ts';
import { toReleasePath } from './release-page.ts';

export interface ToolAddress {
  readonly label: string;
  /** What it is good for, in a sentence. */
  readonly text: string;
  /** Files that the command reads, as paths within the site. */
  readonly paths: readonly `/${string}`[];
  readonly command: string;
}

interface Publication extends Facts {
  readonly advisories: readonly Advisory[];
}

/** Feeds, one entry for each set of advisories, with its address in every format. */
export function toFeedAddresses({ site, desk, products }: Publication): ToolAddress[] {
  const links = toFeedLinks({ desk, products });
  const nameOf = (link: FeedLink) =>
    link.product === null
      ? link.title
      : `Only ${products.find((it) => it.id === link.product)?.name ?? link.product}`;
  return [...new Set(links.map(nameOf))].map((label) => {
    const paths = links.filter((it) => nameOf(it) === label).map((it) => it.path);
    const command = paths.map((it) => toUrl(site, it)).join('\n');
    return { label, text: 'As RSS, Atom and JSON Feed.', paths, command };
  });
}

/** Files for scripts, the widest first. */
export function toFileAddresses(records: Publication): ToolAddress[] {
  const { site, desk, products, advisories } = records;
  const file = (path: `/${string}`, label: string, text: string): ToolAddress => ({
    label,
    text,
    paths: [path],
    command: `curl -fsS ${toUrl(site, path)}`,
  });
  const [newest] = advisories;
  const released = products.find((it) => it.releases.length > 0);
  const release = released?.releases[0];
  const cve = desk.cna === undefined ? undefined : advisories.flatMap(toCveIds)[0];
  return [
    file('/osv/all.json', 'All advisories', 'Whole OSV records, the last changed first.'),
    {
      label: 'All advisories, as files',
      text: 'The same records in one zip.',
      paths: ['/osv/all.zip'],
      command: `curl -fsSO ${toUrl(site, '/osv/all.zip')}`,
    },
    file('/osv/modified_id.csv', 'What changed', 'Day and id of each change, the newest first.'),
    ...(newest === undefined
      ? []
      : [file(`/osv/${newest.id}.json`, 'One advisory', 'One OSV record, by its id.')]),
    file('/min-secure.json', 'Safe versions', 'The lowest safe version of each release line.'),
    ...(released === undefined || release === undefined
      ? []
      : [
          file(
            `${toReleasePath(released.id, release.version)}index.json`,
            'One release',
            'Which advisories affect it.',
          ),
        ]),
    ...(cve === undefined
      ? []
      : [file(`/cve/${cve}.json`, 'A CVE record', 'One record for each CVE id of ours.')]),
    ...(advisories.some((it) => isInVex(records, it))
      ? [file('/vex/openvex.json', 'OpenVEX', 'What is affected and what is not, as statements.')]
      : []),
    file('/.well-known/security.txt', 'Where to report', 'Contacts and policy by RFC 9116.'),
  ];
}

/**
 * Scanners that look packages up by ecosystem and name. Empty where no product is a package that they know.
 * osv-scanner reads a database of one zip an ecosystem; Dependency-Track mirrors the same layout from a base address.
 */
export function toScannerAddresses({ site, products }: Publication): ToolAddress[] {
  const ecosystems = [...new Set(products.flatMap((it) => toPackage(it)?.ecosystem ?? []))].map(
    (it) => it.replace(/:.*$/, ''),
  );
  if (ecosystems.length === 0) return [];
  const url = toUrl(site, '/osv/all.zip');
  const fetches = (folder: string) =>
    ecosystems.map((it) => `curl -fsS --create-dirs -o '${folder}/${it}/all.zip' ${url}`);
  return [
    {
      label: 'osv-scanner',
      text: 'A database of our advisories alone, beside the one of osv.dev. Versions before 2.5 look in advisories/osv-scanner.',
      paths: ['/osv/all.zip'],
      command: [
        ...fetches('advisories/osv-scalibr'),
        'osv-scanner scan source --offline-vulnerabilities --local-db-path advisories .',
      ].join('\n'),
    },
    {
      label: 'Dependency-Track',
      text: 'It mirrors OSV from one base address with a folder for each ecosystem. Put ours into a mirror of your own, and enter its address as the base address of OSV.',
      paths: ['/osv/all.zip'],
      command: [
        ...fetches('mirror'),
        `printf '%s\\n' ${ecosystems.map((it) => `'${it}'`).join(' ')} > mirror/ecosystems.txt`,
      ].join('\n'),
    },
  ];
}
