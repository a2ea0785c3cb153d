/** Everything of a desk that ends on a day, or has ended: what it is, what to do about it, and how many days are left. */

import { toDay, toDaysLeft } from '../day.ts';
import { type DeliveryTest, deliveryTestDays, toDeliveryEnd } from '../delivery/delivery-test.ts';
import type { Desk } from '../desk.ts';
import type { Finding } from '../finding.ts';
import type { Certificate } from '../keys/certificate.ts';
import { toLastUse } from '../keys/check-keys.ts';
import type { Product } from '../product/product.ts';
import { toExpires, toReviewEnd } from '../security-txt.ts';
import type { Site } from '../site.ts';

/** How many days before its day a person is told again; 0 is the day itself and every day after. */
export const warnDays = [60, 30, 7, 0] as const;

export type WarnDays = (typeof warnDays)[number];

/**
 * From how many days before on each kind needs a person, and whether the desk stops working when nobody comes: reports
 * find no reader, or nobody trusts `security.txt` (RFC 9116 section 2.5.5), or nothing can be published.
 */
export const dateKinds = {
  key: { from: 60, dies: true },
  subkey: { from: 60, dies: false },
  'security-txt': { from: 60, dies: true },
  review: { from: 60, dies: true },
  support: { from: 30, dies: false },
  advisory: { from: 7, dies: false },
  delivery: { from: 7, dies: false },
  away: { from: 0, dies: false },
} as const satisfies Record<string, { from: WarnDays; dies: boolean }>;

export type DateKind = keyof typeof dateKinds;

export interface DueDate {
  /** UTC day, `YYYY-MM-DD`: the last good one of a line or an absence, else the one on which something stops. */
  readonly day: string;
  readonly kind: DateKind;
  /** Which one of its kind; the same however often its day is moved. */
  readonly subject: string;
  /** What happens, as a sentence without its full stop. */
  readonly what: string;
  /** What to do, in whole sentences. */
  readonly todo: string;
  /** From the day of the build; below zero when it has passed. */
  readonly daysLeft: number;
}

/** What dates are taken from. */
export interface DatedRecords {
  readonly site: Site;
  readonly desk: Desk;
  readonly certificates: readonly Certificate[];
  readonly products: readonly Product[];
  /** The signed form of `security.txt`, which holds for one text only. */
  readonly signedSecurityTxt: string | null;
  /** The newest that the owner of each key opened. */
  readonly deliveryTests: readonly DeliveryTest[];
  readonly announcements: readonly {
    readonly id: string;
    readonly planned?: string | undefined;
  }[];
}

type Undated = Omit<DueDate, 'daysLeft'>;

/**
 * All dates of the 12 months after the build's day, and those that have passed without anybody acting, the earliest
 * first.
 * @param findings of the same reading; a certificate that can no longer be used is only there
 */
