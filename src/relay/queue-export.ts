/** Writes reports that wait in the spool into a folder, each as the mail that would have been sent. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toErrorCode } from './error-code.ts';
import type { MailSettings } from './mime.ts';
import { renderMail, toReportId } from './mime.ts';
import type { Spool, SpoolStatus } from './spool.ts';
import { damagedBody } from './spool.ts';

/** What became of the reports that wait, oldest first. */
export interface Exported {
  readonly written: readonly SpoolStatus[];
  /** The spool has lost some of them, and they were not written. */
  readonly damaged: readonly SpoolStatus[];
}

/**
 * Writes one file `<id>.eml` for each report, readable by its owner alone, complete or not at all. One of the same name
 * is replaced by the same text.
 * @param folder made where it is missing
 */
export async function exportQueue(
  spool: Spool,
  folder: string,
  settings: MailSettings,
): Promise<Exported> {
  const [written, damaged]: [SpoolStatus[], SpoolStatus[]] = [[], []];
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const status of await spool.undelivered()) {
    const { item } = status;
    const path = join(folder, `${toReportId(item.sha256)}.eml`);
    const unfinished = join(folder, `.${toReportId(item.sha256)}.eml`);
    const body = spool.body(item.sha256);
    const { text } = renderMail(item, { to: null, inline: false }, settings, body);
    try {
      // What somebody else has put there is never written through.
      await rm(unfinished, { force: true });
      await writeFile(unfinished, text, { mode: 0o600, flag: 'wx', flush: true });
      await rename(unfinished, path);
      written.push(status);
    } catch (error) {
      await rm(unfinished, { force: true });
      if (toErrorCode(error) !== damagedBody) throw error;
      damaged.push(status);
    }
  }
  return { written, damaged };
}
