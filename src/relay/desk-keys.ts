/**
 * Which keys a desk's reports may be encrypted to, over time: a key stays good for a week after it is withdrawn, and
 * no single change of the published file can replace all keys. Pure; `manifest-source.ts` reads and remembers.
 */
import type { DeskManifest, ManifestSubkey } from '../contract.ts';
import type { LintDesk } from './packet-lint.ts';

/** A key that is no longer published. */
export interface WithdrawnKey {
  readonly keyId: string;
  readonly fingerprint: string;
  /** The certificate that it belonged to. */
  readonly recipient: string;
  /** When its absence was first seen, in milliseconds since 1970. */
  readonly since: number;
}

/** What is known of one desk. */
export interface DeskKeys {
  readonly manifest: DeskManifest;
  readonly withdrawn: readonly WithdrawnKey[];
}

/** How long a page that was open when a key was withdrawn may still send, in milliseconds. */
export const graceMs = 7 * 24 * 60 * 60 * 1000;

/** Withdrawn keys that are kept, the newest: a site that shows others at every look costs the relay no more than that. */
const mostWithdrawn = 1000;

interface OwnedKey extends ManifestSubkey {
  readonly recipient: string;
}

function toOwnedKeys(manifest: DeskManifest): OwnedKey[] {
  return manifest.recipients.flatMap(({ fingerprint, subkeys }) =>
    subkeys.map((subkey) => ({ ...subkey, recipient: fingerprint })),
  );
}

/**
 * What is known after a newer manifest was read.
 * @param known what was known before, or null at the very first reading
 * @param now milliseconds since 1970
 * @returns null where the newer manifest shares no key with the known one or is another desk's: whoever can write one
 *   file of the site could then read all later reports, so that a person has to agree
 */
export function toDeskKeys(
  known: DeskKeys | null,
  newer: DeskManifest,
  now: number,
): DeskKeys | null {
  if (known === null) return { manifest: newer, withdrawn: [] };
  if (known.manifest.origin !== newer.origin) return null;
  const before = toOwnedKeys(known.manifest);
  const published = new Set(toOwnedKeys(newer).map((key) => key.fingerprint));
  if (!before.some((key) => published.has(key.fingerprint))) return null;
  const withdrawn = [
    ...known.withdrawn,
    ...before.map(({ keyId, fingerprint, recipient }) => {
      return { keyId, fingerprint, recipient, since: now };
    }),
  ]
    .filter((key) => !published.has(key.fingerprint) && key.since > now - graceMs)
    .slice(-mostWithdrawn);
  return { manifest: newer, withdrawn };
}

/**
 * The desk as the packet lint asks for it. An expired key is accepted: the page decides by the relay's clock which keys
 * to use, and its owner can still read what was encrypted a moment too late.
 */
export function toLintDesk({ manifest, withdrawn }: DeskKeys, now: number): LintDesk {
  const recipients = new Map<string, string>();
  const graced = withdrawn.filter((key) => key.since > now - graceMs);
  for (const { keyId, fingerprint, recipient } of [...graced, ...toOwnedKeys(manifest)]) {
    recipients.set(keyId, recipient).set(fingerprint, recipient);
  }
  return {
    quorum: manifest.quorum,
    bucketBytes: manifest.bucketBytes,
    recipientOf: (id) => recipients.get(id) ?? null,
  };
}
