/** Reads what was inside the encryption: the entity that the form makes, any other mail entity, or plain text. */
import { createHash } from 'node:crypto';
import type { Attachment } from 'postal-mime';
import type { Decrypted } from './decrypt.ts';
import { type Field, fieldValue, toFields } from './field.ts';
import { parseMime } from './parse-mime.ts';

/** One file of a report. */
export interface ReportFile {
  /** As the sender named it: hostile until made safe. */
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
  /** Lower hex. */
  readonly sha256: string;
}

/** A decrypted report. Every string in it is the sender's, and hostile. */
export interface OpenedReport {
  /** Null where the sender protected none. */
  readonly subject: string | null;
  /** The header fields inside the encryption, without those that only describe the MIME structure. */
  readonly headers: readonly Field[];
  readonly text: string;
  /** Every attachment in its order, `report.json` among them. */
  readonly files: readonly ReportFile[];
  /** Whether it says that it was signed. Nobody has checked it. */
  readonly signed: boolean;
}

/** The name that the form gives the report as data. */
export const reportJsonName = 'report.json';

/** Reads the plaintext of a message; takes whatever it is, so it never throws for its content. */
export async function parseReport(decrypted: Decrypted): Promise<OpenedReport> {
  const head = Buffer.from(decrypted.plaintext.subarray(0, 65_536)).toString('latin1');
  const report = isEntity(head) ? await fromEntity(decrypted.plaintext).catch(() => null) : null;
  return report === null
    ? fromData(decrypted)
    : { ...report, signed: report.signed || decrypted.signed };
}

/** The report as data, or null when there is none or it is not JSON. */
export function parseReportJson(report: OpenedReport): unknown {
  const file = report.files.find(
    ({ name, mediaType }) => name === reportJsonName && mediaType === 'application/json',
  );
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file?.content));
  } catch {
    return null;
  }
}

/** A MIME entity begins with header fields, one of them its Content-Type. */
function isEntity(head: string): boolean {
  const [header = ''] = head.split(/\r?\n\r?\n/, 1);
  return /^[!-9;-~]+:/.test(header) && /^content-type:/im.test(header);
}

async function fromEntity(plaintext: Uint8Array): Promise<OpenedReport> {
  const entity = await parseMime(plaintext);
  const headers = toFields(entity.headers);
  return {
    subject: entity.subject ?? null,
    headers: headers.filter(({ name }) => !/^(?:content-|mime-version$|hp-outer$)/i.test(name)),
    text: entity.text ?? '',
    files: entity.attachments.map(fromAttachment),
    signed: /^multipart\/signed\b/i.test(fieldValue(headers, 'Content-Type') ?? ''),
  };
}

function fromAttachment(part: Attachment): ReportFile {
  const content = typeof part.content === 'string' ? part.content : new Uint8Array(part.content);
  // Beside the text, or in its place, and no file to its writer.
  const name =
    part.mimeType === 'text/html' && part.disposition !== 'attachment' ? 'message.html' : '';
  return toFile(part.filename ?? name, part.mimeType, content);
}

/** Something encrypted by hand: text where it is text, else one file. */
function fromData({ plaintext, fileName, signed }: Decrypted): OpenedReport {
  const name = fileName === '_CONSOLE' ? '' : fileName;
  const none = { subject: null, headers: [], signed };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(plaintext);
    if (!text.includes('\0')) return { ...none, text, files: [] };
  } catch {
    // Not UTF-8, so it is no text to show.
  }
  return { ...none, text: '', files: [toFile(name, 'application/octet-stream', plaintext)] };
}

function toFile(name: string, mediaType: string, content: Uint8Array | string): ReportFile {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return {
    name,
    mediaType,
    content: bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}
