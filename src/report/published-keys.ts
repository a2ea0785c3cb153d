/** Reads the desk's keys anew, for a page that was opened before the maintainers changed them. */

import type { Certificate } from './config.ts';
import { quietFetch } from './quiet-fetch.ts';

const fingerprintShape = /^([0-9A-F]{40}|[0-9A-F]{64})$/;
const timeoutMs = 20_000;

/**
 * The certificates published now, in the order of `desk.json`; owners are known only of those the page had.
 * @param manifest address of `desk.json`
 * @param keys address of the folder of certificates, with its last slash
 * @returns null where anything cannot be read: half a set is no set
 */
export async function readPublishedKeys(
  manifest: URL,
  keys: URL,
  known: readonly Certificate[],
): Promise<Certificate[] | null> {
  try {
    const fingerprints = parseFingerprints(await (await read(manifest)).json());
    if (fingerprints === null) return null;
    return await Promise.all(
      fingerprints.map(async (fingerprint) => {
        const owner = known.find((one) => one.fingerprint === fingerprint)?.owner ?? 'A new key';
        const armored = await (await read(new URL(`${fingerprint}.asc`, keys))).text();
        return { owner, fingerprint, armored, expires: null };
      }),
    );
  } catch {
    return null;
  }
}

/** Whether both name the same keys, in any order. */
export function isSameKeySet(one: readonly Certificate[], other: readonly Certificate[]): boolean {
  const toNames = (set: readonly Certificate[]) => set.map((key) => key.fingerprint).sort();
  return toNames(one).join() === toNames(other).join();
}

async function read(address: URL): Promise<Response> {
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(address, { ...quietFetch, signal });
  if (!response.ok) throw new Error(`${address.pathname}: found status ${response.status}.`);
  return response;
}

function parseFingerprints(manifest: unknown): string[] | null {
  if (typeof manifest !== 'object' || manifest === null || !('recipients' in manifest)) return null;
  if (!Array.isArray(manifest.recipients)) return null;
  const fingerprints = manifest.recipients.map((recipient) => recipient?.fingerprint);
  const wellFormed = fingerprints.every(
    (fingerprint) => typeof fingerprint === 'string' && fingerprintShape.test(fingerprint),
  );
  return wellFormed && fingerprints.length > 0 ? fingerprints : null;
}
