/** Tells whether the maintainers can encrypt an answer to the key that a reporter gave. Runs in the worker. */

import { privateKeyMark } from './clean-answers.ts';
import type { OpenPgp } from './openpgp.ts';
import { holdsSecretKey } from './secret-key.ts';
import { type DeadReason, toDeadReason } from './usable-key.ts';

/** What the worker is asked. */
export interface ReplyKeyRequest {
  readonly replyKey: string;
  /** Milliseconds since 1970 by the clock in use. */
  readonly now: number;
}

/** What the worker answers. */
export type ReplyKeyState =
  | { readonly kind: 'usable'; readonly fingerprint: string; readonly owner: string }
  | { readonly kind: 'no-key' | 'several' | Exclude<DeadReason, 'other-key'> };

const beginning = /-----BEGIN PGP PUBLIC KEY BLOCK-----/g;

/** Does not throw: whatever was typed has an answer. */
export async function checkReplyKey(
  pgp: OpenPgp,
  { replyKey, now }: ReplyKeyRequest,
): Promise<ReplyKeyState> {
  if (privateKeyMark.test(replyKey) || holdsSecretKey(replyKey)) return { kind: 'private' };
  const blocks = replyKey.match(beginning)?.length ?? 0;
  if (blocks === 0) return { kind: 'no-key' };
  if (blocks > 1) return { kind: 'several' };
  try {
    return await readReplyKey(pgp, replyKey, new Date(now));
  } catch {
    return { kind: 'unreadable' };
  }
}

async function readReplyKey(pgp: OpenPgp, armoredKeys: string, now: Date): Promise<ReplyKeyState> {
  const [key, ...others] = await pgp.readKeys({ armoredKeys });
  if (key === undefined) return { kind: 'unreadable' };
  if (others.length > 0) return { kind: 'several' };
  try {
    await key.getEncryptionKey(undefined, now);
  } catch {
    return { kind: await toDeadReason(key, now) };
  }
  const [owner = ''] = key.getUserIDs();
  return { kind: 'usable', fingerprint: key.getFingerprint().toUpperCase(), owner };
}
