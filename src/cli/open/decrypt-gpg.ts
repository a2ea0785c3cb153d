/** Decrypts with the GnuPG on this machine, which asks for passphrases itself. */
import { lastWords } from '../gpg/gpg-fault.ts';
import {
  GpgMissingError,
  GpgOutputError,
  type GpgRun,
  type GpgWorld,
  runGpg,
} from '../gpg/run-gpg.ts';
import type { Decrypt, Decrypted } from './decrypt.ts';
import { parseGpgStatus } from './gpg-status.ts';
import { maxOpenBytes, OpenError } from './open-error.ts';

/** With whatever key gpg has. Each refusal of gpg is an OpenError that says what to do. */
export function createGpgDecrypt(world: GpgWorld): Decrypt {
  return async (ciphertext) => {
    const { output, status, errors } = await run(world, ciphertext);
    const verdict = parseGpgStatus(status);
    if (verdict.state === 'opened') return toDecrypted(output, verdict);
    switch (verdict.state) {
      case 'no-secret-key':
        throw new OpenError('no-secret-key', verdict.keys);
      case 'unknown':
        throw new OpenError('gpg-failed', lastWords(errors));
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

async function run(world: GpgWorld, ciphertext: Uint8Array): Promise<GpgRun> {
  try {
    return await runGpg(world, ['--output', '-', '--decrypt'], ciphertext, maxOpenBytes);
  } catch (error) {
    if (error instanceof GpgMissingError) throw new OpenError('gpg-missing', world.gpg);
    if (error instanceof GpgOutputError) throw new OpenError('too-large', 'The decrypted report');
    throw error;
  }
}
