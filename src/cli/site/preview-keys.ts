/** The throw-away keys of a preview: one that reports are encrypted to, one that signs receipts. Made once, kept outside version control. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey } from 'openpgp';
import { createReceiptKeyPair } from '../../relay/receipt.ts';

/** Older than any day a preview may be built for, so that the certificate is valid on each. */
const created = new Date('2020-01-01T00:00:00Z');

/** Makes what is missing in `<state>/keys/`: `certificate.asc`, `secret.asc`, `receipt.pub`, `receipt.pem`. */
export async function writePreviewKeys(state: string): Promise<void> {
  const folder = join(state, 'keys');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const missing = (file: string) => !existsSync(join(folder, file));
  const write = (file: string, text: string) =>
    writeFileSync(join(folder, file), text, { mode: 0o600 });

  if (missing('certificate.asc') || missing('secret.asc')) {
    const { privateKey, publicKey } = await generateKey({
      userIDs: [{ name: 'Throw-away key of this machine' }],
      date: created,
      format: 'armored',
    });
    write('secret.asc', privateKey);
    write('certificate.asc', publicKey);
  }
  if (missing('receipt.pub') || missing('receipt.pem')) {
    const { privateKeyPem, publicKey } = await createReceiptKeyPair();
    write('receipt.pem', privateKeyPem);
    write('receipt.pub', `${publicKey}\n`);
  }
}
