/** A product that the policy covers: its release lines and releases. The schema of `products/*.yaml`. */
import { z } from 'zod';
import { channelSchema, promisesSchema } from '../contacts.ts';
import { day, httpsUrl, line, purl, slug, versionName } from '../source/fields.ts';

const releaseLine = z.strictObject({
  name: line.describe('The line as people write it, such as 1.x.'),
  range: line
    .optional()
    .describe('Versions of the line as a Semantic Versioning range; without it, the name is one.'),
  supported: z
    .boolean({ error: 'Write true or false' })
    .describe('Whether the line receives security fixes.'),
  until: day.optional().describe('Last day on which the line receives security fixes.'),
  note: line.optional().describe('One sentence beside the answer.'),
});

const release = z.strictObject({
  version: versionName.describe('The version exactly as released.'),
  date: day.describe('Day of the release.'),
});

/** Schema of one file in `products/`; the file's name is the product's id. */
export const productSchema = z
  .strictObject({
    name: line.describe('Name of the product, as people write it.'),
    summary: line.optional().describe('What it is, in one sentence.'),
    example: z
      .boolean({ error: 'Write true or false' })
      .default(false)
      .describe('True for a made-up product of a demonstration.'),
    purl: purl.optional().describe('Package URL without a version.'),
    ecosystem: line
      .optional()
      .describe('Ecosystem in OSV’s words, such as npm; without it, the one of the package URL.'),
    repository: httpsUrl.optional().describe('Where its source is.'),
    lines: z
      .array(releaseLine)
      .default([])
      .describe('Release lines, newest first. None means that no version is supported yet.'),
    support: line.optional().describe('A sentence under the table of lines, or in its place.'),
    recipients: z
      .array(slug)
      .min(1, { error: 'Name at least one file of keys/' })
      .optional()
      .describe(
        'Who reads reports about it: names of files in keys/ without their ending. Without it, everybody with a file there.',
      ),
    channels: z
      .array(channelSchema)
      .min(1, { error: 'Name at least one way to report' })
      .optional()
      .describe('Ways to report it, the preferred first, in place of the desk’s.'),
    promises: promisesSchema
      .optional()
      .describe('What a reporter may expect, in place of all promises of the desk.'),
    releases: z.array(release).default([]).describe('All releases, newest first.'),
  })
  .describe('A product that the policy covers.');

export type Product = z.output<typeof productSchema> & { readonly id: string };
