/** The Web Key Directory: where mail programs look up the certificate of an address (draft-koch-openpgp-webkey-service-21, section 3.1). */
import type { Site } from '../site.ts';
import type { Certificate } from './certificate.ts';

/** Path of the directories within a site. */
export const wkdRoot = '/.well-known/openpgpkey';

/** The file of an address in either layout: below the domain itself, and below `openpgpkey.` before it. */
export function toWkdPaths(
  hash: string,
  domain: string,
): { direct: `/${string}`; advanced: `/${string}` } {
  return { direct: `${wkdRoot}/hu/${hash}`, advanced: `${wkdRoot}/${domain}/hu/${hash}` };
}

/**
 * The directories of a site, for addresses at its own host and at the domains above it; others are none of its business.
 * Certificates with the same address follow each other in one file. Without such an address there is no file.
 */
export function toWkdFiles(
  site: Pick<Site, 'url'>,
  certificates: readonly Certificate[],
): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const append = (path: string, bytes: Uint8Array) =>
    files.set(path, new Uint8Array([...(files.get(path) ?? []), ...bytes]));
  // An empty file gets lost on some hosts, and a client without a policy file sees no directory.
  const policy = new TextEncoder().encode('# No flags are set.\n');
  for (const { address, wkdHash, binary } of certificates.flatMap((it) => it.mailboxes)) {
    const domain = toDomain(address);
    if (!isOwn(site, domain)) continue;
    const { direct, advanced } = toWkdPaths(wkdHash, domain);
    const bytes = Uint8Array.from(atob(binary), (character) => character.charCodeAt(0));
    append(direct, bytes);
    append(advanced, bytes);
    files.set(`${wkdRoot}/policy`, policy);
    files.set(`${wkdRoot}/${domain}/policy`, policy);
  }
  return files;
}

/**
 * The addresses under which anybody's mail program finds a certificate on this site, without more set up than the site itself:
 * those at its own host, or at the domain that it is the `openpgpkey.` of. Only ones that a shell takes as they are.
 */
export function toFoundAddresses(site: Pick<Site, 'url'>, certificate: Certificate): string[] {
  const { hostname, pathname } = new URL(site.url);
  if (pathname !== '/') return [];
  return certificate.mailboxes
    .map((it) => it.address)
    .filter((it) => /^\w[\w.+-]*@[\w.-]+$/.test(it))
    .filter((it) => [toDomain(it), `openpgpkey.${toDomain(it)}`].includes(hostname));
}

function toDomain(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

function isOwn(site: Pick<Site, 'url'>, domain: string): boolean {
  const { hostname } = new URL(site.url);
  return hostname === domain || hostname.endsWith(`.${domain}`);
}
