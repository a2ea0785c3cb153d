/** What is worth knowing of a file before it is sent. */
import type { Told } from '../../report/exifr.ts';

export const fileNotes = {
  unreadable: 'This file cannot be read. It may have been moved or changed: choose it again.',
  empty: 'This file is empty.',
  encryptedAlready:
    'Already encrypted: it is attached as it is, and the maintainers open it a second time.',
  pdf: 'A PDF often names its author, and the program and time that it was made with.',
  picture: (told: readonly string[]) => `This picture tells ${join(told)}.`,
} as const;

/** What a picture tells beside its pixels. */
export const told = {
  place: 'the place it was taken',
  name: 'a name',
  camera: 'the camera',
  time: 'when it was taken',
  program: 'the program it was made with',
} as const satisfies Record<Told, string>;

function join(nouns: readonly string[]): string {
  const last = nouns.at(-1) ?? '';
  return nouns.length < 2 ? last : `${nouns.slice(0, -1).join(', ')} and ${last}`;
}
