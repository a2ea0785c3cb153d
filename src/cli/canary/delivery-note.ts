/** What is inside a delivery test: the words for the person who opens it, and the marks that a program knows it by. */
import { unknownProduct } from '../../report/fields.ts';
import type { Answers, DetailAnswer } from '../../report/report.ts';

/** What only those know who sent a delivery test or opened it. */
export interface DeliveryNote {
  /** 32 lower-case hexadecimal digits, by chance. */
  readonly token: string;
  /** Address of the site whose form it took. */
  readonly site: string;
}

/** For how many days a test can be answered; an older one says nothing of the relay of today. */
export const answerDays = 30;

const summary = 'Delivery test, not a report: please answer it';

const ids = { token: 'deliveryTest', site: 'deliverySite' } as const;

/** The text that its reader sees first. */
export function renderDeliveryWords(desk: string, { site }: Pick<DeliveryNote, 'site'>): string {
  return [
    `This is a delivery test for ${desk}, not a report. Nobody has found anything.`,
    '',
    'Somebody of the project sent it to see whether reports arrive and can be opened.',
    'It came the way of every report:',
    '',
    `  ${site}/report/`,
    '',
    'What to do',
    '----------',
    '1. Save this mail as a file, as it came: still encrypted.',
    '2. In the repository of the security page, run:',
    '     npm run desk -- canary answer FILE',
    '   It opens the file with your gpg and signs, with the same key, that you could.',
    '3. Commit what it wrote.',
    '',
    `It can be answered for ${answerDays} days. If nobody of the project sent one, do not answer it.`,
    '“Reply” in a mail program reaches nobody.',
    '',
  ].join('\n');
}

/** The form as it is filled in for a test. */
export function toTestAnswers(desk: string, note: DeliveryNote): Answers {
  return {
    product: unknownProduct.id,
    version: '',
    summary,
    report: renderDeliveryWords(desk, note),
    reply: '',
    credit: 'none',
    creditName: '',
    details: [
      toDetail(ids.token, 'Delivery test', note.token),
      toDetail(ids.site, 'Sent through', note.site),
    ],
    replyKey: '',
  };
}

/** A test that was opened. */
export interface OpenedTest extends DeliveryNote {
  /** UTC day on which it was sent, by the relay's clock. */
  readonly sent: string;
}

/** @param report the data in a `report.json` @returns null where it is no delivery test */
export function parseDeliveryNote(report: unknown): OpenedTest | null {
  const { createdAt, details } = Object(report) as Record<string, unknown>;
  const found = Object(details) as Record<string, unknown>;
  const [token, site] = [found[ids.token], found[ids.site]];
  if (typeof token !== 'string' || !/^[0-9a-f]{32}$/.test(token)) return null;
  if (typeof site !== 'string' || !URL.canParse(site)) return null;
  if (typeof createdAt !== 'string' || !/^\d{4}-\d\d-\d\dT/.test(createdAt)) return null;
  return { token, site, sent: createdAt.slice(0, 10) };
}

function toDetail(id: string, noun: string, answer: string): DetailAnswer {
  return { id, noun, answer, words: answer, maxBytes: 2000 };
}
