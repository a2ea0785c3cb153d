/** Every file of the site that is not a page: one function for the build, the dev server and the tests. */
import { renderFeeds, toFeedLinks } from '../advisory/feeds/feeds.ts';
import { renderHallFeed } from '../advisory/feeds/hall-feed.ts';
import { toCve, toCveIds } from '../advisory/formats/cve.ts';
import { toMinSecure } from '../advisory/formats/min-secure.ts';
import { toVex } from '../advisory/formats/openvex.ts';
import { renderSortedJson } from '../advisory/formats/sorted-json.ts';
import { toCheckIndex } from '../advisory/versions/check-index.ts';
import { hasForm } from '../desk/channel.ts';
import { toWkdFiles } from '../desk/keys/wkd.ts';
import { renderSecurityTxt } from '../desk/security-txt.ts';
import { toUrl } from '../desk/site.ts';
import type { Records } from '../read.ts';
import { toReportSchema } from '../report/report-schema.ts';
import { renderHeadersFile } from './headers.ts';
import { toManifest } from './manifest.ts';
import { toOsvFiles } from './osv-files.ts';
import { toPublishedReaders } from './readers.ts';
import { toReleaseFiles } from './release-files.ts';

/**
 * @returns content by path within the site, such as `/advisories/rss.xml`; the same records give the same bytes
 */
export function toMachineFiles(records: Records): ReadonlyMap<string, string | Uint8Array> {
  const securityTxt = records.signedSecurityTxt ?? renderSecurityTxt(records);
  const feedPaths = toFeedLinks(records).map((it) => it.path);
  return new Map<string, string | Uint8Array>([
    ['/.well-known/security.txt', securityTxt],
    ['/security.txt', securityTxt],
    ['/.well-known/postern/desk.json', `${JSON.stringify(toManifest(records), null, 2)}\n`],
    ...toSchemaFile(records),
    ['/report/readers.json', `${JSON.stringify(toPublishedReaders(records), null, 2)}\n`],
    ...renderFeeds(records),
    renderHallFeed(records),
    ...toOsvFiles(records, records.advisories),
    ...toCveFiles(records),
    ...toVexFile(records),
    ['/min-secure.json', renderSortedJson(toMinSecure(records, records.advisories))],
    [
      '/check/index.json',
      `${JSON.stringify(toCheckIndex(records.advisories, records.products))}\n`,
    ],
    ...toReleaseFiles(records),
    ...records.certificates.map((it): [string, string] => [
      `/keys/${it.fingerprint}.asc`,
      it.armored,
    ]),
    ...toWkdFiles(records.site, records.certificates),
    ...(records.theme === null ? [] : [['/theme.css', records.theme] as [string, string]]),
    ['/_headers', renderHeadersFile(records.site, feedPaths)],
  ]);
}

function toCveFiles(records: Records): [string, string][] {
  const { cna } = records.desk;
  if (cna === undefined) return [];
  return records.advisories.flatMap((advisory) =>
    toCveIds(advisory).map((id): [string, string] => [
      `/cve/${id}.json`,
      renderSortedJson(toCve(records, advisory, cna, id)),
    ]),
  );
}

function toSchemaFile({ desk, site }: Records): [string, string][] {
  if (!hasForm(desk)) return [];
  const path = '/report/report.schema.json';
  return [[path, `${JSON.stringify(toReportSchema(toUrl(site, path)), null, 2)}\n`]];
}

function toVexFile(records: Records): [string, string][] {
  const vex = toVex(records, records.advisories);
  return vex === null ? [] : [['/vex/openvex.json', renderSortedJson(vex)]];
}
