/** A throw-away GnuPG home: makes keys, opens messages, and leaves nothing behind. Needs `gpg` 2.2 or newer. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The two families of keys that maintainers have. */
export type KeyKind = 'rsa3072' | 'curve25519';

/** What a test may ask of a key. */
export interface KeyWish {
  readonly name: string;
  readonly kind: KeyKind;
  /** Without a subkey for encryption. */
  readonly signOnly?: boolean;
  /** Made on this UTC day instead of today, `20200101T000000`. */
  readonly made?: string;
  /** As GnuPG writes it, such as `1y`; never by default. */
  readonly expires?: string;
}

/** A key in the home. */
export interface MadeKey {
  readonly fingerprint: string;
  /** The armored certificate. */
  readonly armored: string;
}

/** One GnuPG home. */
export interface Gpg {
  readonly home: string;
  /** Runs gpg and gives its standard output; rejects with its standard error. */
  run(args: readonly string[], input?: Uint8Array | string): Promise<Buffer>;
  makeKey(wish: KeyWish): Promise<MadeKey>;
  /** Publishes the revocation that GnuPG prepared with the key. */
  revoke(fingerprint: string): Promise<MadeKey>;
  /** Armored, without a passphrase. */
  exportSecret(fingerprint: string): Promise<string>;
  /** The plaintext of a binary or armored message, with any key of the home. */
  decrypt(message: Uint8Array | string): Promise<Buffer>;
  /** Ends the home's agent and removes the folder. */
  close(): Promise<void>;
}

const algorithms = {
  rsa3072: [
    ['Key-Type: RSA', 'Key-Length: 3072'],
    ['Subkey-Type: RSA', 'Subkey-Length: 3072'],
  ],
  curve25519: [
    ['Key-Type: EDDSA', 'Key-Curve: ed25519'],
    ['Subkey-Type: ECDH', 'Subkey-Curve: cv25519'],
  ],
} as const;

/** Made of a new folder in the system's folder for temporary files. */
export async function createGpg(): Promise<Gpg> {
  const home = await mkdtemp(join(tmpdir(), 'postern-gpg-'));
  const env = { ...process.env, GNUPGHOME: home, LC_ALL: 'C.UTF-8' };
  const run: Gpg['run'] = (args, input) =>
    runProgram('gpg', ['--batch', '--no-tty', '--quiet', ...args], env, input);

  async function readKey(fingerprint: string): Promise<MadeKey> {
    return { fingerprint, armored: String(await run(['--armor', '--export', fingerprint])) };
  }

  return {
    home,
    run,
    async makeKey({ name, kind, signOnly = false, made, expires = '0' }) {
      const [primary, subkey] = algorithms[kind];
      const parameters = [
        ...primary,
        'Key-Usage: sign,cert',
        ...(signOnly ? [] : [...subkey, 'Subkey-Usage: encrypt']),
        `Name-Real: ${name}`,
        `Name-Email: ${name.toLowerCase()}@example.org`,
        `Expire-Date: ${expires}`,
        '%no-protection',
        '%commit',
      ];
      const clock = made === undefined ? [] : ['--faked-system-time', `${made}!`];
      const status = await run(
        [...clock, '--status-fd', '1', '--full-generate-key'],
        `${parameters.join('\n')}\n`,
      );
      const fingerprint = /KEY_CREATED \w ([0-9A-F]{40})/.exec(String(status))?.[1];
      if (fingerprint === undefined) throw new Error(`gpg named no key: ${status}`);
      return readKey(fingerprint);
    },
    async revoke(fingerprint) {
      const revocation = join(home, 'openpgp-revocs.d', `${fingerprint}.rev`);
      const text = await readFile(revocation, 'utf8');
      await run(['--import'], text.replace(':-----BEGIN', '-----BEGIN'));
      return readKey(fingerprint);
    },
    exportSecret: async (fingerprint) =>
      String(await run(['--armor', '--export-secret-keys', fingerprint])),
    decrypt: (message) => run(['--decrypt'], message),
    async close() {
      await runProgram('gpgconf', ['--kill', 'all'], env);
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Opens a message with Sequoia (`sq`, 0.27 or newer) and one armored secret key. */
export async function decryptWithSq(message: Uint8Array, secretKey: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'postern-sq-'));
  try {
    const keyFile = join(folder, 'key.asc');
    const messageFile = join(folder, 'message.pgp');
    await writeFile(keyFile, secretKey, { mode: 0o600 });
    await writeFile(messageFile, message);
    return await runProgram(
      'sq',
      ['decrypt', '--recipient-key', keyFile, messageFile],
      process.env,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The text under a clear-sign signature that Sequoia (`sq`) finds good; rejects with its words where it is not. */
export async function verifyWithSq(signed: string, certificate: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'postern-sq-'));
  try {
    const [certificateFile, signedFile] = [join(folder, 'key.asc'), join(folder, 'signed.asc')];
    await writeFile(certificateFile, certificate);
    await writeFile(signedFile, signed);
    const help = String(await runProgram('sq', ['verify', '--help'], process.env));
    // Later versions have other words for the same.
    const signer = help.includes('--signer-cert') ? '--signer-cert' : '--signer-file';
    const kind = help.includes('--cleartext') ? ['--cleartext'] : [];
    const args = ['verify', ...kind, signer, certificateFile, signedFile];
    return String(await runProgram('sq', args, process.env));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function runProgram(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  input: Uint8Array | string = '',
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: 'pipe' });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.stdin.on('error', () => {});
    child.on('error', () => reject(new Error(`${program} is not installed.`)));
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(output));
      else reject(new Error(`${program} ended with ${code}: ${Buffer.concat(errors)}`));
    });
    child.stdin.end(input);
  });
}