export function toDates(records: DatedRecords, findings: readonly Finding[]): DueDate[] {
  const { date } = records.site;
  const nextYear = `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
  return [
    ...toDeadKeys(findings, date),
    ...records.certificates.flatMap((it) => toKeyDates(it, toPublish(records))),
    ...toDeskDates(records),
    ...records.products.flatMap(toSupportDates),
    ...records.announcements.flatMap(toAdvisoryDate),
    ...toDeliveryDates(records),
  ]
    .filter((it) => it.day <= nextYear)
    .map((it) => ({ ...it, daysLeft: toDaysLeft(it.day, date) }))
    .sort((a, b) => compareText(a.day, b.day) || compareText(a.subject, b.subject));
}

/** The nearest threshold that has been reached, or null while nobody needs to be told. */
export function toWarnDays({ kind, daysLeft }: DueDate): WarnDays | null {
  if (daysLeft > dateKinds[kind].from) return null;
  return warnDays.findLast((days) => daysLeft <= days) ?? null;
}

function toDeadKeys(findings: readonly Finding[], today: string): Undated[] {
  return findings
    .filter((it) => it.rule === 'key-unusable')
    .map(({ file, found, wanted }) => ({
      day: /which expired on (\S+)$/.exec(found)?.[1] ?? today,
      kind: 'key',
      subject: file,
      what: `${file} holds ${found}`,
      todo: wanted,
    }));
}

function toKeyDates(certificate: Certificate, publish: string): Undated[] {
  const { owner, file, fingerprint, subkeys } = certificate;
  const last = toLastUse(certificate);
  const name = file.replace(/^.*\/|\.asc$/g, '');
  const todo = `Its owner extends it: npm run desk -- key extend ${name}. ${publish}`;
  const dates: Undated[] = [];
  if (last !== null) {
    const what = `The key of ${owner} expires (${file})`;
    dates.push({ day: toDay(last), kind: 'key', subject: fingerprint, what, todo });
  }
  for (const { fingerprint: subject, expires } of subkeys) {
    if (expires === null) continue;
    const end = new Date(expires);
    if (last !== null && end >= last) continue;
    const what = `One of the subkeys of ${owner} expires (${file})`;
    dates.push({ day: toDay(end), kind: 'subkey', subject, what, todo });
  }
  return dates;
}

function toDeskDates(records: DatedRecords): Undated[] {
  const { reviewed, away } = records.desk;
  const publish = toPublish(records);
  const review = `Read the whole policy, correct what has changed, and set reviewed in desk.yaml to that day. ${publish}`;
  const [expires, reviewEnd] = [toExpires(records).slice(0, 10), toReviewEnd(records)];
  const byReview = expires === reviewEnd;
  const dates: Undated[] = [
    {
      day: expires,
      kind: 'security-txt',
      subject: 'security.txt',
      what: `security.txt expires, ${byReview ? `364 days after the policy was ${reviewed === undefined ? 'published' : 'reviewed'}` : 'together with the last of the keys'}`,
      todo: byReview ? review : `Extend a key as above. ${publish}`,
    },
  ];
  if (reviewed !== undefined && !byReview) {
    const what = 'The review of the policy is 364 days old';
    dates.push({ day: reviewEnd, kind: 'review', subject: 'policy', what, todo: review });
  }
  if (away !== undefined) {
    const what = 'The absence ends';
    const todo = 'Remove away from desk.yaml, or move its last day, and publish.';
    dates.push({ day: away.until, kind: 'away', subject: 'away', what, todo });
  }
  return dates;
}

/** What every new Expires needs. */
function toPublish({ signedSecurityTxt }: DatedRecords): string {
  return signedSecurityTxt === null
    ? 'Then publish.'
    : 'Then sign again with npm run desk -- sign security.txt, and publish.';
}

function toSupportDates({ id, name, lines }: Product): Undated[] {
  return lines.flatMap((line): Undated[] => {
    if (!line.supported || line.until === undefined) return [];
    return [
      {
        day: line.until,
        kind: 'support',
        subject: `${id} ${line.name}`,
        what: `${name} ${line.name} receives security fixes for the last time`,
        todo: `Tell its users. From the next day on the site shows it as supported no more; where it still is, write a later day in products/${id}.yaml.`,
      },
    ];
  });
}

function toAdvisoryDate({ id, planned }: DatedRecords['announcements'][number]): Undated[] {
  if (planned === undefined) return [];
  const what = `${id} is announced for this day`;
  const todo = `Publish it with npm run desk -- publish ${id}, or announce another day.`;
  return [{ day: planned, kind: 'advisory', subject: id, what, todo }];
}

/** Somebody who has not opened a test yet is due today. */
function toDeliveryDates({ site, desk, certificates, deliveryTests }: DatedRecords): Undated[] {
  if (!desk.deliveryTests || desk.relay === undefined) return [];
  return certificates.map(({ owner, fingerprint, file }) => {
    const test = deliveryTests.find(({ key }) => key === fingerprint);
    const since = `${deliveryTestDays} days have passed since ${owner} opened a delivery test`;
    return {
      day: test === undefined ? site.date : toDeliveryEnd(test),
      kind: 'delivery',
      subject: fingerprint,
      what: test === undefined ? `${owner} has opened no delivery test (${file})` : since,
      todo: `Send one, and let ${owner} answer it: npm run desk -- canary send.`,
    };
  });
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
