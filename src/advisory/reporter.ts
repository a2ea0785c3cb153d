/** A reporter as the hall of fame may show them. The schema of `hall-of-fame/<handle>.mdx`. */
import { z } from 'zod';
import { httpsUrl, line } from '../desk/fields.ts';
import type { Prose } from '../desk/section.ts';

/** Schema of a reporter's front matter; the file's name is the handle. */
export const reporterSchema = z
  .strictObject({
    consent: z
      .enum(['named', 'handle', 'anonymous', 'none', 'unknown'], {
        error: 'Use named, handle, anonymous, none or unknown',
      })
      .describe(
        'How they agreed to be shown: by name, by handle, as anonymous, or not at all. Unknown: nobody has asked, so nothing is shown.',
      ),
    name: line.optional().describe('The name they want to be shown by; only with consent `named`.'),
    team: z
      .boolean({ error: 'Write true or false' })
      .default(false)
      .describe('True for several people together.'),
    url: httpsUrl.optional().describe('Their own page; only with consent `named` or `handle`.'),
    example: z
      .boolean({ error: 'Write true or false' })
      .default(false)
      .describe('True for a made-up reporter of a demonstration.'),
  })
  .refine((it) => (it.consent === 'named') === (it.name !== undefined), {
    error: 'Give a name with consent named, and only then: what is in this file is public',
    path: ['name'],
    params: { rule: 'reporter-consent' },
  })
  .refine((it) => it.url === undefined || it.consent === 'named' || it.consent === 'handle', {
    error: 'Give an address only with consent named or handle',
    path: ['url'],
    params: { rule: 'reporter-consent' },
  });

export type Reporter = z.output<typeof reporterSchema> & Prose;
