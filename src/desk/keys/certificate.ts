/** OpenPGP certificates that reports are encrypted to: what each is, and whether it can be used on the build's day (RFC 9580). */
import { type Key, readKeys, type Subkey } from 'openpgp';
import { toDay } from '../day.ts';
import { createFinding, type Finding } from '../finding.ts';
import type { RuleName } from '../rules.ts';
import { toVisibleLine } from '../visible.ts';
import { renderKeyCommand } from './key-command.ts';
import { findShortRsa, isBoundWithSha1 } from './key-strength.ts';
import { type Mailbox, readMailboxes } from './mailbox.ts';

export interface Certificate {
  /** Path below the desk's folder. */
  readonly file: string;
  /** Upper hex: 40 digits for version 4, 64 for version 6. */
  readonly fingerprint: string;
  readonly version: number;
  /** Name in the primary user ID, without an address. */
  readonly owner: string;
  readonly userIds: readonly string[];
  /** One for each address in its valid user IDs. */
  readonly mailboxes: readonly Mailbox[];
  /** In words, such as `Curve25519` or `RSA 3072`. */
  readonly algorithm: string;
  /** RFC 3339 UTC second, or null for never. */
  readonly expires: string | null;
  readonly subkeys: readonly EncryptionSubkey[];
  readonly armored: string;
}

export interface EncryptionSubkey {
  readonly fingerprint: string;
  readonly keyId: string;
  readonly algorithm: string;
  readonly expires: string | null;
}

/**
 * Reads one armored certificate as of a moment.
 * Findings: `key-private` (error: it must never be in a repository), `key-unreadable` (error), `key-several` (error),
 * `key-unusable` (warning: expired, revoked or without an encryption subkey; it is left out by name), `key-weak` (warning: RSA
 * under 2048 bits; left out by name too), `key-sha1` (warning: used, but other programs may refuse it).
 */
export async function parseCertificate(
  file: string,
  text: string,
  at: Date,
): Promise<{ value: Certificate | null; findings: Finding[] }> {
  const fault = (rule: RuleName, found: string, wanted: string) => ({
    value: null,
    findings: [createFinding({ rule, file, found, wanted })],
  });
  const secret = { value: null, findings: [privateKeyFinding(file)] };
  if (isPrivateKey(new TextEncoder().encode(text))) return secret;
  const several = fault(
    'key-several',
    'several keys in one file',
    'Give each certificate a file of its own.',
  );
  if ((text.match(/-----BEGIN PGP/g) ?? []).length > 1) return several;
  const keys: readonly Key[] = await readKeys({ armoredKeys: text }).catch(() => []);
  if (keys.some((it) => it.isPrivate())) return secret;
  const [key, ...more] = keys;
  if (key === undefined) {
    return fault(
      'key-unreadable',
      'something that is not one armored OpenPGP certificate',
      'Export it with gpg --armor --export FINGERPRINT.',
    );
  }
  // gpg --export with two names writes both into one block.
  if (more.length > 0) return several;

  const userIds = key.getUserIDs();
  const owner = await readOwner(key, at);
  const subkeys = await readEncryptionSubkeys(key, at);
  const bits = findShortRsa(subkeys.length === 0 ? key.getKeys() : [key]);
  if (bits !== null) {
    return fault(
      'key-weak',
      `the certificate of ${owner}, with an RSA key of ${bits} bits`,
      `Reports are not encrypted to it: so short a key can be broken. Let its owner put a new one in its place: ${renderKeyCommand('rotate', file)}.`,
    );
  }
  const unusable = await whyUnusable(key, { file, subkeys: subkeys.length, at });
  const sha1 = isBoundWithSha1(key, at) ? [sha1Finding(file, owner)] : [];
  if (unusable !== null) {
    const { value, findings } = fault(
      'key-unusable',
      `the certificate of ${owner}, which ${unusable.why}`,
      `Reports are not encrypted to it. ${unusable.wanted}`,
    );
    // With some algorithms SHA-1 is the very reason.
    return { value, findings: [...findings, ...sha1] };
  }
  return {
    value: {
      file,
      owner,
      userIds,
      subkeys,
      fingerprint: key.getFingerprint().toUpperCase(),
      version: key.keyPacket.version,
      algorithm: algorithmOf(key),
      expires: toTime(await key.getExpirationTime()),
      mailboxes: await readMailboxes(key, at),
      armored: `${key.armor().replaceAll('\r\n', '\n').trim()}\n`,
    },
    findings: sha1,
  };
}

