/** Finds the delivery test in a mail, opened with one maintainer's key; what a real report says goes nowhere. */
import type { Certificate } from '../../desk/keys/certificate.ts';
import { toVisibleLine } from '../../desk/visible.ts';
import type { Io } from '../command/command.ts';
import { CommandError } from '../command/command-error.ts';
import { createGpgDecrypt } from '../open/decrypt-gpg.ts';
import { parseEncryptedMail } from '../open/encrypted-mail.ts';
import { OpenError, type OpenErrorCode } from '../open/open-error.ts';
import { parseReport, parseReportJson } from '../open/opened-report.ts';
import { readSource } from '../open/read-source.ts';
import { type OpenedTest, parseDeliveryNote } from './delivery-note.ts';
import { toMessageFor } from './message-for.ts';

/**
 * The encrypted message in a saved mail.
 * @param file a path, or `-` for standard input
 * @throws CommandError in one sentence
 */
export async function readCiphertext(file: string, io: Io): Promise<Uint8Array> {
  return await inSentences(async () => {
    const source = await readSource(file, '', io);
    return (await parseEncryptedMail(source.bytes, source.label)).ciphertext;
  });
}

/**
 * @param owner whose key has to open it, with this machine's gpg
 * @throws CommandError in one sentence where it cannot be opened with it, or is something else
 */
export async function openNote(
  ciphertext: Uint8Array,
  owner: Certificate,
  gpg: string,
  io: Io,
): Promise<OpenedTest> {
  return await inSentences(async () => {
    const message = toMessageFor(ciphertext, owner);
    if (message === null) throw new CommandError(`It is not encrypted to ${owner.owner}.`);
    const decrypted = await createGpgDecrypt({ gpg, env: io.env, cwd: io.cwd })(message);
    const note = parseDeliveryNote(parseReportJson(await parseReport(decrypted)));
    if (note !== null) return note;
    throw new CommandError(
      'This is no delivery test. It may be a report: read it with npm run desk -- open. Nothing was written.',
    );
  });
}

/** Where the sentence of `desk open` names an option that there is not here. */
const own: Partial<Record<OpenErrorCode, string>> = {
  'no-secret-key':
    'gpg does not have the secret key that it needs. Use the machine, the card or the GNUPGHOME that has it.',
  'gpg-missing': 'gpg cannot be started. Install GnuPG, or name it with --gpg PATH.',
};

async function inSentences<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OpenError)) throw error;
    throw new CommandError(own[error.code] ?? toVisibleLine(error.message));
  }
}
