/** The desk: who we are, where reports go, what we promise. The schema of `desk.yaml`. */
import { z } from 'zod';
import { day, httpsUrl, line, mailAddress } from './fields.ts';

const channel = z.discriminatedUnion(
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
  ],
  { error: 'Use one of the kinds code-host, form or mail' },
);

const fixPromise = z.strictObject({
  severity: z
    .enum(['critical', 'high', 'medium', 'low', 'other'], {
      error: 'Use critical, high, medium, low or other',
    })
    .describe('Which vulnerabilities the promise is for; `other` is all that are not named.'),
  days: z
    .int({ error: 'Write a whole number of days' })
    .min(1, { error: 'Promise at least one day' })
    .describe('Days from the report to a release that fixes it.'),
});

const promises = z
  .strictObject({
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
  })
  .prefault({});

const relay = z.strictObject({
  url: httpsUrl.describe('Origin of the relay that takes encrypted reports.'),
  receiptKeys: z
    .array(
      z.string().regex(/^[\w-]{43}$/, {
        error: 'Write the 43 characters of a raw Ed25519 public key in base64url',
      }),
    )
    .min(1, { error: 'Give at least one receipt key' })
    .describe('Public keys of the relay’s receipts, newest first.'),
  mailFrom: mailAddress
    .optional()
    .describe('Sender of the relay’s mail when it is not report-form@ its host.'),
});

const cna = z.strictObject({
  orgId: z
    .uuidv4({ error: 'Write the UUID of the organisation' })
    .describe('Organisation id with the CVE Program.'),
  shortName: line.optional().describe('Short name with the CVE Program.'),
});

/** Schema of `desk.yaml`. */
export const deskSchema = z
  .strictObject({
    name: line.describe('Name of the project, as people write it.'),
    summary: line.describe('What the project is, in one sentence.'),
    example: z
      .boolean({ error: 'Write true or false' })
      .default(false)
      .describe('True in a demonstration: a bar says so and search engines are kept out.'),
    stage: line.optional().describe('Stage of the project in a word, such as alpha.'),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { error: 'Write a language tag such as en' })
      .default('en')
      .describe('Language of the desk’s own texts.'),
    url: httpsUrl
      .optional()
      .describe(
        'Where this site is published; it may have a path. Required outside a demonstration.',
      ),
    repository: httpsUrl.optional().describe('The project’s repository on its code host.'),
    reviewed: day.optional().describe('Day on which somebody last read the whole policy.'),
    channels: z
      .array(channel)
      .min(1, { error: 'Name at least one way to report' })
      .describe('Ways to report, the preferred first.'),
    promises: promises.describe('What a reporter may expect.'),
    quorum: z
      .int({ error: 'Write a whole number' })
      .min(1, { error: 'At least one maintainer must be able to read a report' })
      .default(1)
      .describe('To how many maintainers a report must be encrypted, at least.'),
    ids: z
      .string()
      .regex(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/, { error: 'Write capital letters such as ACME' })
      .optional()
      .describe('What our advisory ids begin with, before the year.'),
    osvPrefix: z
      .boolean({ error: 'Write true or false' })
      .default(false)
      .describe(
        'True once `ids` is a prefix registered with OSV; until then ids are published with x_ before them.',
      ),
    cna: cna
      .optional()
      .describe(
        'The CVE Numbering Authority that the project is; without one, no CVE records are published.',
      ),
    source: z
      .enum(['public', 'private'], { error: 'Use public or private' })
      .default('public')
      .describe('Whether everybody can read the repository that this folder lies in.'),
    relay: relay.optional().describe('The relay; without one, the form saves an encrypted file.'),
  })
  .describe('Who we are, where reports go, what we promise.');

export type Desk = z.output<typeof deskSchema>;

export type Channel = Desk['channels'][number];
export type FixPromise = Desk['promises']['fix'][number];
