/** Bytes that are counted before they are written, so that a report is written once, into the place where it is encrypted. */

/** Something to be written. */
export interface Writing {
  readonly bytes: number;
  /** @param room written from its beginning; has at least `bytes` */
  writeTo(room: Uint8Array<ArrayBuffer>): void;
}

/** One after another. */
export function toWriting(parts: readonly (Uint8Array | Writing)[]): Writing {
  const writings = parts.map((part) => (part instanceof Uint8Array ? toCopy(part) : part));
  return {
    bytes: writings.reduce((sum, { bytes }) => sum + bytes, 0),
    writeTo(room) {
      let at = 0;
      for (const writing of writings) {
        writing.writeTo(room.subarray(at));
        at += writing.bytes;
      }
    },
  };
}

/** Written into a room of its own. */
export function toBytes(writing: Writing): Uint8Array<ArrayBuffer> {
  const room = new Uint8Array(writing.bytes);
  writing.writeTo(room);
  return room;
}

function toCopy(part: Uint8Array): Writing {
  return { bytes: part.length, writeTo: (room) => room.set(part) };
}
