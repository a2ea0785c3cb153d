/** Reads one body as it arrives: linted, hashed and written at the same time, and never held whole in memory. */
import type { ProblemCode } from '../contract.ts';
import { maxBodyBytes } from '../contract.ts';
import type { Desk } from './desk.ts';
import { createPacketLint } from './packet-lint.ts';
import type { SpoolWriter } from './spool.ts';

/** A SHA-256 that is fed in pieces. */
export interface Sha256 {
  update(bytes: Uint8Array): void;
  /** Lower hex of all that was fed. To be called once. */
  hex(): string;
}

/** How long a sender may take, in milliseconds. */
export interface Patience {
  /** Without a single byte. */
  readonly idleMs: number;
  /** For the whole body. */
  readonly wholeMs: number;
  /** On average, once `idleMs` are over: a byte at a time must not hold a place for long. */
  readonly leastBytesPerSecond: number;
}

/** What arrived, or why it is refused. */
export type Received =
  | {
      readonly ok: true;
      readonly sha256: string;
      readonly recipients: readonly string[];
      readonly bytes: number;
    }
  | { readonly ok: false; readonly code: ProblemCode; readonly bytes: number };

/** Where the pieces of one body go. */
export interface ReceiveParts {
  readonly desk: Desk;
  readonly writer: SpoolWriter;
  readonly sha256: Sha256;
  readonly patience: Patience;
  readonly now: () => Date;
}

type Piece = Uint8Array | 'end' | 'lost';

function createPieces(
  body: AsyncIterable<Uint8Array>,
  { idleMs, wholeMs, leastBytesPerSecond }: Patience,
  now: () => Date,
) {
  const pieces = body[Symbol.asyncIterator]();
  const begun = now().getTime();
  return {
    /** @param bytes that have come before */
    async next(bytes: number): Promise<Piece> {
      const ms = now().getTime() - begun;
      if (ms > wholeMs || bytes < ((ms - idleMs) / 1000) * leastBytesPerSecond) return 'lost';
      let timer: ReturnType<typeof setTimeout> | undefined;
      const silence = new Promise<'lost'>((resolve) => {
        timer = setTimeout(() => resolve('lost'), idleMs);
      });
      const piece = pieces.next().then(
        ({ done, value }): Piece => (done ? 'end' : value),
        (): Piece => 'lost',
      );
      try {
        return await Promise.race([piece, silence]);
      } finally {
        clearTimeout(timer);
      }
    },
    // Not waited for: where the sender has fallen silent it would never be over.
    release: () => void pieces.return?.().catch(() => {}),
  };
}

/**
 * Reads a body to its end or to the first fault.
 * @param declaredBytes its Content-Length, or null
 * @throws only what the writer throws
 */
export async function receiveBody(
  body: AsyncIterable<Uint8Array>,
  declaredBytes: number | null,
  { desk, writer, sha256, patience, now }: ReceiveParts,
): Promise<Received> {
  const pieces = createPieces(body, patience, now);
  const lint = createPacketLint(desk);
  let bytes = 0;

  async function take(piece: Uint8Array): Promise<ProblemCode | null> {
    bytes += piece.length;
    if (bytes > maxBodyBytes) return 'too-large';
    let code = lint.push(piece);
    if (code === 'key-not-published') {
      await desk.refresh();
      code = lint.push(new Uint8Array(0));
    }
    if (code !== null) return code;
    sha256.update(piece);
    await writer.write(piece);
    return null;
  }

  try {
    for (;;) {
      const piece = await pieces.next(bytes);
      if (piece === 'lost') return { ok: false, code: 'incomplete-body', bytes };
      if (piece === 'end') break;
      const code = await take(piece);
      if (code !== null) return { ok: false, code, bytes };
    }
    if (declaredBytes !== null && bytes < declaredBytes) {
      return { ok: false, code: 'incomplete-body', bytes };
    }
    const result = lint.end();
    if (!result.ok) return { ok: false, code: result.code, bytes };
    return { ok: true, sha256: sha256.hex(), recipients: result.recipients, bytes };
  } finally {
    pieces.release();
  }
}
