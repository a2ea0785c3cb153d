/** The reporter's own key, as a file of the report. */

import type { Report } from './report.ts';

/** A key that mail programs can take over, told from a fingerprint or an address. */
const publicKeyMark = /^-----BEGIN PGP PUBLIC KEY BLOCK-----$/m;

/** Name of the reporter's key among the files. */
export const replyKeyName = 'reporter-key.asc';

/** Whether there is a key to attach, apart from other words in its place. */
export function hasReplyKey({ replyKey }: Pick<Report, 'replyKey'>): boolean {
  return publicKeyMark.test(replyKey);
}
