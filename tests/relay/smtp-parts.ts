/** What the tests of mail share: one report, two recipients, a courier to a fake server. */
import type { SmtpParts } from '../../src/relay/courier-smtp.ts';
import { createSmtpCourier } from '../../src/relay/courier-smtp.ts';
import type { FakeSmtp, SmtpScript } from '../helpers/fake-smtp.ts';
import { startFakeSmtp } from '../helpers/fake-smtp.ts';

export const [first, second] = ['A'.repeat(40), 'B'.repeat(40)];
const recipients = new Map([
  [first, 'first@desk.example'],
  [second, 'second@desk.example'],
]);
export const sha256 = '0123456789abcdef'.repeat(4);
export const receivedAt = '2026-11-30T12:00:00Z';
export const body = Uint8Array.from({ length: 5000 }, (_, n) => (n * 7) % 256);

/** A courier to a fake server on the loopback. */
export function createCourier(port: number, more: Partial<SmtpParts> = {}) {
  return createSmtpCourier({
    origin: 'https://relay.example',
    replyTo: 'security@desk.example',
    smtp: { host: '127.0.0.1', port, implicitTls: false, login: null },
    requireTls: false,
    ca: null,
    recipients,
    inline: new Set(),
    envelopeFrom: null,
    silenceMs: 5000,
    signal: new AbortController().signal,
    ...more,
  });
}

/** Runs a server for as long as `work` takes. */
export async function withSmtp(
  script: SmtpScript,
  work: (fake: FakeSmtp) => Promise<void>,
): Promise<void> {
  const fake = await startFakeSmtp({ script });
  try {
    await work(fake);
  } finally {
    await fake.close();
  }
}
