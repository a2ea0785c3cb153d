/** The certificate of a new desk: from a file, out of a keyring, or new; looked at before anything is written. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isPrivateKey, parseCertificate } from '../../desk/certificate.ts';
import { renderFinding } from '../../desk/finding.ts';
import type { Io } from '../command.ts';
import { createKeyring } from '../gpg/keyring.ts';
import { CommandError } from '../publish/command-desk.ts';
import { toSlug } from '../publish/report-facts.ts';
import type { Answers, KeyWish } from './answers.ts';

export interface ObtainedKey {
  /** Path below the desk's folder. */
  readonly file: string;
  readonly armored: string;
  readonly owner: string;
  readonly fingerprint: string;
  readonly warnings: readonly string[];
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
  if (wish.kind === 'file') return toKey(readKeyFile(wish.of, io), wish.of, at);
  const keyring = createKeyring({ gpg, env: io.env, cwd: io.cwd });
  if (wish.kind === 'gpg') {
    const armored = await keyring.exportCertificate({ fingerprint: wish.of, owner: wish.of });
    return toKey(armored, `the key ${wish.of}`, at);
  }
  const fingerprint = await keyring.makeKey([`${wish.of} <${contact ?? ''}>`], '2y');
  const armored = await keyring.exportCertificate({ fingerprint, owner: wish.of });
  return toKey(armored, 'the new key', at);
}

function readKeyFile(file: string, io: Io): string {
  const path = resolve(io.cwd, file);
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw new CommandError(
      `${file} is not there. Give the file that gpg --armor --export FINGERPRINT wrote.`,
    );
  }
  if (statSync(path).size > maxKeyBytes)
    throw new CommandError(`${file} is larger than any certificate.`);
  const bytes = readFileSync(path);
  if (isPrivateKey(bytes)) {
    throw new CommandError(
      `${file} holds a private key, and nothing was copied. A desk holds only what gpg --armor --export FINGERPRINT writes.`,
    );
  }
  return bytes.toString('utf8');
}

async function toKey(armored: string, label: string, at: Date): Promise<ObtainedKey> {
  const { value, findings } = await parseCertificate(label, armored, at);
  const said = findings.map(renderFinding);
  if (value === null)
    throw new CommandError(`this key cannot be used, so nothing was written:\n${said.join('\n')}`);
  const file = `keys/${toSlug(value.owner, value.fingerprint.toLowerCase())}.asc`;
  const { owner, fingerprint } = value;
  return { file, armored: value.armored, owner, fingerprint, warnings: said };
}
