/**
 * Takes what tells of place, device and author out of JPEG and PNG pictures. Nothing is decoded: what is kept, is kept
 * byte for byte, so the pixels stay the same.
 */

const jpegHead = [0xff, 0xd8];
const pngHead = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const iccProfile = 'ICC_PROFILE\0';
/** PNG 3 sections 11.3.3 and 11.3.4: text, Exif and the time of the last change. */
const tellingChunks = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME']);

/**
 * @param orientation Exif's, 1 to 8: how a photo has to be turned to be seen upright
 * @returns null for what is no whole JPEG or PNG
 */
export function stripImage(
  bytes: Uint8Array<ArrayBuffer>,
  orientation: number,
): Uint8Array<ArrayBuffer>[] | null {
  if (startsWith(bytes, jpegHead)) return stripJpeg(bytes, orientation);
  return startsWith(bytes, pngHead) ? stripPng(bytes) : null;
}

/** ITU-T T.81 annex B. What follows the end of the picture, such as a second one, is left out too. */
function stripJpeg(
  bytes: Uint8Array<ArrayBuffer>,
  orientation: number,
): Uint8Array<ArrayBuffer>[] | null {
  const kept = [bytes.subarray(0, 2)];
  if (orientation >= 2 && orientation <= 8) kept.push(toOrientation(orientation));
  let at = 2;
  while (at + 4 <= bytes.length || bytes[at + 1] === 0xd9) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xd9) return [...kept, bytes.subarray(at, at + 2)];
    // Fill bytes may stand before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    let end = at + 2 + length;
    if (length < 2 || end > bytes.length) return null;
    if (marker === 0xda) end = findMarker(bytes, end);
    if (isKept(marker, bytes.subarray(at + 4, end))) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return null;
}

/** Colours need the profile of APP2 and the transform that Adobe's APP14 names; APP0 holds the density. */
function isKept(marker: number, content: Uint8Array): boolean {
  if (marker === 0xfe) return false;
  if (marker === 0xe2)
    return startsWith(
      content,
      [...iccProfile].map((it) => it.charCodeAt(0)),
    );
  return marker < 0xe1 || marker > 0xef || marker === 0xee;
}

/** Within a scan, 0xff is followed by 0 or is a restart marker (B.1.1.5). */
function findMarker(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

/** An Exif segment with this one entry. */
function toOrientation(orientation: number): Uint8Array<ArrayBuffer> {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0];
  const tiff = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1];
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  const body = [...exif, ...tiff, ...entry, 0, 0, 0, 0];
  return Uint8Array.of(0xff, 0xe1, 0, body.length + 2, ...body);
}

function stripPng(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const kept = [bytes.subarray(0, pngHead.length)];
  for (let at = pngHead.length; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return null;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (!tellingChunks.has(type)) kept.push(bytes.subarray(at, end));
    if (type === 'IEND') return kept;
    at = end;
  }
  return null;
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, at) => bytes[at] === byte);
}
