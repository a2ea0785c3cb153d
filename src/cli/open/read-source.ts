/** Reads the mail to open: a file, standard input, or the newest of a Maildir. */
import { readFile, stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import type { Io } from '../command/command.ts';
import { readMaildir } from './maildir.ts';
import { maxOpenBytes, OpenError } from './open-error.ts';

/** A whole saved mail. */
export interface Source {
  /** What to call it in messages. */
  readonly label: string;
  readonly bytes: Uint8Array;
}

/**
 * @param file a path, `-` for standard input, or undefined for the newest mail
 * @throws OpenError when there is nothing to read, or it is too large to be a report
 */
export async function readSource(
  file: string | undefined,
  maildir: string,
  io: Io,
): Promise<Source> {
  if (file === '-') return { label: 'Standard input', bytes: await readAll(io.stdin) };
  if (file !== undefined) return { label: file, bytes: await readWhole(file, io.cwd) };
  const [newest] = await readMaildir(resolve(io.cwd, maildir));
  if (newest === undefined) throw new OpenError('no-mail', maildir);
  const label = relative(io.cwd, newest.path);
  return { label, bytes: await readWhole(label, io.cwd) };
}

async function readWhole(file: string, cwd: string): Promise<Uint8Array> {
  const path = resolve(cwd, file);
  try {
    const { size } = await stat(path);
    if (size > maxOpenBytes) throw new OpenError('too-large', file);
    return await readFile(path);
  } catch (error) {
    throw error instanceof OpenError ? error : new OpenError('no-file', file);
  }
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > maxOpenBytes) throw new OpenError('too-large', 'Standard input');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
