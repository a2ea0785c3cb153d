/** What is worth knowing of a file before it is sent: its hash, what it tells beside its contents. Loaded with the first file. */

import { fileNotes, told as nouns } from '#words/file-notes';
import { toSha256Hex } from './sha256-hex.ts';
import { stripImage } from './strip-image.ts';

/** Read once from one file. */
export interface FileNotes {
  /** Lower hex, or null where the file cannot be read any more. */
  readonly sha256: string | null;
  readonly sentences: readonly string[];
  /** The same picture without what it tells, or null where there is nothing that could be taken out. */
  readonly stripped: File | null;
}

const unreadable: FileNotes = {
  sha256: null,
  sentences: [fileNotes.unreadable],
  stripped: null,
};
const pictures = /^image\/(jpeg|png|heic|heif|avif|tiff)$/;
const armorLine = '-----BEGIN PGP MESSAGE-----';

/** Never rejects. */
export async function readFileNotes(file: File): Promise<FileNotes> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return unreadable;
  }
  const picture = pictures.test(file.type) ? await readPictureNotes(file, bytes) : null;
  const sentences = [
    ...(bytes.length === 0 ? [fileNotes.empty] : []),
    ...(isArmored(bytes) ? [fileNotes.encryptedAlready] : []),
    ...(file.type === 'application/pdf' ? [fileNotes.pdf] : []),
    ...(picture?.sentences ?? []),
  ];
  return { sha256: await toSha256Hex(bytes), sentences, stripped: picture?.stripped ?? null };
}

async function readPictureNotes(
  file: File,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Pick<FileNotes, 'sentences' | 'stripped'>> {
  const { lookAtPicture } = await import('./look-at-picture.ts');
  const facts = await lookAtPicture(file);
  if (facts === null || facts.told.length === 0) return { sentences: [], stripped: null };
  const { told, orientation } = facts;
  const pieces = stripImage(bytes, orientation);
  const { name, type, lastModified } = file;
  return {
    sentences: [fileNotes.picture(told.map((it) => nouns[it]))],
    stripped: pieces === null ? null : new File(pieces, name, { type, lastModified }),
  };
}

function isArmored(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.subarray(0, 200)).includes(armorLine);
}
