/** Opens a mail with the maintainer's gpg and finds the delivery test in it; what a real report says goes nowhere. */
import type { Io } from '../command.ts';
import { createGpgDecrypt } from '../open/decrypt-gpg.ts';
import { parseEncryptedMail } from '../open/encrypted-mail.ts';
import { OpenError } from '../open/open-error.ts';
import { parseReport, parseReportJson } from '../open/opened-report.ts';
import { readSource } from '../open/read-source.ts';
import { toVisibleLine } from '../open/visible.ts';
import { CommandError } from '../publish/command-desk.ts';
import { type OpenedTest, parseDeliveryNote } from './delivery-note.ts';

export interface OpenedNote extends OpenedTest {
  /** Fingerprint of the key that opened it. */
  readonly key: string;
}

/**
 * @param file a saved mail, or `-` for standard input
 * @throws CommandError in one sentence where it cannot be opened, or is something else
 */
export async function openNote(file: string, gpg: string, io: Io): Promise<OpenedNote> {
  try {
    const source = await readSource(file, '', io);
    const mail = await parseEncryptedMail(source.bytes, source.label);
    const decrypt = createGpgDecrypt({ gpg, env: io.env, cwd: io.cwd });
    const decrypted = await decrypt(mail.ciphertext);
    const note = parseDeliveryNote(parseReportJson(await parseReport(decrypted)));
    if (note === null) {
      throw new CommandError(
        'This is no delivery test. It may be a report: read it with npm run desk -- open. Nothing was written.',
      );
    }
    if (decrypted.openedBy === '') {
      throw new CommandError('gpg did not say which key opened it. Use GnuPG 2.2 or newer.');
    }
    return { ...note, key: decrypted.openedBy };
  } catch (error) {
    throw error instanceof OpenError ? new CommandError(toVisibleLine(error.message)) : error;
  }
}
