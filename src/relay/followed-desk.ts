/** One desk that follows what its site publishes, and keeps the last good copy where that cannot be taken. */
import type { DeskManifest } from '../contract.ts';
import type { Desk } from './desk.ts';
import type { DeskKeys } from './desk-keys.ts';
import { toDeskKeys, toLintDesk } from './desk-keys.ts';
import { isWithin } from './is-within.ts';
import type { Log } from './log.ts';
import type { ParsedManifest } from './manifest.ts';
import type { ReceiptSigner } from './receipt.ts';

/** A desk whose keys can be looked at again. */
export interface FollowedDesk extends Desk {
  keys(): DeskKeys;
  /** Whether the last look could read what the site publishes; true before the first. */
  answers(): boolean;
  /** Looks now, unless a look is already under way. Never rejects. */
  reread(): Promise<void>;
}

/** What a followed desk is made of. */
export interface FollowedDeskParts {
  readonly keys: DeskKeys;
  readonly signer: ReceiptSigner;
  readonly signers: readonly ReceiptSigner[];
  readonly read: () => Promise<ParsedManifest>;
  /** Called after the keys have changed. Never rejects. */
  readonly onChange: () => Promise<void>;
  readonly log: Log;
  readonly now: () => Date;
}

/** A body encrypted to an unknown key makes the relay look again, at most this often, in milliseconds. */
const unknownKeyMs = 60_000;

/** The first of our keys that the desk publishes: pages accept receipts of no other. */
export function findSigner(
  manifest: DeskManifest,
  signers: readonly ReceiptSigner[],
): ReceiptSigner | undefined {
  return signers.find((signer) => manifest.receiptKeys.includes(signer.publicKey));
}

/** A desk that begins with `keys`. */
export function createFollowedDesk(parts: FollowedDeskParts): FollowedDesk {
  const { signers, read, onChange, log, now } = parts;
  let { keys, signer } = parts;
  let lastLook = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | null = null;
  let answers = true;
  const { origin } = keys.manifest;
  const { host } = new URL(origin);

  async function look(): Promise<void> {
    const reading = await read();
    answers = reading.ok;
    if (!reading.ok) return log({ event: 'alarm-desk-unreadable', id: host });
    const next = toDeskKeys(keys, reading.manifest, now().getTime());
    if (next === null) return log({ event: 'alarm-desk-all-keys-changed', id: host });
    const published = findSigner(next.manifest, signers);
    if (published === undefined) {
      log({ event: 'alarm-receipt-key-not-published', id: signer.publicKey });
    }
    const changed = JSON.stringify(next) !== JSON.stringify(keys);
    [keys, signer] = [next, published ?? signer];
    if (!changed) return;
    log({ event: 'desk-read', id: host });
    await onChange();
  }

  function reread(): Promise<void> {
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  }

  return {
    origin,
    get signer() {
      return signer;
    },
    get quorum() {
      return keys.manifest.quorum;
    },
    get bucketBytes() {
      return keys.manifest.bucketBytes;
    },
    recipientOf: (id) => toLintDesk(keys, now().getTime()).recipientOf(id),
    keys: () => keys,
    answers: () => answers,
    reread,
    async refresh() {
      if (isWithin(unknownKeyMs, lastLook, now().getTime())) return await (looking ?? undefined);
      lastLook = now().getTime();
      await reread();
    },
  };
}
