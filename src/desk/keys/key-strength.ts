/** Certificates of an older time: RSA that is too short, and signatures of their own with SHA-1. */
import { enums, type Key, type SignaturePacket } from 'openpgp';

/** Bits of the shortest RSA key among the primary key and the subkeys that is under 2048, or null. 2047 is a 2048-bit key whose first bit is clear. */
export function findShortRsa(keys: readonly Pick<Key, 'getAlgorithmInfo'>[]): number | null {
  const short = keys.flatMap((it) => {
    const { bits } = it.getAlgorithmInfo();
    return bits !== undefined && bits < 2047 ? [bits] : [];
  });
  return short.length === 0 ? null : Math.min(...short);
}

/** Whether the newest signature that binds a user ID or a subkey as of a moment is made with SHA-1 (RFC 9580 section 9.5: deprecated). */
export function isBoundWithSha1(key: Key, at: Date): boolean {
  const bindings = [
    ...key.users.map((it) => it.selfCertifications),
    ...key.getSubkeys().map((it) => it.bindingSignatures),
  ];
  return bindings.some((signatures) => newest(signatures, at)?.hashAlgorithm === enums.hash.sha1);
}

function newest(signatures: readonly SignaturePacket[], at: Date): SignaturePacket | undefined {
  return signatures
    .filter((it) => (it.created ?? at) <= at)
    .sort((a, b) => Number(b.created) - Number(a.created))
    .at(0);
}
