/** All desks of one relay, read for the first time at its start. */
import type { Desks } from './desk.ts';
import type { DeskKeys } from './desk-keys.ts';
import { toDeskKeys } from './desk-keys.ts';
import type { FollowedDesk } from './followed-desk.ts';
import { createFollowedDesk, findSigner } from './followed-desk.ts';
import type { Log } from './log.ts';
import type { ManifestSource } from './manifest-source.ts';
import type { ReceiptSigner } from './receipt.ts';
import type { WatchedDesk } from './watch.ts';

/** What desks are made of. */
export interface DesksParts {
  /** Paths or addresses, as the source reads them. */
  readonly locations: readonly string[];
  readonly source: ManifestSource;
  readonly signers: readonly ReceiptSigner[];
  readonly log: Log;
  readonly now: () => Date;
}

/** All desks, and the means to look at them again. */
export interface OpenDesks extends Desks {
  /** Never rejects. */
  rereadAll(): Promise<void>;
  /** Fingerprints of all certificates that are published now. */
  recipients(): readonly string[];
  /** How each site was last seen. */
  watched(): readonly WatchedDesk[];
}

/** Desks, or every reason why they cannot be served. */
export type OpenedDesks =
  | { readonly ok: true; readonly desks: OpenDesks }
  | { readonly ok: false; readonly faults: readonly string[] };

function toRecipients({ manifest }: DeskKeys): string[] {
  return manifest.recipients.map(({ fingerprint }) => fingerprint);
}

/**
 * Reads all desks. What is remembered from an earlier start stands in for a location that cannot be read, and is kept
 * where the published file would replace all of its keys at once.
 */
export async function openDesks(parts: DesksParts): Promise<OpenedDesks> {
  const { locations, source, signers, log, now } = parts;
  const memory = await source.recall();
  const desks = new Map<string, FollowedDesk>();
  const faults: string[] = [];

  async function remember(): Promise<void> {
    const entries = [...desks].map(([location, desk]) => [location, desk.keys()]);
    await source
      .remember(Object.fromEntries(entries))
      .catch(() => log({ event: 'alarm-desk-not-remembered' }));
  }

  async function readKeys(location: string): Promise<DeskKeys | readonly string[]> {
    const known = memory[location] ?? null;
    const reading = await source.read(location);
    if (reading.ok) {
      const keys = toDeskKeys(known, reading.manifest, now().getTime());
      if (keys !== null) return keys;
      log({ event: 'alarm-desk-all-keys-changed', code: 'remembered' });
      return known ?? [];
    }
    if (known === null) return reading.faults;
    log({ event: 'alarm-desk-unreadable', code: 'remembered' });
    return known;
  }

  async function openDesk(location: string): Promise<readonly string[]> {
    const keys = await readKeys(location);
    if (!('manifest' in keys)) return keys;
    const signer = findSigner(keys.manifest, signers);
    if (signer === undefined) {
      const ours = signers.map(({ publicKey }) => publicKey).join(', ');
      return [
        `It lists none of this relay's receipt keys (${ours}). Add one to the receipt keys in desk.yaml and publish the site.`,
      ];
    }
    if ([...desks.values()].some((desk) => desk.origin === keys.manifest.origin)) {
      return [`Another desk has the same origin, ${keys.manifest.origin}. Keep one of them.`];
    }
    const read = () => source.read(location);
    const desk = createFollowedDesk({ ...parts, keys, signer, read, onChange: remember });
    desks.set(location, desk);
    log({ event: 'desk-read', id: new URL(desk.origin).host });
    return [];
  }

  for (const location of locations) {
    const found = await openDesk(location);
    faults.push(...found.map((fault) => `RELAY_DESK: ${location}: ${fault}`));
  }
  if (faults.length > 0) return { ok: false, faults };
  await remember();
  const all = [...desks.values()];
  return {
    ok: true,
    desks: {
      find: (origin) => all.find((desk) => desk.origin === origin) ?? null,
      rereadAll: async () => void (await Promise.all(all.map((desk) => desk.reread()))),
      recipients: () => [...new Set(all.flatMap((desk) => toRecipients(desk.keys())))],
      watched: () =>
        all.map((desk) => ({
          origin: desk.origin,
          answers: desk.answers(),
          manifest: desk.keys().manifest,
        })),
    },
  };
}
