/** The reporter's own copy of what was typed, readable anywhere. It stays on the reporter's device. */

import { creditLabels, nouns } from '#words/report-nouns';
import { copy } from '#words/report-writing';
import type { Receipt } from '../contract.ts';
import { isLine, toCleanAnswers } from './clean-answers.ts';
import { hasReplyKey, replyKeyName } from './reply-key-file.ts';
import type { Answers, FileFacts } from './report.ts';

/** What the form shows of the answers' surroundings. */
export interface CopyFacts {
  /** The project's name. */
  readonly desk: string;
  /** The chosen product's name, or empty. */
  readonly productName: string;
  /** The hash of a file in lower hex, or null where it is not known. */
  readonly files: readonly (FileFacts & { readonly sha256: string | null })[];
  /** Null before the report was received. */
  readonly receipt: Receipt | null;
}

/** Markdown with LF at line ends. Also of a half-filled form: what is empty is left out. */
export function renderMarkdownCopy(typed: Answers, facts: CopyFacts): string {
  const answers = toCleanAnswers(typed);
  const { version, summary, report, reply, credit, creditName, details, replyKey } = answers;
  const { desk, productName, files, receipt } = facts;
  const rows: readonly (readonly [noun: string, value: string])[] = [
    [nouns.product, productName],
    [nouns.version, version],
    ...details.filter(isLine).map(({ noun, words }) => [noun, words] as const),
    [nouns.reply, reply],
    [copy.replyKey, hasReplyKey(answers) ? replyKeyName : replyKey],
    [nouns.credit, credit === 'none' ? creditLabels.none : creditName],
    [nouns.files, files.map(toFileText).join(', ')],
    [copy.receipt, receipt === null ? '' : copy.receiptFacts(receipt.id, receipt.receivedAt)],
  ];
  const list = rows
    .filter(([, value]) => value !== '')
    .map(([noun, value]) => `- ${noun}: ${value}`);
  return `${[
    `# ${summary === '' ? copy.title(desk) : summary}`,
    copy.private(desk),
    list.join('\n'),
    report.trimEnd(),
    ...details
      .filter((detail) => !isLine(detail))
      .map(({ noun, words }) => `## ${noun}\n\n${words}`),
  ].join('\n\n')}\n`;
}

function toFileText({ name, size, sha256 }: CopyFacts['files'][number]): string {
  return sha256 === null ? copy.file(name, size) : copy.fileWithHash(name, size, sha256);
}
