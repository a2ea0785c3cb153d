/** A courier to a local Maildir (https://cr.yp.to/proto/maildir.html): written in `tmp`, synced, then renamed into `new`. */
import { mkdir, open, rename } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Courier } from './courier.ts';
import type { MailSettings } from './mime.ts';
import { renderMail, toReportId } from './mime.ts';

/** What the courier is made of. */
export interface MaildirParts extends MailSettings {
  /** The Maildir; it is made where it is missing. */
  readonly maildir: string;
  /** Address by certificate fingerprint; none is needed. */
  readonly recipients: ReadonlyMap<string, string>;
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/**
 * The same name for the same report and recipient at every attempt, so that a mail that was written just before a crash
 * is replaced by itself.
 */
function toFileName(sha256: string, receivedAt: string, recipient: string): string {
  const seconds = Date.parse(receivedAt) / 1000;
  const host = hostname().replaceAll('/', '\\057').replaceAll(':', '\\072');
  return `${seconds}.R${toReportId(sha256)}_${recipient.slice(-16)}.${host}`;
}

function toCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'failed';
}

/** A courier that writes one mail for each recipient. Every failure is transient: a disk can be mended. */
export function createMaildirCourier(parts: MaildirParts): Courier {
  const { maildir, recipients } = parts;
  return {
    async deliver({ item, body }, recipient) {
      const name = toFileName(item.sha256, item.receivedAt, recipient);
      const mail = renderMail(item, recipients.get(recipient) ?? null, parts, body());
      try {
        for (const folder of ['tmp', 'new', 'cur']) {
          await mkdir(join(maildir, folder), { recursive: true, mode: 0o700 });
        }
        const file = await open(join(maildir, 'tmp', name), 'w', 0o600);
        try {
          for await (const text of mail.text) await file.write(text);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(join(maildir, 'tmp', name), join(maildir, 'new', name));
        await syncFolder(join(maildir, 'new'));
        return { outcome: 'delivered' };
      } catch (error) {
        return { outcome: 'transient', code: toCode(error) };
      }
    },
  };
}
