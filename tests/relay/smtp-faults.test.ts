/** Every step of a mail, refused in every way: what is tried again, what is not, and that nothing is dropped. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Delivery } from '../../src/relay/courier.ts';
import type { SmtpParts } from '../../src/relay/courier-smtp.ts';
import { toNextAttempt } from '../../src/relay/deliver.ts';
import { longestPauseMs } from '../../src/relay/spool.ts';
import { body, createCourier, first, receivedAt, sha256, withSmtp } from './smtp-parts.ts';

const steps = ['greeting', 'ehlo', 'mail', 'rcpt', 'data', 'dot'] as const;

/** Where a server speaks of sender, recipient or message, and not of the relay. */
const final: readonly string[] = ['mail', 'rcpt', 'data', 'dot'];

async function deliverOnce(port: number, more?: Partial<SmtpParts>): Promise<Delivery> {
  const item = { sha256, receivedAt, desk: 'https://desk.example', bytes: body.length };
  async function* pieces() {
    yield body;
  }
  return await createCourier(port, more).deliver({ item, body: pieces }, first);
}

describe('a mail server', () => {
  it('that answers 421, 450, 451 or 452, whatever the step, is tried again and then gets the mail', async () => {
    for (const step of steps) {
      for (const code of [421, 450, 451, 452]) {
        await withSmtp({ [step]: `${code} 4.3.0 not now` }, async (fake) => {
          const { outcome } = await deliverOnce(fake.port);
          assert.equal(outcome, 'transient', `${code} at ${step}`);
          fake.script = {};
          assert.equal((await deliverOnce(fake.port)).outcome, 'delivered');
          assert.equal(fake.mails.length, 1);
        });
      }
    }
  });

  it('that answers 550 is believed where it speaks of the mail, and tried again where it speaks of the relay', async () => {
    for (const step of steps) {
      await withSmtp({ [step]: '550 5.7.1 no' }, async (fake) => {
        const { outcome } = await deliverOnce(fake.port);
        assert.equal(outcome, final.includes(step) ? 'permanent' : 'transient', step);
        assert.equal(fake.mails.length, 0);
      });
    }
  });

  it('that speaks one byte at a time gets the mail', async () => {
    await withSmtp({ bytewise: true }, async (fake) => {
      assert.deepEqual(await deliverOnce(fake.port), { outcome: 'delivered' });
      assert.equal(fake.mails.length, 1);
    });
  });

  it('that never comes to the end of a line is given up in the end, although it is never silent', {
    timeout: 30_000,
  }, async () => {
    for (const step of steps) {
      await withSmtp({ [step]: 'endless' }, async (fake) => {
        const { outcome } = await deliverOnce(fake.port, { wholeMs: 100 });
        assert.equal(outcome, 'transient', step);
        assert.equal(fake.mails.length, 0);
      });
    }
  });
});

it('no pause is longer than the spool takes for a clock that was wrong', () => {
  const now = new Date('2026-11-30T12:00:00Z');
  for (let failures = 1; failures < 20; failures += 1) {
    const pause = toNextAttempt(failures, now, () => 0.999_999).getTime() - now.getTime();
    assert.ok(pause < longestPauseMs);
  }
});
