/** The body of a report as it was stored, or an error where the spool has lost some of it. */
import type { Spool, SpoolItem } from './spool.ts';

/** What a body that is not whole is called in the log. */
export const damagedBody = 'damaged-body';

/** Thrown behind the last piece, so that whoever was writing does not finish. */
export class DamagedBodyError extends Error {
  readonly code = damagedBody;
}

/**
 * Pieces of at most 1 MiB.
 * @throws DamagedBodyError when there are fewer or more bytes than were stored
 */
export async function* readWholeBody(
  spool: Pick<Spool, 'body'>,
  { sha256, bytes }: SpoolItem,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const piece of spool.body(sha256)) {
    read += piece.length;
    yield piece;
  }
  if (read !== bytes) throw new DamagedBodyError('The spool has lost some of this report.');
}
