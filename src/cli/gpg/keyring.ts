/** The maintainer's own keyring: what is asked of gpg for a desk, and nothing that takes a secret key out of it. */
import { CommandError } from '../command/command-error.ts';
import { renderGpgFault } from './gpg-fault.ts';
import { GpgMissingError, GpgOutputError, type GpgRun, type GpgWorld, runGpg } from './run-gpg.ts';

/** A fingerprint names a key here; `owner` is only for sentences. */
export interface KeyName {
  readonly fingerprint: string;
  readonly owner: string;
}

/** Everything throws CommandError, in one sentence, where gpg cannot or may not. */
export interface Keyring {
  /** Whether a secret key is here, or on a card that was here. */
  hasSecret(fingerprint: string): Promise<boolean>;
  /** The armored certificate as the keyring has it now. */
  exportCertificate(key: KeyName): Promise<string>;
  /**
   * Moves the expiry of the key and of its subkeys for encryption that are not revoked.
   * @param until as gpg reads it: `2y`, `18m`, or a day
   */
  extend(key: KeyName, until: string): Promise<void>;
  /**
   * Makes a key that certifies and signs, with a subkey for encryption.
   * @param userIds at least one, the first is the primary one
   * @returns its fingerprint
   */
  makeKey(userIds: readonly string[], until: string): Promise<string>;
  /** @param signer a fingerprint or address; undefined for gpg's own choice @returns the clear-signed text */
  clearSign(text: string, signer: string | undefined): Promise<string>;
}

/** A certificate or a signed text is a few kilobytes; somebody with thousands of signatures on their key has a megabyte. */
const maxBytes = 8 * 1024 * 1024;

/** Each step throws CommandError in a sentence where gpg is missing or refuses. No secret key leaves the keyring. */
export function createKeyring(world: GpgWorld): Keyring {
  const run = async (args: readonly string[], input = ''): Promise<GpgRun> => {
    try {
      return await runGpg(world, args, input, maxBytes);
    } catch (error) {
      if (error instanceof GpgMissingError) {
        throw new CommandError(
          `${world.gpg} cannot be started. Install GnuPG, or name it with --gpg PATH.`,
        );
      }
      if (error instanceof GpgOutputError) {
        throw new CommandError(
          'gpg wrote more than any certificate holds, so nothing was taken. Look at the key with gpg --list-packets.',
        );
      }
      throw error;
    }
  };
  const must = async (args: readonly string[], key: string, input = ''): Promise<GpgRun> => {
    const done = await run(args, input);
    if (done.code === 0) return done;
    throw new CommandError(renderGpgFault(done.status, done.errors, key));
  };
  const exportCertificate: Keyring['exportCertificate'] = async ({ fingerprint, owner }) => {
    const plain = ['--no-emit-version', '--no-comments', '--armor'];
    const { output } = await must([...plain, '--export', fingerprint], owner);
    if (output.length > 0) return output.toString('utf8');
    const whose = owner === fingerprint ? '' : ` of ${owner}`;
    throw new CommandError(
      `This keyring has no key ${fingerprint}${whose}. gpg --list-secret-keys shows those it has.`,
    );
  };
  return {
    exportCertificate,
    async hasSecret(fingerprint) {
      const { code } = await run(['--with-colons', '--list-secret-keys', fingerprint]);
      return code === 0;
    },
    async extend({ fingerprint, owner }, until) {
      const { output } = await must(['--with-colons', '--list-keys', fingerprint], owner);
      const subkeys = readEncryptionSubkeys(output.toString('utf8'));
      // A key of an older time gets rid of its SHA-1 on the way.
      const expire = ['--cert-digest-algo', 'SHA256', '--quick-set-expire', fingerprint, until];
      await must(expire, owner);
      // gpg's own name for all of them, *, leaves out those that have expired.
      if (subkeys.length > 0) {
        await must([...expire, ...subkeys], owner);
      }
    },
    async makeKey([userId = '', ...more], until) {
      // A key with this name may be there already: it is the one that retires.
      const made = await must(
        ['--yes', '--quick-generate-key', userId, 'ed25519', 'sign,cert', until],
        userId,
      );
      const fingerprint = /KEY_CREATED \w ([0-9A-F]{40})/.exec(made.status)?.[1];
      if (fingerprint === undefined)
        throw new CommandError(
          'gpg made a key and did not name it. Look for it with gpg --list-secret-keys.',
        );
      await must(['--quick-add-key', fingerprint, 'cv25519', 'encr', until], userId);
      for (const it of more) await must(['--quick-add-uid', fingerprint, it], userId);
      if (more.length > 0) await must(['--quick-set-primary-uid', fingerprint, userId], userId);
      return fingerprint;
    },
    async clearSign(text, signer) {
      const who = signer === undefined ? [] : ['--local-user', signer];
      const plain = ['--no-emit-version', '--no-comments', '--output', '-'];
      const key = signer ?? 'you';
      const { output } = await must([...plain, ...who, '--clear-sign'], key, text);
      return output.toString('utf8');
    },
  };
}

/** Fingerprints of subkeys that encrypt and are not revoked, from `--with-colons` (GnuPG doc/DETAILS). */
function readEncryptionSubkeys(listing: string): string[] {
  const lines = listing.split('\n').map((line) => line.split(':'));
  return lines.flatMap((fields, index) => {
    const [type, validity, , , , , , , , , , capabilities = ''] = fields;
    if (type !== 'sub' || validity === 'r' || !capabilities.includes('e')) return [];
    const fingerprint = lines[index + 1]?.[9];
    return fingerprint === undefined ? [] : [fingerprint];
  });
}
