/** Every address that a tool can read, each with a command to copy; only those of files that this desk publishes. */
import { toolAddresses as words } from '#words/tool-addresses';
import { toUrl } from '../../desk/site.ts';
import type { Advisory } from '../advisory.ts';
import { toPackage } from '../ecosystem.ts';
import type { Facts } from '../facts.ts';
import { type FeedLink, toFeedLinks } from '../feeds/feeds.ts';
import { toReleasePath } from '../versions/release-page.ts';
import { toCveIds } from './cve.ts';
import { isInVex } from './openvex.ts';

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

/** What it is called, and what it is good for. */
type Said = Pick<ToolAddress, 'label' | 'text'>;

/** Feeds, one entry for each set of advisories, with its address in every format. */
export function toFeedAddresses({ site, desk, products }: Publication): ToolAddress[] {
  const links = toFeedLinks({ desk, products });
  const nameOf = (link: FeedLink) =>
    link.product === null
      ? link.title
      : words.feedOf(products.find((it) => it.id === link.product)?.name ?? link.product);
  return [...new Set(links.map(nameOf))].map((label) => {
    const paths = links.filter((it) => nameOf(it) === label).map((it) => it.path);
    const command = paths.map((it) => toUrl(site, it)).join('\n');
    return { label, text: words.feedFormats, paths, command };
  });
}

/** Files for scripts, the widest first. */
export function toFileAddresses(records: Publication): ToolAddress[] {
  const { site, desk, products, advisories } = records;
  const file = (path: `/${string}`, said: Said): ToolAddress => ({
    ...said,
    paths: [path],
    command: `curl -fsS ${toUrl(site, path)}`,
  });
  const [newest] = advisories;
  const released = products.find((it) => it.releases.length > 0);
  const release = released?.releases[0];
  const cve = desk.cna === undefined ? undefined : advisories.flatMap(toCveIds)[0];
  return [
    file('/osv/all.json', words.all),
    {
      ...words.files,
      paths: ['/osv/all.zip'],
      command: `curl -fsSO ${toUrl(site, '/osv/all.zip')}`,
    },
    file('/osv/modified_id.csv', words.changes),
    ...(newest === undefined ? [] : [file(`/osv/${newest.id}.json`, words.one)]),
    file('/min-secure.json', words.safe),
    ...(released === undefined || release === undefined
      ? []
      : [file(`${toReleasePath(released.id, release.version)}index.json`, words.release)]),
    ...(cve === undefined ? [] : [file(`/cve/${cve}.json`, words.cve)]),
    ...(advisories.some((it) => isInVex(records, it))
      ? [file('/vex/openvex.json', words.vex)]
      : []),
    file('/.well-known/security.txt', words.securityTxt),
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
      ...words.osvScanner,
      paths: ['/osv/all.zip'],
      command: [
        ...fetches('advisories/osv-scalibr'),
        'osv-scanner scan source --offline-vulnerabilities --local-db-path advisories .',
      ].join('\n'),
    },
    {
      ...words.dependencyTrack,
      paths: ['/osv/all.zip'],
      command: [
        ...fetches('mirror'),
        `printf '%s\\n' ${ecosystems.map((it) => `'${it}'`).join(' ')} > mirror/ecosystems.txt`,
      ].join('\n'),
    },
  ];
}
