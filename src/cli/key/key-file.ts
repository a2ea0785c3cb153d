/** Certificates as files, the dead ones too: what a person needs to know of each before they change something. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { armor, enums, type Key, readKeys, SignaturePacket } from 'openpgp';
import type { Finding } from '../../desk/finding.ts';
import type { Input } from '../../desk/input.ts';
import { type Certificate, isPrivateKey, parseCertificate } from '../../desk/keys/certificate.ts';
import { toKeyName } from '../../desk/keys/key-name.ts';
import { toVisibleLine } from '../../desk/visible.ts';
import { listFiles } from '../../read/list-files.ts';

/** One certificate in `keys/`, usable or not. */
export interface KeyFile {
  /** What products call it: its file's name without the ending. */
  readonly name: string;
  /** Path below the desk's folder. */
  readonly file: string;
  readonly text: string;
  readonly fingerprint: string;
  /** Fit for a terminal. */
  readonly owner: string;
  readonly userIds: readonly string[];
  /** When its keeper last signed anything of it, in milliseconds since 1970. */
  readonly signed: number;
  /** Null where reports cannot be encrypted to it. */
  readonly certificate: Certificate | null;
  readonly findings: readonly Finding[];
}

/** Every file in `keys/` that holds one certificate; what else is wrong there is said by the check. */
export async function readKeyFiles(input: Input): Promise<KeyFile[]> {
  const files = listFiles(input.folder, 'keys', '.asc', true);
  const all = await Promise.all(
    files.map((file) => parseKeyFile(file, readFileSync(join(input.folder, file)), input.date)),
  );
  return all.flatMap(({ value }) => (value === null ? [] : [value]));
}

/**
 * @param file what findings call it
 * @param bytes armored or binary; words around an armored block are left out
 * @returns null with findings where it is not one certificate
 */
export async function parseKeyFile(
  file: string,
  bytes: Uint8Array,
  at: Date,
): Promise<{ value: KeyFile | null; findings: readonly Finding[] }> {
  const text = toArmored(bytes);
  const { value: certificate, findings } = await parseCertificate(file, text, at);
  const keys: readonly Key[] = await readKeys({ armoredKeys: text }).catch(() => []);
  const [key] = keys;
  if (key === undefined || findings.some((it) => it.level === 'error')) {
    return { value: null, findings };
  }
  const userIds = certificate?.userIds ?? key.getUserIDs();
  const fingerprint = key.getFingerprint().toUpperCase();
  const named = (userIds[0] ?? '').replace(/\s*<[^>]*>\s*/g, '').trim();
  const owner = toVisibleLine(certificate?.owner ?? (named || fingerprint));
  const name = toKeyName(file) ?? file;
  const signed = toNewestSignature(key);
  return {
    value: { name, file, text, fingerprint, owner, userIds, signed, certificate, findings },
    findings,
  };
}

/** The one block, so that no note around it is published; a private key stays as it is and is refused. */
function toArmored(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('utf8').replaceAll('\r\n', '\n');
  if (isPrivateKey(bytes)) return text.includes('-----BEGIN') ? text : privateMark;
  const block =
    /^-----BEGIN PGP PUBLIC KEY BLOCK-----\n[\s\S]*^-----END PGP PUBLIC KEY BLOCK-----/m;
  const found = block.exec(text)?.[0];
  if (found !== undefined) return `${found}\n`;
  const isBinary = ((bytes[0] ?? 0) & 0x80) !== 0;
  return isBinary
    ? `${armor(enums.armor.publicKey, bytes).replaceAll('\r\n', '\n').trim()}\n`
    : text;
}

/** Stands for binary secret bytes, which go no further. */
const privateMark = '-----BEGIN PGP PRIVATE KEY BLOCK-----';

/** Others may have certified the key since: their signatures say nothing about its expiry. */
function toNewestSignature(key: Key): number {
  const times = key.toPacketList().flatMap((packet) => {
    if (!(packet instanceof SignaturePacket)) return [];
    return packet.issuerKeyID.equals(key.getKeyID()) ? [packet.created?.getTime() ?? 0] : [];
  });
  return Math.max(0, ...times);
}
