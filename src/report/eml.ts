/** The encrypted report as a mail that a mail program opens and sends (RFC 3156 section 4), for a relay that cannot. */

import { outerSubject } from '../contract.ts';

/**
 * @param armor of the message, LF at line ends
 * @param to the address for reports, or null where the reporter has to find it
 * @returns CRLF at line ends
 */
export function renderEml(armor: string, to: string | null): string {
  const boundary = 'postern-encrypted-report';
  return [
    // Outlook and others open it as a draft, ready to be sent.
    'X-Unsent: 1',
    ...(to === null ? [] : [`To: ${to}`]),
    `Subject: ${outerSubject}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted";',
    ` boundary="${boundary}"`,
    '',
    'This mail is encrypted with OpenPGP (RFC 3156).',
    '',
    `--${boundary}`,
    'Content-Type: application/pgp-encrypted',
    '',
    'Version: 1',
    '',
    `--${boundary}`,
    'Content-Type: application/octet-stream; name="encrypted.asc"',
    'Content-Disposition: inline; filename="encrypted.asc"',
    '',
    ...armor.trimEnd().split('\n'),
    '',
    `--${boundary}--`,
    '',
  ].join('\r\n');
}
