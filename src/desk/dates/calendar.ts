/** Dates as iCalendar (RFC 5545): a day's event for each, with alarms before it. */
import type { Site } from '../site.ts';
import type { DueDate } from './dates.ts';

/** Days before an event on which a calendar speaks up. */
const alarmDays = [30, 7];

/** Octets in a line, without its end (section 3.1). */
const lineOctets = 75;

/**
 * The calendar's text. The same dates of the same site and day give the same bytes; an event keeps its UID when its day
 * moves, so that importing again moves it.
 */
export function renderCalendar(
  dates: readonly DueDate[],
  site: Pick<Site, 'url' | 'date'>,
): string {
  const { hostname } = new URL(site.url);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Postern//Dates of a desk//EN',
    ...dates.flatMap((it) => toEvent(it, site.date, hostname)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function toEvent(it: DueDate, today: string, host: string): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${it.kind}-${toHex(it.subject)}@${host}`,
    `DTSTAMP:${toDigits(today)}T000000Z`,
    `DTSTART;VALUE=DATE:${toDigits(it.day)}`,
    `SUMMARY:${escapeText(it.what)}`,
    `DESCRIPTION:${escapeText(it.todo)}`,
    // A day on which something ends does not make anybody busy.
    'TRANSP:TRANSPARENT',
    ...alarmDays.flatMap((days) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escapeText(it.what)}`,
      `TRIGGER:-P${days}D`,
      'END:VALARM',
    ]),
    'END:VEVENT',
  ];
}

/** TEXT (section 3.3.11). Content is on one line, but another control character would end the file's grammar. */
function escapeText(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, ' ');
}

/** Letters and digits whatever a subject is written with, and no two subjects the same. */
function toHex(subject: string): string {
  return Array.from(new TextEncoder().encode(subject), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

function toDigits(day: string): string {
  return day.replaceAll('-', '');
}

/** Folds between characters, so that each line is UTF-8 by itself (section 3.1 asks for it of writers). */
function fold(line: string): string {
  const encoder = new TextEncoder();
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const { length } = encoder.encode(character);
    if (octets + length > lineOctets) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += length;
  }
  return folded;
}
