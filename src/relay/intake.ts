/** From a desk's page to the disk: one body becomes one stored report and its receipt, or nothing at all. */
import type { ProblemCode, Receipt } from '../contract.ts';
import type { Desk } from './desk.ts';
import { toErrorCode } from './error-code.ts';
import type { Log } from './log.ts';
import { toReportId } from './mime.ts';
import type { Patience, Sha256 } from './receive.ts';
import { receiveBody } from './receive.ts';
import type { Holding, Spool } from './spool.ts';

/** What an intake is made of. */
export interface IntakeParts {
  /** The relay's own origin, as receipts name it. */
  readonly origin: string;
  readonly spool: Spool;
  /** What each desk may have waiting. Beyond it new reports are refused; what is there is never touched. */
  readonly spoolShare: Holding;
  /** How many bodies of each desk may arrive at once. */
  readonly arrivingShare: number;
  readonly createSha256: () => Sha256;
  readonly log: Log;
  readonly now: () => Date;
  /** Called after a report was stored, to begin its delivery. */
  readonly onStored: () => void;
  readonly patience: Patience;
}

/** A receipt for a report that is on disk, or why there is none. */
export type Taken =
  | { readonly ok: true; readonly receipt: Receipt; readonly repeated: boolean }
  | { readonly ok: false; readonly code: ProblemCode; readonly bytes: number };

/**
 * Takes one body.
 * @param declaredBytes its Content-Length, or null
 * @param provedSha256 what its proof of work is for, or null where none was asked
 */
export type Intake = (
  desk: Desk,
  body: AsyncIterable<Uint8Array>,
  declaredBytes: number | null,
  provedSha256: string | null,
) => Promise<Taken>;

/** Bodies that may arrive at once, of all desks; each takes at most 1 MiB of memory beyond what the network has buffered. */
export const maxArriving = 64;

/** Thrown in place of whatever the spool threw, which is logged. */
const spoolFailure = new Error('The spool failed.');

/** Creates an intake. It keeps no state but how many bodies of each desk are arriving. */
export function createIntake(parts: IntakeParts): Intake {
  const { origin, spool, spoolShare, arrivingShare, createSha256, log, now, onStored, patience } =
    parts;
  const arriving = new Map<string, number>();

  async function onSpool<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      log({ event: 'alarm-spool-failed', code: toErrorCode(error) });
      throw spoolFailure;
    }
  }

  function createReceipt(desk: Desk, sha256: string, receivedAt: string): Promise<Receipt> {
    return desk.signer.sign({ id: toReportId(sha256), sha256, receivedAt, relay: origin });
  }

  async function isFull({ origin: desk }: Desk): Promise<boolean> {
    const { reports, bytes } = await onSpool(() => spool.holding(desk));
    if (reports < spoolShare.reports && bytes <= spoolShare.bytes) return false;
    log({ event: 'alarm-spool-failed', code: 'full' });
    return true;
  }

  async function takeBody(...request: Parameters<Intake>): Promise<Taken> {
    const [desk, body, declaredBytes, provedSha256] = request;
    if (await isFull(desk)) return { ok: false, code: 'unavailable', bytes: 0 };
    const raw = await onSpool(() => spool.receive());
    const writer = {
      ...raw,
      write: (bytes: Uint8Array) => onSpool(() => raw.write(bytes)),
    };
    try {
      const sha = createSha256();
      const received = await receiveBody(body, declaredBytes, {
        desk,
        writer,
        sha256: sha,
        patience,
        now,
      });
      if (!received.ok) return received;
      const { sha256, recipients } = received;
      if (provedSha256 !== null && sha256 !== provedSha256) {
        return { ok: false, code: 'proof-wrong', bytes: received.bytes };
      }
      const receivedAt = `${now().toISOString().slice(0, 19)}Z`;
      // Both are asked for at once. Should the signature alone fail, the report is delivered, and its sender told to try again.
      const signing = createReceipt(desk, sha256, receivedAt);
      signing.catch(() => {});
      const commit = { sha256, receivedAt, desk: desk.origin, recipients };
      const { item, repeated } = await onSpool(() => raw.commit(commit));
      const event = repeated ? 'report-repeated' : 'report-received';
      log({ event, id: toReportId(sha256), bytes: item.bytes });
      if (repeated) {
        return { ok: true, receipt: await createReceipt(desk, sha256, item.receivedAt), repeated };
      }
      onStored();
      return { ok: true, receipt: await signing, repeated };
    } finally {
      // A failure is logged; leftovers are removed at the next start, and the answer is decided already.
      await onSpool(() => raw.abort()).catch(() => {});
    }
  }

  return async (...request) => {
    const [{ origin: desk }] = request;
    const count = arriving.get(desk) ?? 0;
    if (count >= arrivingShare) return { ok: false, code: 'unavailable', bytes: 0 };
    arriving.set(desk, count + 1);
    try {
      return await takeBody(...request);
    } catch (error) {
      if (error !== spoolFailure) throw error;
      return { ok: false, code: 'unavailable', bytes: 0 };
    } finally {
      arriving.set(desk, (arriving.get(desk) ?? 1) - 1);
    }
  };
}
