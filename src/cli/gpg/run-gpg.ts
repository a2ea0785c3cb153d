/** Runs the GnuPG of this machine once; passphrases and PINs are between it, its agent and the person. */
import { type ChildProcess, spawn } from 'node:child_process';
import { Readable } from 'node:stream';

/** Which gpg, and in what world. */
export interface GpgWorld {
  /** The program, by path or as found in PATH. */
  readonly gpg: string;
  /** Its whole environment; GNUPGHOME says where its keys are. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that a relative GNUPGHOME is taken from. */
  readonly cwd: string;
}

export interface GpgRun {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly output: Buffer;
  /** Lines of `--status-fd` (GnuPG doc/DETAILS). */
  readonly status: string;
  /** What it told a person. */
  readonly errors: string;
}

/** The program is not there, or cannot be started. */
export class GpgMissingError extends Error {}

/** It wrote more than was asked for. */
export class GpgOutputError extends Error {}

/**
 * Status lines come on a pipe of their own: on standard error a hostile name could imitate them (CVE-2018-12020).
 * No network: gpg would otherwise fetch the key of whoever signed, and so tell them that their report was opened.
 */
const always = ['--batch', '--no-tty', '--no-verbose', '--disable-dirmngr', '--status-fd', '3'];

/**
 * @param maxBytes of its output; a compressed message of a few kilobytes can hold gigabytes
 * @throws GpgMissingError, GpgOutputError
 */
export async function runGpg(
  { gpg, env, cwd }: GpgWorld,
  args: readonly string[],
  input: Uint8Array | string,
  maxBytes: number,
): Promise<GpgRun> {
  const stdio = ['pipe', 'pipe', 'pipe', 'pipe'] as const;
  const child = spawn(gpg, [...always, ...args], { env, cwd, stdio: [...stdio] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', () => reject(new GpgMissingError()));
    child.once('close', resolve);
  });
  // gpg may stop reading early, at a message that is none; its status says so.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  const [output, errors, status, code] = await Promise.all([
    readPipe(child, child.stdout, maxBytes),
    readPipe(child, child.stderr, maxBytes),
    readPipe(child, child.stdio[3], maxBytes),
    ended,
  ]);
  return { code, output, status: status.toString('utf8'), errors: errors.toString('utf8') };
}

async function readPipe(child: ChildProcess, pipe: unknown, maxBytes: number): Promise<Buffer> {
  if (!(pipe instanceof Readable)) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of pipe) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      child.kill();
      throw new GpgOutputError();
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
