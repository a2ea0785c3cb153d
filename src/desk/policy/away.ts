/** An absence: when answers take longer, and what to do about something that cannot wait. */
import { z } from 'zod';
import { day, line } from '../source/fields.ts';

/** Schema of `away` in `desk.yaml`. */
export const awaySchema = z
  .strictObject({
    from: day.describe('First day of the absence.'),
    until: day.describe('Last day of the absence.'),
    note: line.describe('What a reporter should know, in one sentence.'),
    urgent: line.optional().describe('What to do about something that cannot wait.'),
  })
  .refine((it) => it.from <= it.until, {
    error: 'Give a last day that is not before the first',
    path: ['until'],
  });

export type Away = z.output<typeof awaySchema>;
