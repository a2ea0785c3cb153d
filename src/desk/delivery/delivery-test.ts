/** What a maintainer signs when they have opened a delivery test: the schema of a file in `delivery-tests/`, and its words. */
import { z } from 'zod';
import { addDays } from '../day.ts';
import { day } from '../source/fields.ts';

/** Folder of the answers, below the desk's folder; each is a clear-signed text. */
export const deliveryFolder = 'delivery-tests';

/** From this many days after its opening on, a test says too little of today. */
export const deliveryTestDays = 180;

const facts = z.strictObject({
  site: z
    .url({ protocol: /^https?$/, error: 'Write the address of the site' })
    .describe('The site whose form the test took.'),
  sent: day.describe('Day on which it was sent, by the relay’s clock.'),
  opened: day.describe('Day on which it was opened.'),
  key: z
    .string()
    .regex(/^(?:[0-9A-F]{40}|[0-9A-F]{64})$/, {
      error: 'Write the capital hexadecimal digits of a fingerprint without spaces',
    })
    .describe('Fingerprint of the key that opened it.'),
  proof: z
    .string()
    .regex(/^[0-9a-f]{64}$/, { error: 'Write a SHA-256 hash in lower-case hexadecimal digits' })
    .describe('Tells whoever sent the test that this key’s owner knew what was in it.'),
});

/** Schema of what is signed, as YAML. */
export const deliveryTestSchema = facts.refine((it) => it.sent <= it.opened, {
  path: ['opened'],
  error: 'A test is opened on the day it was sent, or later',
});

/** One person opened one delivery test. */
export type DeliveryTest = z.output<typeof deliveryTestSchema>;

/** The text to sign, with its last line feed. */
export function renderDeliveryTest({ site, sent, opened, key, proof }: DeliveryTest): string {
  return [
    '# The owner of this key opened a delivery test. Written by npm run desk -- canary answer.',
    `site: ${site}`,
    `sent: ${sent}`,
    `opened: ${opened}`,
    `key: ${key}`,
    `proof: ${proof}`,
    '',
  ].join('\n');
}

/**
 * SHA-256 of this text is the proof: whoever sent the test can make it too, and nobody can make another's from it.
 * @param token what was in the encrypted message and nowhere else
 */
export function toProofText(token: string, key: string): string {
  return `postern-delivery-test-v1\n${token}\n${key}\n`;
}

/** The day from which on a test is old. */
export function toDeliveryEnd({ opened }: Pick<DeliveryTest, 'opened'>): string {
  return addDays(opened, deliveryTestDays);
}
