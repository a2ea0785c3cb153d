/** The encrypted report as a mail that a mail program opens as a draft and sends, for a relay that cannot. */

import { outerSubject } from '../contract.ts';

/** Decrypted, it loses its `.asc` and is a mail again, which mail programs show. */
const attachmentName = 'report.eml.asc';

/**
 * Not `application/pgp-encrypted`, which some programs take for half of a broken PGP/MIME, and not
 * `application/octet-stream`, with which Thunderbird goes by the name and takes the file for a key.
 */
const attachmentType = 'application/x-attachment';

/**
 * The message is an attached file: a program that opens PGP/MIME as a draft decrypts it for that, and leaves an empty
 * mail to whoever has no key.
 * @param armor of the message, LF at line ends
 * @param to the address for reports, or null where the reporter has to find it
 * @returns CRLF at line ends
 */
export function renderEml(armor: string, to: string | null): string {
  const boundary = 'postern-encrypted-report';
  return [
    // Thunderbird, Outlook and others open it as a draft, ready to be sent.
    'X-Unsent: 1',
    ...(to === null ? [] : [`To: ${to}`]),
    `Subject: ${outerSubject}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'The attached file is a security report, encrypted with OpenPGP.',
    '',
    `--${boundary}`,
    `Content-Type: ${attachmentType}; name="${attachmentName}"`,
    `Content-Disposition: attachment; filename="${attachmentName}"`,
    '',
    ...armor.trimEnd().split('\n'),
    '',
    `--${boundary}--`,
    '',
  ].join('\r\n');
}
