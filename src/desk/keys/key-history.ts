/** Which keys came, changed and left, and when: the schema of `keys/history.yaml`, which `desk key` writes. */
import { z } from 'zod';
import { day, line } from '../source/fields.ts';

const fingerprint = z.string().regex(/^(?:[0-9A-F]{40}|[0-9A-F]{64})$/, {
  error: 'Write the 40 or 64 capital hexadecimal digits of a fingerprint without spaces',
});

const keyChange = z.strictObject({
  date: day.describe('Day of the change.'),
  action: z
    .enum(['added', 'updated', 'extended', 'rotated', 'removed'], {
      error: 'Use added, updated, extended, rotated or removed',
    })
    .describe('What became of the key; `rotated` is another key in its place.'),
  owner: line.describe('Whose key it is.'),
  fingerprint: fingerprint.describe(
    'Fingerprint of the key; of the new one, where it was rotated.',
  ),
  replaces: fingerprint
    .optional()
    .describe('Fingerprint of the retired key, where it was rotated.'),
  until: day.optional().describe('Day on which the key expires from then on.'),
  note: line.optional().describe('The reason, in one sentence.'),
});

/** Schema of `keys/history.yaml`. */
export const keyHistorySchema = z
  .strictObject({
    changes: z
      .array(keyChange, { error: 'Write a list, each entry after a hyphen' })
      .describe('Every change, the oldest first.'),
  })
  .describe('Which keys came, changed and left.');

export type KeyChange = z.output<typeof keyChange>;
