/** A message as one of its recipients alone would have it, so that what opens it is that person's key and no other. */
import type { Certificate } from '../../desk/keys/certificate.ts';
import { parseKeyPackets } from '../../relay/key-packets.ts';
import { parsePacketLength } from '../../relay/packet-length.ts';
import { toBinary } from '../open/armor.ts';
import { OpenError } from '../open/open-error.ts';

/**
 * @param ciphertext binary or armored, in the framing that a relay takes
 * @returns the binary message, or null where it is not encrypted to this certificate
 * @throws OpenError for anything else than such a message
 */
export function toMessageFor(
  ciphertext: Uint8Array,
  { subkeys }: Pick<Certificate, 'subkeys'>,
): Uint8Array | null {
  const message = toBinary(ciphertext);
  const head = parseKeyPackets(message);
  if (head.state !== 'read') throw new OpenError('damaged');
  const kept: Uint8Array[] = [];
  let at = 0;
  for (const id of head.ids) {
    const length = parsePacketLength(message, at + 1);
    const end = at + 1 + (length?.size ?? 0) + (length?.bytes ?? 0);
    const isOwn = subkeys.some(({ keyId, fingerprint }) => id === keyId || id === fingerprint);
    if (isOwn) kept.push(message.subarray(at, end));
    at = end;
  }
  return kept.length === 0 ? null : Buffer.concat([...kept, message.subarray(head.end)]);
}
