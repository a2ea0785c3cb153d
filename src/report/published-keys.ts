/** Reads the desk's keys anew, for a page that was opened before the maintainers changed them. */

import type { KeySet } from './choose-readers.ts';
import type { Certificate } from './config.ts';
import { quietFetch } from './quiet-fetch.ts';

/** What a site publishes at `/report/readers.json`: who its reports are encrypted to, product by product. */
export interface PublishedReaders {
  readonly certificates: readonly Pick<Certificate, 'owner' | 'fingerprint'>[];
  readonly products: KeySet['products'];
}

const fingerprintShape = /^([0-9A-F]{40}|[0-9A-F]{64})$/;
const timeoutMs = 20_000;

/**
 * The certificates published now, and which of them read what.
 * @param readers address of `readers.json`
 * @param keys address of the folder of certificates, with its last slash
 * @returns null where anything cannot be read: half a set is no set
 */
export async function readPublishedKeys(readers: URL, keys: URL): Promise<KeySet | null> {
  try {
    const published = parsePublished(await (await read(readers)).json());
    if (published === null) return null;
    // All of them, whatever the report is about: what a page asks for tells as much as what it sends.
    const certificates = await Promise.all(
      published.certificates.map(async ({ owner, fingerprint }) => {
        const armored = await (await read(new URL(`${fingerprint}.asc`, keys))).text();
        return { owner, fingerprint, armored, expires: null };
      }),
    );
    return { certificates, products: published.products };
  } catch {
    return null;
  }
}

async function read(address: URL): Promise<Response> {
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(address, { ...quietFetch, signal });
  if (!response.ok) throw new Error(`${address.pathname}: found status ${response.status}.`);
  return response;
}

function parsePublished(value: unknown): PublishedReaders | null {
  const { certificates, products } = Object(value) as Partial<PublishedReaders>;
  if (!Array.isArray(certificates) || !Array.isArray(products)) return null;
  const wellFormed =
    certificates.length > 0 &&
    certificates.every(
      (it) => typeof it?.owner === 'string' && fingerprintShape.test(String(it.fingerprint)),
    ) &&
    products.every(
      (it) => typeof it?.id === 'string' && (it.readers === null || Array.isArray(it.readers)),
    );
  return wellFormed ? { certificates, products } : null;
}
