/** Where reports go and what their senders may expect: the fields that a desk has, and a product where its own differ. */
import { z } from 'zod';
import { httpsUrl, line, mailAddress } from './source/fields.ts';

/** One way to report. */
export const channelSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('code-host').describe('A private advisory on the code host of `repository`.'),
    }),
    z.strictObject({
      kind: z.literal('form').describe('The encrypted report form of this site.'),
    }),
    z
      .strictObject({
        kind: z.literal('mail').describe('Plain or encrypted mail.'),
        address: mailAddress.optional().describe('Where to write. Left out, no address is shown.'),
        where: line.optional().describe('Where an address is found, when none is given here.'),
      })
      .refine((mail) => mail.address !== undefined || mail.where !== undefined, {
        error: 'Give an address, or say where one is found, or remove the channel',
      }),
    z.strictObject({
      kind: z
        .literal('web')
        .describe('A page elsewhere that takes reports, such as one of a bug bounty platform.'),
      label: line.describe('What the page is called, such as HackerOne.'),
      url: httpsUrl.describe('Address of the page.'),
      account: z
        .boolean({ error: 'Write true or false' })
        .optional()
        .describe('Whether a reporter needs an account there. Left out, it is said that one may.'),
    }),
  ],
  { error: 'Use one of the kinds code-host, form, mail or web' },
);

/** What a fix can be promised for, the gravest first; `other` is all that a desk does not name. */
export const promisedSeverities = ['critical', 'high', 'medium', 'low', 'other'] as const;

const fixPromise = z.strictObject({
  severity: z
    .enum(promisedSeverities, {
      error: 'Use critical, high, medium, low or other',
    })
    .describe('Which vulnerabilities the promise is for; `other` is all that are not named.'),
  days: z
    .int({ error: 'Write a whole number of days' })
    .min(1, { error: 'Promise at least one day' })
    .describe('Days from the report to a release that fixes it.'),
});

/** What a reporter may expect. */
export const promisesSchema = z.strictObject({
  acknowledgeHours: z
    .int({ error: 'Write a whole number of hours' })
    .min(1, { error: 'Promise at least one hour' })
    .optional()
    .describe('Hours until a person answers a report.'),
  updates: line.optional().describe('How a reporter hears about progress.'),
  fix: z.array(fixPromise).default([]).describe('How soon a fix is released, by severity.'),
  bestEffort: z
    .boolean({ error: 'Write true or false' })
    .default(false)
    .describe('True when fixes are promised without a date.'),
  disclosure: line.optional().describe('How the day of publication is agreed.'),
});

export type Channel = z.output<typeof channelSchema>;
export type Promises = z.output<typeof promisesSchema>;
