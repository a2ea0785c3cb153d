/** Which dates of a desk its relay's operator has to be told of now, read from what the site publishes for relays. */
import type { DeskManifest } from '../contract.ts';
import type { Notice } from './notice.ts';

/** How many days before its day a date is told again; 0 is the day itself and every day after. */
export const warnDays = [60, 30, 7, 0] as const;

/** A mail that is due, and what the spool knows it by. */
export interface Due {
  /** The same for one date of one kind, however often it is told. */
  readonly name: string;
  readonly kind: 'security-txt' | 'key';
  readonly notice: Notice;
}

interface Ending {
  readonly name: string;
  readonly kind: Due['kind'];
  /** UTC day. */
  readonly day: string;
  /** What ends, without the verb and the day. */
  readonly what: string;
  readonly todo: readonly string[];
}

const dayMs = 24 * 60 * 60 * 1000;

/** What the spool has to be asked for. */
export function toDateNames(manifest: DeskManifest): readonly string[] {
  return toEndings(manifest).map(({ name }) => name);
}

/**
 * The mails that are due, one for each date. A date is told once at each threshold; where several were passed unseen, only
 * at the nearest.
 * @param told when each was told last, by its name
 */
export function toDue(
  manifest: DeskManifest,
  now: Date,
  told: ReadonlyMap<string, Date>,
): readonly Due[] {
  return toEndings(manifest).flatMap((ending) => {
    const threshold = toThreshold(ending.day, now);
    const last = told.get(ending.name);
    const before = last === undefined ? null : toThreshold(ending.day, last);
    if (threshold === null || (before !== null && before <= threshold)) return [];
    const { name, kind } = ending;
    return [{ name, kind, notice: toNotice(manifest.origin, ending, threshold, now) }];
  });
}

function toEndings({ origin, recipients, expires }: DeskManifest): readonly Ending[] {
  const toName = (kind: string, subject: string, day: string) =>
    `warned ${origin} ${kind} ${subject} ${day}`;
  // What was remembered before there was this field has none.
  const day = expires?.slice(0, 10) ?? null;
  const file: readonly Ending[] =
    day === null
      ? []
      : [
          {
            name: toName('security-txt', '', day),
            kind: 'security-txt',
            day,
            what: 'Its security.txt',
            todo: [
              'From that day on nobody trusts it. Review the policy, or extend the keys',
              'that end then: npm run desk -- dates says which. Then publish the site.',
            ],
          },
        ];
  return file.concat(
    recipients.flatMap(({ fingerprint, subkeys }) => {
      const ends = subkeys.map((it) => it.expires);
      // With one that never ends, reports can always be encrypted to it.
      const last = ends.includes(null) ? undefined : ends.toSorted().at(-1)?.slice(0, 10);
      if (last === undefined) return [];
      return [
        {
          name: toName('key', fingerprint, last),
          kind: 'key' as const,
          day: last,
          what: `The key ${fingerprint}`,
          todo: [
            'From that day on no report is encrypted to it. Its owner extends it with',
            'gpg --quick-set-expire. Then publish the site with it.',
          ],
        },
      ];
    }),
  );
}

function toThreshold(day: string, at: Date): number | null {
  const left = toDaysLeft(day, at);
  return warnDays.findLast((days) => left <= days) ?? null;
}

function toDaysLeft(day: string, at: Date): number {
  return Math.round((Date.parse(day) - Date.parse(at.toISOString().slice(0, 10))) / dayMs);
}

function toNotice(origin: string, ending: Ending, threshold: number, now: Date): Notice {
  const { kind, what, day, todo } = ending;
  const left = toDaysLeft(day, now);
  const when = left > 1 ? `in ${left} days` : left === 1 ? 'tomorrow' : 'now';
  const { host } = new URL(origin);
  const thing = what.split(' ').at(-1) ?? '';
  return {
    id: `${kind}-${thing}-${day}-${threshold}-${host}`.replaceAll(/[^\w.-]/g, '-'),
    date: `${now.toISOString().slice(0, 19)}Z`,
    subject: `A date of the security page ${left > 0 ? 'is near' : 'has come'}`,
    lines: [
      'The security page at',
      '',
      `    ${origin}`,
      '',
      'needs somebody.',
      '',
      what,
      `expires on ${day}, ${when}.`,
      '',
      ...todo,
    ],
  };
}
