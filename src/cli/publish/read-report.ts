/** Reads a report for `desk new`: a mail to be decrypted, or the `report.json` that `desk open --json` prints. */
import type { Io } from '../command/command.ts';
import { CommandError } from '../command/command-error.ts';
import { chooseDecrypt, type KeyChoice } from '../open/choose-decrypt.ts';
import { parseEncryptedMail } from '../open/encrypted-mail.ts';
import { OpenError } from '../open/open-error.ts';
import { parseReport, parseReportJson } from '../open/opened-report.ts';
import { readSource } from '../open/read-source.ts';
import { type ReportFacts, toReportFacts } from './report-facts.ts';

/**
 * @param file a path, or `-` for standard input
 * @throws CommandError in the sentence of `desk open` where nothing can be read
 */
export async function readReport(file: string, choice: KeyChoice, io: Io): Promise<ReportFacts> {
  try {
    const source = await readSource(file, choice.maildir, io);
    const data = parseJson(source.bytes);
    if (data !== undefined) return toReportFacts(data, '');
    const mail = await parseEncryptedMail(source.bytes, source.label);
    const decrypt = await chooseDecrypt(choice, mail.ciphertext, io);
    const report = await parseReport(await decrypt(mail.ciphertext));
    return toReportFacts(parseReportJson(report), report.text);
  } catch (error) {
    throw error instanceof OpenError ? new CommandError(error.message) : error;
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    const data: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof data === 'object' && data !== null ? data : undefined;
  } catch {
    return undefined;
  }
}
