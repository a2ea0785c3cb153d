/** The part of the message that people read first, in any mail program. */

import { creditLabels, nouns } from '#words/report-nouns';
import { isLine } from './clean-answers.ts';
import { hasReplyKey, replyKeyName } from './reply-key-file.ts';
import type { Report } from './report.ts';

/** Plain text, LF at line ends: how to answer before what was reported. */
export function renderMessageText(report: Report): string {
  return [
    `Security report for ${report.desk}`,
    '',
    ...renderSection('How to answer', renderAnswering(report)),
    ...renderSection('What was reported', renderFacts(report)),
    ...renderSection('Report', [report.report.trimEnd()]),
    ...report.details
      .filter((detail) => !isLine(detail))
      .flatMap(({ noun, words }) => renderSection(noun, [words])),
    ...renderSection('Files', renderFiles(report)),
  ].join('\n');
}

function renderAnswering(report: Report): string[] {
  const { reply, answerBy } = report;
  const promise = answerBy === null ? [] : [`An answer was promised by ${toMinuteText(answerBy)}.`];
  if (reply === '') {
    return [
      'The reporter left no address. Nobody can answer this report or ask about it.',
      '“Reply” in a mail program does not reach the reporter.',
    ];
  }
  return [
    `The reporter asks for the answer at: ${reply}`,
    ...promise,
    '“Reply” in a mail program does not reach the reporter: write to the address above.',
    ...renderReplyKey(report),
    'A plain reply is not encrypted, and would quote the subject and everything below in',
    'clear. Begin a new message, with a subject of your own and without the quoted text.',
  ];
}

function renderReplyKey(report: Report): string[] {
  if (report.replyKey === '') return [];
  return hasReplyKey(report)
    ? [
        `The reporter gave a key for the answer, attached as ${replyKeyName}. Nobody has checked that`,
        'it is theirs: ask in the first answer, and encrypt to it.',
      ]
    : ['In the place of a key for the answer, the reporter wrote:', report.replyKey];
}

function renderFacts(report: Report): string[] {
  const { product, version, summary, credit, createdAt, details } = report;
  const thanks = creditLabels[credit.kind];
  return [
    `${nouns.product}: ${product.name}`,
    `${nouns.version}: ${version === '' ? '(not given)' : version}`,
    `${nouns.summary}: ${summary}`,
    ...details
      .filter(isLine)
      .map(({ noun, answer, words }) => `${noun}: ${toWords(answer, words)}`),
    `${nouns.credit}: ${credit.kind === 'none' ? thanks : `${thanks}: ${credit.name}`}`,
    `Encrypted: ${toMinuteText(createdAt)}`,
  ];
}

/** A chosen kind of problem is known to programs and catalogues by its id. */
function toWords(answer: string, words: string): string {
  return answer !== words && /^CWE-\d+$/.test(answer) ? `${words} (${answer})` : words;
}

function renderFiles({ files }: Report): string[] {
  const lines = files.map(({ name, size }, index) => `${index + 1}. ${name} (${size} bytes)`);
  return [
    ...(lines.length === 0 ? ['None.'] : lines),
    '',
    'report.json holds the same for programs.',
  ];
}

function renderSection(heading: string, lines: readonly string[]): string[] {
  return [heading, '-'.repeat(heading.length), ...lines, ''];
}

function toMinuteText(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}