/**
 * Whether a file holds a private key: armor or PEM of any kind, or binary OpenPGP that begins with a secret-key packet
 * (RFC 9580 section 5: type 5, in either packet format).
 */
export function isPrivateKey(bytes: Uint8Array): boolean {
  const [first = 0] = bytes;
  if (first === 0xc5 || (first >= 0x94 && first <= 0x97)) return true;
  return /-----BEGIN [A-Z ]*PRIVATE KEY/.test(new TextDecoder('latin1').decode(bytes));
}

/** What a private key in a desk is answered with. It stops everything. */
export function privateKeyFinding(file: string): Finding {
  return createFinding({
    rule: 'key-private',
    file,
    found: 'a private key',
    wanted:
      'Remove it from the folder and from its history at once, and treat the key as lost. Publish only what gpg --armor --export writes.',
  });
}

function sha1Finding(file: string, owner: string): Finding {
  return createFinding({
    rule: 'key-sha1',
    file,
    found: `the certificate of ${owner}, which is signed by itself with SHA-1`,
    wanted: `Several OpenPGP programs refuse such a certificate. Let its owner extend it, which signs it anew: ${renderKeyCommand('extend', file)}.`,
  });
}

async function readOwner(key: Key, at: Date): Promise<string> {
  const user = await key.getPrimaryUser(at).catch(() => null);
  const userId = user?.user.userID?.userID ?? key.getUserIDs()[0] ?? '';
  const name = toVisibleLine(userId.replace(/\s*<[^<>]*>\s*/g, ' ')).trim();
  return name || key.getFingerprint().toUpperCase();
}

async function readEncryptionSubkeys(key: Key, at: Date): Promise<EncryptionSubkey[]> {
  const found: EncryptionSubkey[] = [];
  for (const candidate of key.getKeys()) {
    const usable = await key.getEncryptionKey(candidate.getKeyID(), at).catch(() => null);
    if (usable === null) continue;
    const expires = await candidate.getExpirationTime().catch(() => null);
    found.push({
      fingerprint: candidate.getFingerprint().toUpperCase(),
      keyId: candidate.getKeyID().toHex().toUpperCase(),
      algorithm: algorithmOf(candidate),
      expires: toTime(expires),
    });
  }
  return found;
}

async function whyUnusable(
  key: Key,
  { file, subkeys, at }: { file: string; subkeys: number; at: Date },
): Promise<{ readonly why: string; readonly wanted: string } | null> {
  const [extend, rotate, remove] = (['extend', 'rotate', 'remove'] as const).map((step) =>
    renderKeyCommand(step, file),
  );
  if (await key.isRevoked(undefined, undefined, at)) {
    const wanted = `Let its owner put a new key in its place: ${rotate}. Or remove it: ${remove}.`;
    return { why: 'is revoked', wanted };
  }
  const expires = await key.getExpirationTime();
  if (expires instanceof Date && expires <= at) {
    const wanted = `Let its owner extend it: ${extend}. Or remove it: ${remove}.`;
    return { why: `expired on ${toDay(expires)}`, wanted };
  }
  const usable = await key.getEncryptionKey(undefined, at).catch((error: unknown) => error);
  if (!(usable instanceof Error) && subkeys > 0) return null;
  const created = key.getCreationTime();
  if (created > at) {
    const wanted = `It is used from ${toDay(created)} on. If that day is wrong, let its owner put a new key in its place: ${rotate}.`;
    return { why: 'is not valid yet', wanted };
  }
  const wanted = `If it has one that expired, let its owner extend it: ${extend}. Otherwise put a key that has one in its place: ${rotate}.`;
  return { why: 'has no encryption subkey that can be used', wanted };
}

const curveNames: Record<string, string> = {
  curve25519Legacy: 'Curve25519',
  ed25519Legacy: 'Curve25519',
  ed25519: 'Curve25519',
  x25519: 'Curve25519',
};

function algorithmOf(key: Key | Subkey): string {
  const { algorithm, curve, bits } = key.getAlgorithmInfo();
  if (bits !== undefined) return `RSA ${bits}`;
  return curveNames[curve ?? algorithm] ?? curve ?? algorithm;
}

function toTime(time: Date | number | null): string | null {
  return time instanceof Date ? `${time.toISOString().slice(0, 19)}Z` : null;
}
