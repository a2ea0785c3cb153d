/** A reporter as the hall of fame may show them. The schema of `hall-of-fame/<handle>.mdx`. */
import { z } from 'zod';
import type { Prose } from '../../desk/prose/section.ts';
import { day, httpsUrl, line, slug } from '../../desk/source/fields.ts';

const thanks = z.strictObject({
  date: day.describe('Day on which the report was found to be right.'),
  text: line.describe('What they reported and what came of it, in one sentence.'),
});

/** Schema of a reporter's front matter; the file's name is the handle. */
export const reporterSchema = z
  .strictObject({
    consent: z
      .enum(['named', 'handle', 'anonymous', 'none', 'unknown'], {
        error: 'Use named, handle, anonymous, none or unknown',
      })
      .describe(
        'How they agreed to be shown: by name, by handle, as anonymous, or not at all. Unknown: nobody has asked, so nothing is shown. Changing it to none is all that it takes to remove somebody from everything that is published.',
      ),
    name: line.optional().describe('The name they want to be shown by; only with consent `named`.'),
    also: z
      .array(slug)
      .default([])
      .describe('Other handles under which credits name them; each counts for this file.'),
    team: z
      .boolean({ error: 'Write true or false' })
      .default(false)
      .describe('True for several people together: a team or an organisation.'),
    member: slug
      .optional()
      .describe(
        'Handle of the team or organisation they belong to. It is shown beside them only where both agreed to be shown by name or handle.',
      ),
    url: httpsUrl.optional().describe('Their own page; only with consent `named` or `handle`.'),
    thanks: z
      .array(thanks)
      .default([])
      .describe('Valid reports that led to no advisory. Credits of advisories are never repeated.'),
    example: z
      .boolean({ error: 'Write true or false' })
      .default(false)
      .describe('True for a made-up reporter of a demonstration.'),
  })
  // With consent none nothing is shown, so taking it back is one word; what is left is a warning.
  .refine((it) => it.consent === 'none' || (it.consent === 'named') === (it.name !== undefined), {
    error: 'Give a name with consent named, and only then: what is in this file is public',
    path: ['name'],
    params: { rule: 'reporter-consent' },
  })
  .refine((it) => it.consent === 'none' || it.url === undefined || isByName(it), {
    error: 'Give an address only with consent named or handle',
    path: ['url'],
    params: { rule: 'reporter-consent' },
  });

export type Reporter = z.output<typeof reporterSchema> & Prose;

function isByName({ consent }: { consent: string }): boolean {
  return consent === 'named' || consent === 'handle';
}
