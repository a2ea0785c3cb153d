/** The certificate of a new desk: from a file, out of a keyring, or new; looked at before anything is written. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Certificate } from '../../desk/keys/certificate.ts';
import type { Io } from '../command/command.ts';
import { CommandError } from '../command/command-error.ts';
import { createKeyring } from '../gpg/keyring.ts';
import { parseKeyFile } from '../key/key-file.ts';
import { toRefusal } from '../key/refusal.ts';
import { toSlug } from '../publish/report-facts.ts';
import type { Answers, KeyWish } from './answers.ts';

export interface ObtainedKey {
  /** Path below the desk's folder. */
  readonly file: string;
  readonly certificate: Certificate;
}

/** A certificate with thousands of signatures has a megabyte. */
const maxKeyBytes = 8 * 1024 * 1024;

/**
 * @param at a certificate must be usable at this time
 * @throws CommandError for a key that reports cannot be encrypted to, and for all that gpg refuses
 */
export async function obtainKey(
  wish: KeyWish,
  { contact }: Pick<Answers, 'contact'>,
  gpg: string,
  at: Date,
  io: Io,
): Promise<ObtainedKey | null> {
  if (wish.kind === 'none') return null;
  if (wish.kind === 'file') return toKey(readKeyBytes(wish.of, io), wish.of, at);
  const keyring = createKeyring({ gpg, env: io.env, cwd: io.cwd });
  const fingerprint =
    wish.kind === 'new' ? await keyring.makeKey([`${wish.of} <${contact ?? ''}>`], '2y') : wish.of;
  const armored = await keyring.exportCertificate({ fingerprint, owner: wish.of });
  const several = `This keyring has several keys of ${wish.of}. Give the fingerprint of one; gpg --list-secret-keys shows those that are yours.`;
  return toKey(Buffer.from(armored), `The key ${wish.of}`, at, several);
}

function readKeyBytes(file: string, io: Io): Uint8Array {
  const path = resolve(io.cwd, file);
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw new CommandError(
      `${file} is not there. Give the file that gpg --armor --export FINGERPRINT wrote.`,
    );
  }
  if (statSync(path).size > maxKeyBytes) {
    throw new CommandError(
      `${file} is larger than any certificate. Give the file that gpg --armor --export FINGERPRINT wrote.`,
    );
  }
  return readFileSync(path);
}

/** @param several what to say of more than one key, where they are in no file */
async function toKey(
  bytes: Uint8Array,
  label: string,
  at: Date,
  several?: string,
): Promise<ObtainedKey> {
  const { value, findings } = await parseKeyFile(label, bytes, at);
  if (value?.certificate == null) {
    const isSeveral = findings.some((it) => it.rule === 'key-several');
    throw new CommandError((isSeveral ? several : undefined) ?? toRefusal(label, findings));
  }
  const { certificate } = value;
  const name = toSlug(certificate.owner, certificate.fingerprint.toLowerCase());
  return { file: `keys/${name}.asc`, certificate };
}
