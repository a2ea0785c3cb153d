/** Decrypts with the GnuPG on this machine, which asks for passphrases itself. */

import { type ChildProcess, spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import type { Decrypt, Decrypted } from './decrypt.ts';
import { parseGpgStatus } from './gpg-status.ts';
import { maxOpenBytes, OpenError } from './open-error.ts';
import { toVisibleLine } from './visible.ts';

/**
 * @param options.gpg the program, by path or as found in PATH
 * @param options.env its whole environment; GNUPGHOME says where its keys are
 * @param options.cwd the folder that a relative GNUPGHOME is taken from
 */
export function createGpgDecrypt(options: {
  readonly gpg: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}): Decrypt {
  return async (ciphertext) => {
    const { plaintext, status, errors } = await run(options, ciphertext);
    const verdict = parseGpgStatus(status);
    if (verdict.state === 'opened') return toDecrypted(plaintext, verdict);
    switch (verdict.state) {
      case 'no-secret-key':
        throw new OpenError('no-secret-key', verdict.keys);
      case 'unknown':
        throw new OpenError('gpg-failed', lastLine(errors));
      default:
        throw new OpenError(verdict.state, 'The OpenPGP block');
    }
  };
}

function toDecrypted(
  plaintext: Uint8Array,
  verdict: { signed: boolean; fileName: string; key: string },
): Decrypted {
  const openedWith = verdict.key === '' ? 'gpg' : `gpg, key ${verdict.key}`;
  return { plaintext, signed: verdict.signed, fileName: verdict.fileName, openedWith };
}

/**
 * Status lines come on a pipe of their own: on standard error a hostile file name could imitate them (CVE-2018-12020).
 * No network: gpg would otherwise fetch the key of whoever signed, and so tell them that their report was opened.
 */
const gpgArguments = ['--batch', '--no-tty', '--no-verbose', '--disable-dirmngr'];
const decryptArguments = [...gpgArguments, '--status-fd', '3', '--output', '-', '--decrypt'];

async function run(
  {
    gpg,
    env,
    cwd,
  }: { gpg: string; env: Readonly<Record<string, string | undefined>>; cwd: string },
  ciphertext: Uint8Array,
): Promise<{ plaintext: Uint8Array; status: string; errors: string }> {
  const child = spawn(gpg, decryptArguments, { env, cwd, stdio: ['pipe', 'pipe', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', () => reject(new OpenError('gpg-missing', gpg)));
    child.once('close', () => resolve());
  });
  // gpg may stop reading early, at a message that is none; its status says so.
  child.stdin.on('error', () => undefined);
  child.stdin.end(ciphertext);
  const [plaintext, errors, status] = await Promise.all([
    readPipe(child, child.stdout),
    readPipe(child, child.stderr),
    readPipe(child, child.stdio[3]),
    ended,
  ]);
  return { plaintext, status: status.toString('utf8'), errors: errors.toString('utf8') };
}

async function readPipe(child: ChildProcess, pipe: unknown): Promise<Buffer> {
  if (!(pipe instanceof Readable)) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of pipe) {
    bytes += chunk.length;
    // A compressed message of a few kilobytes can hold gigabytes.
    if (bytes > maxOpenBytes) {
      child.kill();
      throw new OpenError('too-large', 'The decrypted report');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function lastLine(errors: string): string {
  const line = errors.trim().split('\n').at(-1) ?? '';
  return toVisibleLine(line.slice(0, 200)) || 'nothing';
}
