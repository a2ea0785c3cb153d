/** The part of the message that people read first, in any mail program. */

import { creditLabels, fields } from './fields.ts';
import type { Report } from './report.ts';

/** Plain text, LF at line ends: how to answer before what was reported. */
export function renderMessageText(report: Report): string {
  return [
    `Security report for ${report.desk}`,
    '',
    ...renderSection('How to answer', renderAnswering(report)),
    ...renderSection('What was reported', renderFacts(report)),
    ...renderSection('Report', [report.report.trimEnd()]),
    ...renderSection('Files', renderFiles(report)),
  ].join('\n');
}

function renderAnswering({ reply, answerBy }: Report): string[] {
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
    'A plain reply is not encrypted, and would quote the subject and everything below in',
    'clear. Begin a new message, with a subject of your own and without the quoted text.',
  ];
}

function renderFacts({ product, version, summary, credit, createdAt }: Report): string[] {
  const thanks = creditLabels[credit.kind];
  return [
    `${fields.product.noun}: ${product.name}`,
    `${fields.version.noun}: ${version === '' ? '(not given)' : version}`,
    `${fields.summary.noun}: ${summary}`,
    `${fields.credit.noun}: ${credit.kind === 'none' ? thanks : `${thanks}: ${credit.name}`}`,
    `Encrypted: ${toMinuteText(createdAt)}`,
  ];
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
