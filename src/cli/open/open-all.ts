/** Opens every mail of a folder, such as an operator took out of the relay's queue, and prints a line for each. */
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { toVisibleLine } from '../../desk/visible.ts';
import type { Io } from '../command/command.ts';
import type { Decrypt } from './decrypt.ts';
import { parseEncryptedMail } from './encrypted-mail.ts';
import { fieldValue } from './field.ts';
import { OpenError } from './open-error.ts';
import { type OpenedReport, parseReport, reportJsonName } from './opened-report.ts';
import { readSource } from './read-source.ts';

/** Columns for what a report is called. */
const titleColumns = 60;

/**
 * Opens all, and goes on after one that cannot be opened.
 * @param chooseFor gives what opens a message
 * @returns whether there was any, and all were opened
 * @throws OpenError where the folder cannot be read
 */
export async function openAll(
  folder: string,
  chooseFor: (ciphertext: Uint8Array) => Promise<Decrypt>,
  io: Io,
): Promise<boolean> {
  const entries = await readdir(resolve(io.cwd, folder), { withFileTypes: true }).catch(() => {
    throw new OpenError('no-folder', folder);
  });
  const names = entries
    .filter((it) => it.isFile() && !it.name.startsWith('.'))
    .map((it) => it.name)
    .sort();
  let opened = 0;
  for (const name of names) {
    try {
      const { bytes } = await readSource(join(folder, name), '', io);
      const mail = await parseEncryptedMail(bytes, name);
      const decrypt = await chooseFor(mail.ciphertext);
      const report = await parseReport(await decrypt(mail.ciphertext));
      io.out(`${toLine(name, fieldValue(mail.outer, 'Date'), report)}\n`);
      opened += 1;
    } catch (error) {
      if (!(error instanceof OpenError)) throw error;
      io.out(`${toVisibleLine(name)}  not opened: ${toVisibleLine(error.message)}\n`);
    }
  }
  io.err(`${opened} of ${names.length} opened. Read one with: npm run desk -- open FILE\n`);
  return names.length > 0 && opened === names.length;
}

function toLine(name: string, date: string | null, report: OpenedReport): string {
  const [first = ''] = report.text.trim().split('\n');
  const title = toVisibleLine((report.subject ?? first).slice(0, titleColumns));
  const files = report.files.filter((it) => it.name !== reportJsonName).length;
  return [
    toVisibleLine(name),
    toDay(date),
    title || '(no text)',
    ...(files === 0 ? [] : [files === 1 ? '1 file' : `${files} files`]),
  ].join('  ');
}

function toDay(date: string | null): string {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? 'no date   ' : new Date(time).toISOString().slice(0, 10);
}
