/**
 * Prints an opened report. What we say comes first and the sender's text comes last, so that no text can imitate a line
 * of ours below it; and nothing in it can move the cursor.
 */
import { toVisible, toVisibleLine } from '../../desk/visible.ts';
import type { Decrypted } from './decrypt.ts';
import type { EncryptedMail } from './encrypted-mail.ts';
import type { Field } from './field.ts';
import type { OpenedReport } from './opened-report.ts';

/** The sentence that belongs beside every opened report: encryption says who can read, not who wrote. */
export function toSenderSentence(signed: boolean): string {
  return signed
    ? 'not verified. The message carries a signature that nobody has checked here; open it in your mail program to check it.'
    : 'not verified. Anybody can encrypt to your key, so who wrote this is only what the text says.';
}

/** Above the text of the sender, where nobody can imitate it. */
const nextStep =
  '--save DIR writes the files. npm run desk -- new advisory --from FILE begins a draft of an advisory.';

/** Fields outside the encryption that help to find the mail again. */
const outerNames = ['From', 'Reply-To', 'Date', 'Subject', 'Message-ID', 'X-Postern-Id'];

/**
 * @param parts.source the file that was opened
 * @param parts.saved where the files were written, or null
 */
export function renderReport(parts: {
  readonly source: string;
  readonly mail: EncryptedMail;
  readonly decrypted: Decrypted;
  readonly report: OpenedReport;
  readonly saved: { readonly folder: string; readonly names: readonly string[] } | null;
}): string {
  const { source, mail, decrypted, report, saved } = parts;
  const outer = outerNames.flatMap((name) =>
    mail.outer.filter((field) => field.name.toLowerCase() === name.toLowerCase()),
  );
  const blocks = [
    [
      row('Opened', `${source} (${mail.kind})`),
      row('With', decrypted.openedWith),
      row('Sender', toSenderSentence(report.signed)),
      row('Next', nextStep),
    ],
    titled('Outside the encryption (anybody on the way can write this)', outer.map(fieldRow)),
    titled('Inside the encryption', report.headers.map(fieldRow)),
    titled(
      `Files (${report.files.length})`,
      report.files.flatMap((file, index) => [
        `  ${index + 1}  ${toVisibleLine(file.name) || '(no name)'}  ${toVisibleLine(file.mediaType)}  ${toBytesText(file.content.length)}`,
        `     sha256 ${file.sha256}`,
        ...(saved === null ? [] : [`     saved as ${saved.folder}/${saved.names[index] ?? ''}`]),
      ]),
    ),
    ['-- Everything below is the report itself '.padEnd(72, '-')],
    [
      toVisible(report.text).trimEnd() ||
        '(The report has no plain text. Its files are listed above.)',
    ],
  ];
  const filled = blocks.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** `1,234 bytes` */
export function toBytesText(bytes: number): string {
  return `${bytes.toLocaleString('en-US')} ${bytes === 1 ? 'byte' : 'bytes'}`;
}

function titled(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

function fieldRow({ name, value }: Field): string {
  return `  ${toVisibleLine(name)}: ${toVisibleLine(value)}`;
}

function row(name: string, value: string): string {
  return `${name.padEnd(8)}${toVisibleLine(value)}`;
}
