/** `security.txt` (RFC 9116), from the same facts as the pages. */
import type { Certificate } from './certificate.ts';
import { toChannels } from './channel.ts';
import type { Desk } from './desk.ts';
import { type Site, toUrl } from './site.ts';

const dayMilliseconds = 86_400_000;

interface Facts {
  readonly site: Site;
  readonly desk: Desk;
  readonly certificates: readonly Certificate[];
}

/** The file's text. Every line ends with a line feed (RFC 9116 section 2.2 allows it). */
export function renderSecurityTxt({ site, desk, certificates }: Facts): string {
  const contacts = toChannels(desk).flatMap(({ href }) =>
    href === null ? [] : [href.startsWith('/') ? toUrl(site, href as `/${string}`) : href],
  );
  const lines = [
    ...(desk.example ? ['# A demonstration. Nobody reads reports sent here.'] : []),
    // A reader without the form still finds the policy, which names every way.
    ...(contacts.length > 0 ? contacts : [toUrl(site, '/policy/')]).map((it) => `Contact: ${it}`),
    `Expires: ${toExpires({ site, desk, certificates })}`,
    ...certificates.map((it) => `Encryption: ${toUrl(site, `/keys/${it.fingerprint}.asc`)}`),
    `Acknowledgments: ${toUrl(site, '/hall-of-fame/')}`,
    `Preferred-Languages: ${desk.language}`,
    `Canonical: ${toUrl(site, '/.well-known/security.txt')}`,
    `Policy: ${toUrl(site, '/policy/')}`,
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * When the file stops being true: 364 days after the policy was last reviewed (RFC 9116 section 2.5.5 advises less than
 * a year), or when the last of the certificates it lists expires, whichever is earlier. RFC 3339 UTC.
 */
export function toExpires(facts: Facts): string {
  const byReview = `${toReviewEnd(facts)}T00:00:00Z`;
  const expiries = facts.certificates.map((it) => it.expires);
  const last = expiries.includes(null) ? undefined : expiries.toSorted().at(-1);
  return last && last < byReview ? last : byReview;
}

/** The day on which a review is too old: 364 days after it, or after the build where the desk names none. */
export function toReviewEnd({ site, desk }: Pick<Facts, 'site' | 'desk'>): string {
  const reviewed = Date.parse(`${desk.reviewed ?? site.date}T00:00:00Z`);
  return new Date(reviewed + 364 * dayMilliseconds).toISOString().slice(0, 10);
}
