/** The desk as relays and checks read it at `/.well-known/postern/desk.json`: keys, sizes and dates, never an address. */
import { bucketBytes, type DeskManifest } from '../contract.ts';
import { toExpires } from '../desk/security-txt.ts';
import type { Records } from '../read.ts';

/** The content of `desk.json`. No address of anybody is in it. */
export function toManifest(records: Records): DeskManifest {
  const { site, desk, certificates } = records;
  return {
    version: 1,
    origin: new URL(site.url).origin,
    quorum: desk.quorum,
    recipients: certificates.map(({ fingerprint, subkeys }) => ({
      fingerprint,
      subkeys: subkeys.map(({ fingerprint, keyId, expires }) => ({ fingerprint, keyId, expires })),
    })),
    receiptKeys: site.relay?.receiptKeys ?? [],
    bucketBytes,
    reviewed: desk.reviewed ?? null,
    expires: toExpires(records),
  };
}
