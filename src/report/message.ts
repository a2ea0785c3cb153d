/**
 * The MIME entity inside the encryption: RFC 9788 header protection and its older form, text for people, `report.json`,
 * the files. Nothing but base64 inside, as mail programs alter any other encoding.
 */

import { outerFromAddress, outerFromName, outerSubject } from '../contract.ts';
import { toBase64Lines } from './base64-lines.ts';
import { renderMessageText } from './message-text.ts';
import { toFileNameParameter, toHeaderText } from './mime-header.ts';
import { hasReplyKey, replyKeyName } from './reply-key-file.ts';
import { type Report, renderReportJson, reportJsonName } from './report.ts';
import { toWriting, type Writing } from './writing.ts';

/** What the mail will carry outside, repeated inside. */
export interface Sender {
  /** The relay's origin, or null for a report that no relay will carry. */
  readonly relay: string | null;
  /** The relay's own sender address where it has one, or null. */
  readonly mailFrom: string | null;
}

/** Shown by mail programs beside the message. Any other type could be run or rendered by one, so it is only saved. */
const shownTypes = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
]);

/**
 * A type that no program knows, so to be treated as bytes (RFC 2046 section 4.5.3). With `application/octet-stream`
 * Thunderbird goes by the name instead, and shows an invitation, a contact or a drawing below the report.
 */
const savedType = 'application/x-attachment';

/**
 * @param contents the bytes of `report.files`, in their order
 * @param boundary letters and digits that occur nowhere else (RFC 2046 section 5.1.1)
 * @param words what people read first, LF at line ends
 * @returns the entity with CRLF line ends, ending after the closing boundary
 */
export function renderMessage(
  report: Report,
  contents: readonly Uint8Array[],
  sender: Sender,
  boundary: string,
  words: string = renderMessageText(report),
): Writing {
  const from = `${outerFromName} <${sender.mailFrom ?? outerFromAddress(sender.relay)}>`;
  const head = [
    'MIME-Version: 1.0',
    `Subject: ${toHeaderText(`[${report.desk}] ${report.summary}`)}`,
    `From: ${from}`,
    `HP-Outer: Subject: ${outerSubject}`,
    `HP-Outer: From: ${from}`,
    `Content-Type: multipart/mixed; boundary="${boundary}";\r\n hp="cipher"; protected-headers="v1"`,
  ];
  const text = words.replaceAll('\n', '\r\n');
  return toWriting([
    utf8(`${head.join('\r\n')}\r\n\r\n`),
    ...renderPart(boundary, 'text/plain; charset=utf-8', 'inline', utf8(text)),
    ...renderPart(
      boundary,
      'application/json',
      `attachment${toFileNameParameter(reportJsonName)}`,
      utf8(renderReportJson(report)),
    ),
    ...(hasReplyKey(report)
      ? renderPart(
          boundary,
          'application/pgp-keys',
          `attachment${toFileNameParameter(replyKeyName)}`,
          utf8(`${report.replyKey}\n`),
        )
      : []),
    ...report.files.flatMap(({ name, type }, index) =>
      renderPart(
        boundary,
        shownTypes.has(type) ? type : savedType,
        `attachment${toFileNameParameter(name)}`,
        contents[index] ?? new Uint8Array(),
      ),
    ),
    utf8(`--${boundary}--\r\n`),
  ]);
}

function renderPart(
  boundary: string,
  type: string,
  disposition: string,
  content: Uint8Array,
): (Uint8Array | Writing)[] {
  const head = [
    `--${boundary}`,
    `Content-Type: ${type}`,
    `Content-Disposition: ${disposition}`,
    'Content-Transfer-Encoding: base64',
  ];
  return [utf8(`${head.join('\r\n')}\r\n\r\n`), toBase64Lines(content)];
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
