/** What becomes of mail that cannot leave at once: retried, set aside, never dropped. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDeliverer } from '../../src/relay/deliver.ts';
import type { LogEntry } from '../../src/relay/log.ts';
import type { Spool } from '../../src/relay/spool.ts';
import { damagedBody } from '../../src/relay/spool.ts';
import type { FakeSmtp } from '../helpers/fake-smtp.ts';
import { startFakeSmtp } from '../helpers/fake-smtp.ts';
import { createMemorySpool } from '../helpers/spool-memory.ts';
import { body, createCourier, first, receivedAt, second, sha256, withSmtp } from './smtp-parts.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** A spool with one report to both recipients, and a deliverer with a clock. */
async function createQueue(fake: FakeSmtp, to: readonly string[] = [first, second]) {
  const spool: Spool = createMemorySpool();
  const log: LogEntry[] = [];
  let now = Date.parse(receivedAt);
  const writer = await spool.receive();
  await writer.write(body);
  await writer.commit({ sha256, receivedAt, desk: 'https://desk.example', recipients: to });
  const deliverer = createDeliverer({
    spool,
    courier: createCourier(fake.port),
    gate: { admits: async () => true, settle: async () => false },
    log: (entry) => log.push(entry),
    now: () => new Date(now),
    random: () => 0,
  });
  return {
    spool,
    log,
    deliver: () => deliverer.deliverDue(),
    advance(ms: number) {
      now += ms;
      return new Date(now);
    },
  };
}

describe('the queue', () => {
  it('delivers each recipient in a transaction of its own, then removes the body', async () => {
    await withSmtp({}, async (fake) => {
      const queue = await createQueue(fake);
      await queue.deliver();
      assert.deepEqual(
        fake.mails.map(({ to }) => to),
        [['RCPT TO:<first@desk.example>'], ['RCPT TO:<second@desk.example>']],
      );
      assert.equal((await queue.spool.holding()).bytes, 0);
    });
  });

  it('retries after 451 with growing pauses until the mail is taken', async () => {
    await withSmtp({ dot: '451 later' }, async (fake) => {
      const queue = await createQueue(fake, [first]);
      for (const minutes of [1, 2, 5, 15]) {
        await queue.deliver();
        const tried = fake.commands.filter((line) => line === 'DATA').length;
        queue.advance(minutes * 60_000 - 1);
        await queue.deliver();
        assert.equal(fake.commands.filter((line) => line === 'DATA').length, tried);
        queue.advance(1);
      }
      fake.script = {};
      await queue.deliver();
      assert.equal(fake.mails.length, 1);
      assert.deepEqual(
        queue.log.map(({ event }) => event),
        [...Array(4).fill('mail-deferred'), 'mail-delivered', 'body-removed'],
      );
    });
  });

  it('sets a mail that 550 refused aside with an alarm, keeps it, and delivers the other', async () => {
    const rcpt = (line: string) => (line.includes('first') ? '550 no such user' : '250 fine');
    await withSmtp({ rcpt }, async (fake) => {
      const queue = await createQueue(fake);
      await queue.deliver();
      fake.script = {};
      queue.advance(10 * dayMs);
      await queue.deliver();
      assert.deepEqual(
        queue.log.map(({ event, code }) => [event, code]),
        [
          ['alarm-mail-set-aside', '550'],
          ['mail-delivered', undefined],
        ],
      );
      assert.equal((await queue.spool.holding()).bytes, body.length);
      await queue.spool.retryAside(queue.advance(0));
      await queue.deliver();
      assert.deepEqual(
        fake.mails.flatMap(({ to }) => to),
        ['RCPT TO:<second@desk.example>', 'RCPT TO:<first@desk.example>'],
      );
      assert.equal((await queue.spool.holding()).bytes, 0);
    });
  });

  it('keeps trying a server that is not there for five days, then sets the mail aside', async () => {
    const fake = await startFakeSmtp();
    await fake.close();
    const queue = await createQueue(fake, [first]);
    for (let hours = 0; hours < 119; hours += 5) {
      await queue.deliver();
      queue.advance(5 * 60 * 60_000);
    }
    assert.ok(queue.log.every(({ event }) => event === 'mail-deferred'));
    await queue.deliver();
    assert.deepEqual(queue.log.at(-1), {
      event: 'alarm-mail-set-aside',
      id: sha256.slice(0, 20),
      code: 'ESOCKET',
    });
    assert.equal((await queue.spool.holding()).bytes, body.length);
  });

  it('sends a mail whose acceptance was cut off once more, under the same Message-ID', async () => {
    await withSmtp({ dot: 'cut' }, async (fake) => {
      const queue = await createQueue(fake, [first]);
      await queue.deliver();
      fake.script = {};
      queue.advance(60_000);
      await queue.deliver();
      assert.match(
        fake.mails[0]?.text ?? '',
        /^Message-ID: <0123456789abcdef0123@relay.example>\r$/m,
      );
    });
  });

  it('goes on with the others when one delivery cannot be noted, and notes it later without a second mail', async () => {
    await withSmtp({}, async (fake) => {
      const queue = await createQueue(fake);
      const { record } = queue.spool;
      let failures = 1;
      queue.spool.record = async (...outcome) => {
        failures -= 1;
        if (failures === 0) throw new Error('the disk is full');
        return await record(...outcome);
      };
      await queue.deliver();
      assert.equal(fake.mails.length, 2);
      assert.ok(queue.log.some(({ event }) => event === 'alarm-spool-failed'));
      assert.equal((await queue.spool.holding()).bytes, body.length);
      await queue.deliver();
      assert.equal(fake.mails.length, 2);
      assert.equal((await queue.spool.holding()).bytes, 0);
    });
  });

  it('sets a report aside of which the spool has lost some, and mails nothing of it', async () => {
    await withSmtp({}, async (fake) => {
      const queue = await createQueue(fake, [first]);
      const { body: read } = queue.spool;
      queue.spool.body = async function* (hash) {
        yield* read(hash);
        throw Object.assign(new Error('Some of this body is lost.'), { code: damagedBody });
      };
      await queue.deliver();
      assert.equal(fake.mails.length, 0);
      assert.deepEqual(
        queue.log.map(({ event, code }) => [event, code]),
        [['alarm-mail-set-aside', 'damaged-body']],
      );
      assert.equal((await queue.spool.holding()).reports, 1);
    });
  });

  it('waits longer and longer before it tries again what cannot be read, and goes on with the others', async () => {
    await withSmtp({}, async (fake) => {
      const queue = await createQueue(fake);
      const { body: read } = queue.spool;
      let readings = 0;
      queue.spool.body = (hash) => {
        readings += 1;
        if (readings % 2 === 1) throw new Error('the file is damaged');
        return read(hash);
      };
      await queue.deliver();
      assert.equal(fake.mails.length, 1);
      for (let pass = 0; pass < 3; pass += 1) await queue.deliver();
      assert.equal(readings, 2);
      assert.deepEqual(
        queue.log.filter(({ event }) => /^alarm-/.test(event)).map(({ event }) => event),
        ['alarm-delivery-failed'],
      );
      queue.advance(60_000);
      await queue.deliver();
      assert.equal(readings, 3);
    });
  });
});
