/** The addresses a certificate may be found by, each with what a Web Key Directory answers for it. */
import { type Key, readKey } from 'openpgp';
import { toWkdHash } from './wkd-hash.ts';

export interface Mailbox {
  /** As in the user ID. */
  readonly address: string;
  /** Name of its file in a Web Key Directory. */
  readonly wkdHash: string;
  /** Binary certificate in base64, with the user IDs of this address only. */
  readonly binary: string;
}

/** One for each address of a user ID that is valid at a moment; letter case does not make another. */
export async function readMailboxes(key: Key, at: Date): Promise<Mailbox[]> {
  const addresses = new Map<string, string>();
  for (const user of key.users) {
    const address = user.userID?.email ?? '';
    if (!/^[^@\s]+@[^@\s]+$/.test(address)) continue;
    const valid = await user.verify(at).catch(() => null);
    if (valid === true && !addresses.has(address.toLowerCase())) {
      addresses.set(address.toLowerCase(), address);
    }
  }
  const mailboxes: Mailbox[] = [];
  for (const [lower, address] of addresses) {
    const copy = await readKey({ binaryKey: key.write() });
    copy.users = copy.users.filter((it) => it.userID?.email.toLowerCase() === lower);
    const bytes = copy.write();
    mailboxes.push({ address, wkdHash: await toWkdHash(address), binary: toBase64(bytes) });
  }
  return mailboxes;
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
