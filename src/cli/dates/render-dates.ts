/** Dates as text for a terminal, and as the issue that a daily run keeps. */
import { createHash } from 'node:crypto';
import { type DueDate, toWarnDays } from '../../desk/dates/dates.ts';
import type { Warning } from './warning.ts';

/** One date in two lines each: when and what, then what to do. */
function renderDates(dates: readonly DueDate[]): string {
  const whens = dates.map((it) => `${it.day}  ${toLeft(it.daysLeft)}`);
  const width = Math.max(0, ...whens.map((it) => it.length));
  return dates
    .map((it, n) => `${whens[n]?.padEnd(width)}  ${it.what}.\n${' '.repeat(width)}  ${it.todo}\n`)
    .join('');
}

/** Dates and faults, such as for a mail that cron sends; nothing where there are none. */
export function renderWarning({ dates, faults }: Pick<Warning, 'dates' | 'faults'>): string {
  return `${renderDates(dates)}${faults.map((it) => `${it.text}\n`).join('')}`;
}

/** A text in Markdown, and a mark in it that changes only when a threshold is passed or something comes or goes. */
export interface Issue {
  readonly mark: string;
  readonly body: string;
}

/** The issue of a day. Its mark changes when something new has to be told, and not because a day has passed. */
export function toIssue({ state, dates, faults }: Warning): Issue {
  const reached = dates.map((it) => `${it.kind} ${it.subject} ${toWarnDays(it)}`);
  const told = JSON.stringify([state, reached, faults.map((it) => it.id)]);
  const mark = `dates-${createHash('sha256').update(told).digest('hex').slice(0, 16)}`;
  const parts = [
    state === 'now'
      ? 'Something about the security page has stopped working, or does today.'
      : 'A day is near on which the security page needs somebody.',
    ...dates.map((it) => `- **${it.day}**, ${toLeft(it.daysLeft)}: ${it.what}. ${it.todo}`),
    ...(faults.length === 0 ? [] : ['', ...faults.map((it) => `    ${it.text}`)]),
    '',
    'This text is written anew every day, and closed when all is well again.',
    '',
    `<!-- ${mark} -->`,
  ];
  const [head = '', ...rest] = parts;
  return { mark, body: `${[head, '', ...rest].join('\n')}\n` };
}

function toLeft(days: number): string {
  if (days === 0) return 'today';
  const many = `${Math.abs(days)} day${Math.abs(days) === 1 ? '' : 's'}`;
  return days < 0 ? `${many} ago` : `in ${many}`;
}
