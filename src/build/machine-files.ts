/** Every file of the site that is not a page: one function for the build, the dev server and the tests. */
import { renderRss } from '../advisory/feed.ts';
import { renderSecurityTxt } from '../desk/security-txt.ts';
import type { Records } from '../read.ts';
import { renderHeadersFile } from './headers.ts';
import { toManifest } from './manifest.ts';

/**
 * @returns text by path within the site, such as `/advisories/rss.xml`; the same records give the same bytes
 */
export function toMachineFiles(records: Records): ReadonlyMap<string, string> {
  const securityTxt = renderSecurityTxt(records);
  return new Map([
    ['/.well-known/security.txt', securityTxt],
    ['/security.txt', securityTxt],
    ['/.well-known/postern/desk.json', `${JSON.stringify(toManifest(records), null, 2)}\n`],
    ['/advisories/rss.xml', renderRss(records)],
    ...records.certificates.map((it): [string, string] => [
      `/keys/${it.fingerprint}.asc`,
      it.armored,
    ]),
    ...(records.theme === null ? [] : [['/theme.css', records.theme] as [string, string]]),
    ['/_headers', renderHeadersFile(records.site)],
  ]);
}
