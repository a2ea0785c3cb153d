/** What a relay keeps of a report and of its sender, and for how long: a section for the policy, made from its settings. */
import { giveUpMs } from './deliver.ts';
import type { Settings } from './settings.ts';

const tryDays = giveUpMs / (24 * 60 * 60 * 1000);

/** What of the settings the statement is made from. */
export type PrivacySettings = Pick<Settings, 'origin' | 'keepDays' | 'smtp' | 'ratePerHour'>;

/**
 * A policy section (`content/policy/privacy.mdx`), in the words of the site.
 * @param order its place among the sections
 */
export function renderPrivacy(
  { origin, keepDays, smtp, ratePerHour }: PrivacySettings,
  order: number,
): string {
  const days = keepDays === 1 ? 'one day' : `${keepDays} days`;
  const way = smtp === null ? 'a mailbox on the same machine' : 'a mail server';
  return [
    '---',
    'title: What is kept of a report',
    `order: ${order}`,
    '---',
    '',
    `Reports from the form go to ${new URL(origin).host}, which hands them to ${way}. It has no key to read them with.`,
    '',
    '- **Your report** is stored there encrypted, and removed once every maintainer it is for has it. Until then it is tried ' +
      `again for ${tryDays} days; after that it waits for a person, and is not thrown away.`,
    `- **Its hash, its size and the time it came** are kept for ${days} after that, so that the same report is not delivered twice.`,
    '- **Your network address** is stored nowhere and is in no log. To hold off floods, at most ' +
      `${ratePerHour} reports an hour are taken from one network; it is counted in memory under a name that changes every day ` +
      'and from which the address cannot be told.',
    '- **The log** holds the time, what happened, the first digits of the hash and the size.',
    '- **This site** sets no cookie, counts nobody, and asks no other site for anything.',
    '',
    'The maintainers keep a report as long as they need it to fix the flaw and to answer for it.',
    '',
  ].join('\n');
}
