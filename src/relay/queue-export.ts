/** Writes reports that wait in the spool into a folder, each as the mail that would have been sent. */
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { MailSettings } from './mime.ts';
import { renderMail, toReportId } from './mime.ts';
import type { Spool, SpoolStatus } from './spool.ts';

/**
 * Writes one file `<id>.eml` for each report, readable by its owner alone, complete or not at all. One of the same name
 * is replaced by the same text.
 * @param folder made where it is missing
 * @returns what was written, oldest first
 */
export async function exportQueue(
  spool: Spool,
  folder: string,
  settings: MailSettings,
): Promise<readonly SpoolStatus[]> {
  const waiting = await spool.undelivered();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const { item } of waiting) {
    const name = `${toReportId(item.sha256)}.eml`;
    const file = await open(join(folder, `.${name}`), 'w', 0o600);
    try {
      const { text } = renderMail(
        item,
        { to: null, inline: false },
        settings,
        spool.body(item.sha256),
      );
      for await (const piece of text) await file.write(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(join(folder, `.${name}`), join(folder, name));
  }
  return waiting;
}
