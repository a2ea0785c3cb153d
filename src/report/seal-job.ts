/** From answers and files to one encrypted message: everything that happens in the worker, and what it is told and says. */

import type { Certificate } from './config.ts';
import { renderMessage, type Sender } from './message.ts';
import type { OpenPgp } from './openpgp.ts';
import { padEntity, toBucket } from './pad.ts';
import type { Report } from './report.ts';
import { sealEntity } from './seal.ts';
import { holdsSecretKey } from './secret-key.ts';
import { toSha256Hex } from './sha256-hex.ts';
import type { DeadReason } from './usable-key.ts';

/** What the worker is asked, once. */
export interface SealRequest {
  readonly report: Report;
  /** The contents of `report.files`, in their order. */
  readonly files: readonly Blob[];
  readonly certificates: readonly Certificate[];
  readonly quorum: number;
  readonly sender: Sender;
  /** What people read first; without it, the report in words. */
  readonly words?: string;
  /** Milliseconds since 1970 by the clock in use. */
  readonly now: number;
}

/** A step that is worth a word while it lasts. */
export type SealStage = 'reading' | 'encrypting';

/** A recipient that was left out. */
export interface Dropped {
  readonly owner: string;
  readonly fingerprint: string;
  readonly reason: DeadReason;
}

/** The encrypted report, which no longer holds anything secret. */
export interface SealedReport {
  /** The binary OpenPGP message. A blob, as posting 12 MiB from memory would hold the page still. */
  readonly body: Blob;
  /** SHA-256 of the body, lower hex. */
  readonly sha256: string;
  /** Owners of the certificates it is encrypted to. */
  readonly readers: readonly string[];
  readonly dropped: readonly Dropped[];
}

/** Why nothing was encrypted. No kind carries a word of the report; `file` is counted from 1. */
export type SealFailure =
  | { readonly kind: 'no-usable-key'; readonly dropped: readonly Dropped[] }
  | { readonly kind: 'file-unreadable'; readonly file: number }
  /** The reporter's own key is a secret one, under whatever name; it never becomes part of a message. */
  | { readonly kind: 'private-key' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'worker' };

/** What the worker says: any number of stages, then one of the other two. */
export type SealMessage =
  | { readonly kind: 'stage'; readonly stage: SealStage }
  | { readonly kind: 'sealed'; readonly sealed: SealedReport }
  | { readonly kind: 'failed'; readonly failure: SealFailure };

/** Runs the job. It does not throw: every failure is an answer. */
export async function runSealJob(
  pgp: OpenPgp,
  request: SealRequest,
  tell: (stage: SealStage) => void,
): Promise<Exclude<SealMessage, { kind: 'stage' }>> {
  try {
    tell('reading');
    if (holdsSecretKey(request.report.replyKey)) {
      return { kind: 'failed', failure: { kind: 'private-key' } };
    }
    const contents = await readFiles(request.files);
    if (typeof contents === 'number') {
      return { kind: 'failed', failure: { kind: 'file-unreadable', file: contents } };
    }
    tell('encrypting');
    const { report, sender, certificates, quorum, now, words } = request;
    const entity = renderMessage(report, contents, sender, createBoundary(), words);
    if (toBucket(entity.bytes) === null) {
      return { kind: 'failed', failure: { kind: 'too-large' } };
    }
    const padded = padEntity(entity);
    const result = await sealEntity(pgp, padded, certificates, quorum, new Date(now));
    const dropped = result.dead.map(({ certificate: { owner, fingerprint }, reason }) => ({
      owner,
      fingerprint,
      reason,
    }));
    if (!result.ok) return { kind: 'failed', failure: { kind: 'no-usable-key', dropped } };
    const sha256 = await toSha256Hex(result.message);
    const readers = result.recipients.map(({ owner }) => owner);
    const body = new Blob([result.message]);
    return { kind: 'sealed', sealed: { body, sha256, readers, dropped } };
  } catch {
    // The message of an unforeseen error might quote what it failed on, so it is not passed on.
    return { kind: 'failed', failure: { kind: 'worker' } };
  }
}

async function readFiles(files: readonly Blob[]): Promise<Uint8Array[] | number> {
  const contents: Uint8Array[] = [];
  for (const file of files) {
    try {
      contents.push(new Uint8Array(await file.arrayBuffer()));
    } catch {
      return contents.length + 1;
    }
  }
  return contents;
}

/** The hyphen keeps it from ever standing in base64, which is all there is between boundaries. */
function createBoundary(): string {
  return `postern-${crypto.randomUUID()}`;
}
