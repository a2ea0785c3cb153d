/** `security.txt` (RFC 9116), from the same facts as the pages. */
import { securityTxt as words } from '#words/security-txt';
import { toChannels } from './channel.ts';
import { addDays } from './day.ts';
import type { Desk } from './desk.ts';
import type { Certificate } from './keys/certificate.ts';
import { toLastUse } from './keys/check-keys.ts';
import { type Site, toUrl } from './site.ts';

interface Facts {
  readonly site: Site;
  readonly desk: Desk;
  readonly certificates: readonly Certificate[];
}

/** The facts that its end depends on. */
interface Dated extends Pick<Facts, 'certificates'> {
  readonly site: Pick<Site, 'date'>;
  readonly desk: Pick<Desk, 'reviewed'>;
}

/** What the first line of every such file says, so that a command knows its own. */
export const securityTxtMark = '# Written by Postern from desk.yaml. Edit that, not this file.';

/**
 * The file's text, its fields in the order in which RFC 9116 section 2.5 is most often read. Every line ends with a line
 * feed (section 2.2 allows it). A certificate that cannot be used is not among the facts, so it is not listed.
 * @param copies addresses where copies of the file are published, such as that of the project's main domain
 */
export function renderSecurityTxt(
  { site, desk, certificates }: Facts,
  copies: readonly string[] = [],
): string {
  const contacts = toChannels(desk).flatMap(({ href }) =>
    href === null ? [] : [href.startsWith('/') ? toUrl(site, href as `/${string}`) : href],
  );
  const canonical = [toUrl(site, '/.well-known/security.txt'), ...copies];
  const lines = [
    securityTxtMark,
    ...(desk.example ? [`# ${words.demonstration}`] : []),
    // A reader without the form still finds the policy, which names every way.
    ...(contacts.length > 0 ? contacts : [toUrl(site, '/policy/')]).map((it) => `Contact: ${it}`),
    `Expires: ${toExpires({ site, desk, certificates })}`,
    ...certificates.map((it) => `Encryption: ${toUrl(site, `/keys/${it.fingerprint}.asc`)}`),
    `Policy: ${toUrl(site, '/policy/')}`,
    `Acknowledgments: ${toUrl(site, '/hall-of-fame/')}`,
    `Preferred-Languages: ${desk.language}`,
    ...canonical.map((it) => `Canonical: ${it}`),
    ...(desk.hiring === undefined ? [] : [`Hiring: ${desk.hiring}`]),
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * When the file stops being true: 364 days after the policy was last reviewed (RFC 9116 section 2.5.5 advises less than
 * a year), or when nothing can be encrypted any more to the last of the certificates it lists, whichever is earlier.
 * RFC 3339 UTC.
 */
export function toExpires(facts: Dated): string {
  const byReview = `${toReviewEnd(facts)}T00:00:00Z`;
  const ends = facts.certificates.map((it) => toLastUse(it)?.getTime() ?? Number.POSITIVE_INFINITY);
  const last = Math.max(...ends);
  if (ends.length === 0 || last >= Date.parse(byReview)) return byReview;
  return `${new Date(last).toISOString().slice(0, 19)}Z`;
}

/** The day on which a review is too old: 364 days after it, or after the build where the desk names none. */
export function toReviewEnd({ site, desk }: Pick<Dated, 'site' | 'desk'>): string {
  return addDays(desk.reviewed ?? site.date, 364);
}
