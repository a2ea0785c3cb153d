/** What the system refuses, such as a file that somebody else owns, is no fault of Postern: a sentence and what to do. */
import { toVisibleLine } from '../../desk/visible.ts';

/** What follows the path, by the name that Node and the system have for it. */
const sentences: Readonly<Record<string, string>> = {
  EACCES: 'may not be read or written by you. Look at who owns it, and at the folders above it.',
  EPERM: 'may not be changed by you. Look at who owns it, and at the folders above it.',
  EROFS: 'lies on a disk that cannot be written. Work in another folder.',
  ENOSPC: 'cannot be written, for the disk is full. Make room, then do it again.',
  EDQUOT: 'cannot be written, for your share of the disk is full. Make room, then do it again.',
  EISDIR: 'is a folder, and a file is wanted in its place.',
  ENOTDIR: 'goes through a file, and a folder is wanted in its place.',
  ELOOP: 'is a link that leads back to itself. Put the file itself there.',
  ENAMETOOLONG: 'has a longer name than the system takes. Use a shorter one.',
};

/** @returns null for an error that is something else; never the error's own words */
export function toSystemFault(error: unknown): string | null {
  if (!(error instanceof Error && 'syscall' in error)) return null;
  const { code = '', path } = error as NodeJS.ErrnoException;
  const sentence = sentences[code];
  if (sentence === undefined) return null;
  return `${toVisibleLine(path ?? 'What was to be read')} ${sentence} (${code})`;
}
