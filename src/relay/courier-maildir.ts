/** A courier to a local Maildir (https://cr.yp.to/proto/maildir.html): written in `tmp`, synced, then renamed into `new`. */
import { access, constants, mkdir, open, rename } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Courier } from './courier.ts';
import type { MailSettings } from './mime.ts';
import { renderMail, toReportId } from './mime.ts';
import { renderNotice } from './notice.ts';

/** What the courier is made of. */
export interface MaildirParts extends MailSettings {
  /** The Maildir; it is made where it is missing. */
  readonly maildir: string;
  /** Address by certificate fingerprint; none is needed. */
  readonly recipients: ReadonlyMap<string, string>;
  /** Fingerprints whose mail is no PGP/MIME. */
  readonly inline: ReadonlySet<string>;
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
 * The same name for the same mail at every attempt, so that one that was written just before a crash
 * is replaced by itself.
 */
function toFileName(time: string, unique: string): string {
  const seconds = Math.floor(Date.parse(time) / 1000);
  const host = hostname().replaceAll('/', '\\057').replaceAll(':', '\\072');
  return `${seconds}.R${unique}.${host}`;
}

function toCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'failed';
}

/** A courier that writes one mail for each recipient. Every failure is transient: a disk can be mended. */
export function createMaildirCourier(parts: MaildirParts): Courier {
  const { maildir, recipients, inline, origin } = parts;

  async function makeFolders(): Promise<void> {
    for (const folder of ['tmp', 'new', 'cur']) {
      await mkdir(join(maildir, folder), { recursive: true, mode: 0o700 });
    }
  }

  async function put(name: string, texts: AsyncIterable<string> | Iterable<string>) {
    try {
      await makeFolders();
      const file = await open(join(maildir, 'tmp', name), 'w', 0o600);
      try {
        for await (const text of texts) await file.write(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(join(maildir, 'tmp', name), join(maildir, 'new', name));
      await syncFolder(join(maildir, 'new'));
      return { outcome: 'delivered' } as const;
    } catch (error) {
      return { outcome: 'transient', code: toCode(error) } as const;
    }
  }

  return {
    async deliver({ item, body }, recipient) {
      const name = toFileName(
        item.receivedAt,
        `${toReportId(item.sha256)}_${recipient.slice(-16)}`,
      );
      const addressee = { to: recipients.get(recipient) ?? null, inline: inline.has(recipient) };
      const mail = renderMail(item, addressee, parts, body());
      return await put(name, mail.text);
    },
    async check() {
      try {
        await makeFolders();
        await access(join(maildir, 'new'), constants.W_OK);
        return { outcome: 'delivered' };
      } catch (error) {
        return { outcome: 'transient', code: toCode(error) };
      }
    },
    async notify(notice, to) {
      return await put(toFileName(notice.date, notice.id), [renderNotice(notice, to, origin)]);
    },
  };
}
