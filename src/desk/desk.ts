/** The desk: who we are, where reports go, what we promise. The schema of `desk.yaml`. */
import { z } from 'zod';
import { channelSchema, promisesSchema } from './contacts.ts';
import { awaySchema } from './policy/away.ts';
import { policyFactsSchema } from './policy/policy-facts.ts';
import { day, httpsUrl, line, mailAddress } from './source/fields.ts';

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
      .refine((it) => !/[?#]/.test(it), { error: 'Write it without ? and #' })
      .optional()
      .describe(
        'Where this site is published; it may have a path. Required outside a demonstration.',
      ),
    repository: httpsUrl.optional().describe('The project’s repository on its code host.'),
    reviewed: day.optional().describe('Day on which somebody last read the whole policy.'),
    channels: z
      .array(channelSchema)
      .min(1, { error: 'Name at least one way to report' })
      .describe('Ways to report, the preferred first.'),
    promises: promisesSchema.prefault({}).describe('What a reporter may expect.'),
    policy: policyFactsSchema.describe(
      'Facts of the policy, each shown wherever a reader needs it.',
    ),
    away: awaySchema
      .optional()
      .describe('A time in which answers take longer, such as a holiday of the only maintainer.'),
    record: z
      .boolean({ error: 'Write true or false' })
      .default(false)
      .describe(
        'Whether the site shows how long answers and fixes took, beside what was promised.',
      ),
    deliveryTests: z
      .boolean({ error: 'Write true or false' })
      .default(false)
      .describe(
        'Whether the site shows when each maintainer last opened a delivery test, and a test that is missing or old is warned of.',
      ),
    hiring: httpsUrl.optional().describe('A page with security-related open positions.'),
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
