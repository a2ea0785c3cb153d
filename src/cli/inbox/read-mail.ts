/** Reads the mails of the demonstration's inbox. */
import { open, readFile } from 'node:fs/promises';
import PostalMime from 'postal-mime';
import type { Decrypt } from '../open/decrypt.ts';
import { parseEncryptedMail } from '../open/encrypted-mail.ts';
import { type Field, fieldValue, toFields } from '../open/field.ts';
import type { MailEntry } from '../open/maildir.ts';
import { maxOpenBytes, OpenError } from '../open/open-error.ts';
import { type OpenedReport, parseReport } from '../open/opened-report.ts';
import type { ListedMail } from './list.ts';

/** Header bytes read of a mail that is only listed. */
const headerBytes = 16 * 1024;

/** A mail, and its report or the sentence that says why there is none. */
export interface InboxMail {
  readonly entry: MailEntry;
  readonly raw: Uint8Array;
  readonly opening: { readonly report: OpenedReport } | { readonly problem: string };
}

/** What the list shows of a mail, without decrypting it. */
export async function readListed(entry: MailEntry): Promise<ListedMail> {
  const outer = await readOuter(entry.path).catch(() => []);
  return {
    entry,
    subject: fieldValue(outer, 'Subject') ?? '',
    id: fieldValue(outer, 'X-Postern-Id'),
  };
}

/** @returns null when the file is gone: a mail program moves and deletes mails */
export async function readInboxMail(entry: MailEntry, decrypt: Decrypt): Promise<InboxMail | null> {
  if (entry.bytes > maxOpenBytes) {
    const { message } = new OpenError('too-large', 'This mail');
    return { entry, raw: new Uint8Array(), opening: { problem: message } };
  }
  const raw = await readFile(entry.path).catch(() => null);
  return raw === null ? null : { entry, raw, opening: await openMail(raw, decrypt) };
}

async function openMail(raw: Uint8Array, decrypt: Decrypt): Promise<InboxMail['opening']> {
  try {
    const { ciphertext } = await parseEncryptedMail(raw, 'This mail');
    return { report: await parseReport(await decrypt(ciphertext)) };
  } catch (error) {
    if (!(error instanceof OpenError)) throw error;
    return { problem: error.message };
  }
}

async function readOuter(path: string): Promise<Field[]> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headerBytes), 0, headerBytes, 0);
    const [head = ''] = buffer.toString('latin1', 0, bytesRead).split(/\r?\n\r?\n/, 1);
    const { headers } = await PostalMime.parse(Buffer.from(`${head}\r\n\r\n`, 'latin1'));
    return toFields(headers);
  } finally {
    await file.close();
  }
}
