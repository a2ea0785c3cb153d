/** Mail through an SMTP server that accepts, refuses, is missing, or breaks off. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { Delivery } from '../../src/relay/courier.ts';
import type { SmtpParts } from '../../src/relay/courier-smtp.ts';
import { createSmtpCourier } from '../../src/relay/courier-smtp.ts';
import { createDeliverer } from '../../src/relay/deliver.ts';
import type { LogEntry } from '../../src/relay/log.ts';
import type { Spool } from '../../src/relay/spool.ts';
import { createMemorySpool } from '../../src/relay/spool-memory.ts';
import type { FakeSmtp, SmtpScript } from '../helpers/fake-smtp.ts';
import { startFakeSmtp } from '../helpers/fake-smtp.ts';

const folder = mkdtempSync(join(tmpdir(), 'postern-smtp-'));
after(() => rmSync(folder, { recursive: true }));

const [first, second] = ['A'.repeat(40), 'B'.repeat(40)];
const recipients = new Map([
  [first, 'first@desk.example'],
  [second, 'second@desk.example'],
]);
const sha256 = '0123456789abcdef'.repeat(4);
const receivedAt = '2026-11-30T12:00:00Z';
const body = Uint8Array.from({ length: 5000 }, (_, n) => (n * 7) % 256);
const dayMs = 24 * 60 * 60 * 1000;

function createCourier(port: number, more: Partial<SmtpParts> = {}) {
  return createSmtpCourier({
    origin: 'https://relay.example',
    replyTo: 'security@desk.example',
    smtp: { host: '127.0.0.1', port, implicitTls: false, login: null },
    requireTls: false,
    ca: null,
    recipients,
    envelopeFrom: null,
    silenceMs: 300,
    signal: new AbortController().signal,
    ...more,
  });
}

async function deliverOnce(port: number, more?: Partial<SmtpParts>): Promise<Delivery> {
  const item = { sha256, receivedAt, desk: 'https://desk.example', bytes: body.length };
  async function* pieces() {
    yield body;
  }
  return await createCourier(port, more).deliver({ item, body: pieces }, first);
}

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

async function withSmtp(
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

describe('the SMTP courier', () => {
  const cases: readonly (readonly [when: string, script: SmtpScript, Delivery])[] = [
    ['accepts', {}, { outcome: 'delivered' }],
    ['greets with 554', { greeting: '554 no' }, { outcome: 'transient', code: 'EPROTOCOL' }],
    ['refuses the sender for now', { mail: '451 later' }, { outcome: 'transient', code: '451' }],
    ['refuses the sender for good', { mail: '550 no' }, { outcome: 'permanent', code: '550' }],
    ['greylists', { rcpt: '450 4.2.0 later' }, { outcome: 'transient', code: '450' }],
    ['knows no such user', { rcpt: '550 5.1.1 who' }, { outcome: 'permanent', code: '550' }],
    ['refuses DATA for now', { data: '451 later' }, { outcome: 'transient', code: '451' }],
    ['answers the dot with 451', { dot: '451 later' }, { outcome: 'transient', code: '451' }],
    ['answers the dot with 554', { dot: '554 spam' }, { outcome: 'permanent', code: '554' }],
    ['cuts at once', { greeting: 'cut' }, { outcome: 'transient', code: 'ECONNECTION' }],
    ['cuts after the final dot', { dot: 'cut' }, { outcome: 'transient', code: 'ECONNECTION' }],
    ['never greets', { greeting: 'silence' }, { outcome: 'transient', code: 'ETIMEDOUT' }],
    [
      'falls silent in the message',
      { body: 'silence' },
      { outcome: 'transient', code: 'ETIMEDOUT' },
    ],
    ['falls silent after the dot', { dot: 'silence' }, { outcome: 'transient', code: 'ETIMEDOUT' }],
  ];
  for (const [when, script, delivery] of cases) {
    it(`says ${JSON.stringify(delivery)} when the server ${when}`, async () => {
      await withSmtp(script, async (fake) => {
        assert.deepEqual(await deliverOnce(fake.port), delivery);
        assert.equal(fake.mails.length, delivery.outcome === 'delivered' ? 1 : 0);
      });
    });
  }

  it('says transient when the server cuts within the message', async () => {
    await withSmtp({ body: 'cut' }, async (fake) => {
      assert.equal((await deliverOnce(fake.port)).outcome, 'transient');
    });
  });

  it('says transient when nobody listens', async () => {
    const fake = await startFakeSmtp();
    await fake.close();
    const delivery = await deliverOnce(fake.port);
    assert.deepEqual(delivery, { outcome: 'transient', code: 'ESOCKET' });
  });

  it('announces the size, so that a server that takes less refuses before the upload', async () => {
    const small = await startFakeSmtp({ extensions: ['SIZE 1000'] });
    assert.deepEqual(await deliverOnce(small.port), { outcome: 'permanent', code: '552' });
    assert.ok(!small.commands.includes('DATA'));
    await small.close();
    const large = await startFakeSmtp({ extensions: ['SIZE 100000'] });
    assert.deepEqual(await deliverOnce(large.port), { outcome: 'delivered' });
    const [mail] = large.mails;
    assert.equal(mail?.from, `MAIL FROM:<report-form@relay.example> SIZE=${mail?.text.length}`);
    await large.close();
  });

  it('hands the mail over unchanged, to one recipient', async () => {
    await withSmtp({}, async (fake) => {
      await deliverOnce(fake.port, { envelopeFrom: 'bounces@relay.example' });
      const [mail] = fake.mails;
      assert.equal(mail?.from, 'MAIL FROM:<bounces@relay.example>');
      assert.deepEqual(mail?.to, ['RCPT TO:<first@desk.example>']);
      assert.match(mail?.text ?? '', /^To: first@desk.example\r$/m);
      assert.match(mail?.text ?? '', /^Reply-To: security@desk.example\r$/m);
      assert.match(mail?.text ?? '', /\r\n--postern-0123456789abcdef0123--\r\n$/);
    });
  });

  it('ends an attempt that is under way when the relay stops', async () => {
    await withSmtp({ dot: 'silence' }, async (fake) => {
      const ending = new AbortController();
      const attempt = deliverOnce(fake.port, { silenceMs: 60_000, signal: ending.signal });
      setTimeout(() => ending.abort(), 50);
      assert.deepEqual(await attempt, { outcome: 'transient', code: 'EABORT' });
    });
  });

  it('waits for an address that the settings do not have yet', async () => {
    await withSmtp({}, async (fake) => {
      const delivery = await deliverOnce(fake.port, { recipients: new Map() });
      assert.deepEqual(delivery, { outcome: 'transient', code: 'no-address' });
    });
  });
});

describe('the SMTP courier with TLS', () => {
  const [keyPath, certPath] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const files = ['-keyout', keyPath, '-out', certPath, '-days', '2'];
  execFileSync('openssl', ['req', ...kind, ...files, ...subject], { stdio: 'ignore' });
  const tls = { key: readFileSync(keyPath, 'utf8'), cert: readFileSync(certPath, 'utf8') };

  function toNamed(port: number): SmtpParts['smtp'] {
    return { host: 'localhost', port, implicitTls: false, login: null };
  }

  it('keeps the mail rather than send it to a server without STARTTLS', async () => {
    await withSmtp({}, async (fake) => {
      const delivery = await deliverOnce(fake.port, { requireTls: true });
      assert.deepEqual(delivery, { outcome: 'transient', code: 'ETLS' });
      assert.ok(!fake.commands.some((line) => line.startsWith('MAIL')));
    });
  });

  it('keeps the mail rather than trust an unknown certificate', async () => {
    const fake = await startFakeSmtp({ tls });
    const delivery = await deliverOnce(fake.port, { requireTls: true, smtp: toNamed(fake.port) });
    assert.deepEqual(delivery, { outcome: 'transient', code: 'ESOCKET' });
    assert.ok(!fake.commands.some((line) => line.startsWith('MAIL')));
    await fake.close();
  });

  it('sends it encrypted to a server whose authority the operator named', async () => {
    const fake = await startFakeSmtp({ tls });
    const smtp = toNamed(fake.port);
    const delivery = await deliverOnce(fake.port, { requireTls: true, smtp, ca: [tls.cert] });
    assert.deepEqual(delivery, { outcome: 'delivered' });
    assert.equal(fake.mails[0]?.tls, true);
    await fake.close();
  });
});

describe('the queue', () => {
  it('delivers each recipient in a transaction of its own, then removes the body', async () => {
    await withSmtp({}, async (fake) => {
      const queue = await createQueue(fake);
      await queue.deliver();
      assert.deepEqual(
        fake.mails.map(({ to }) => to),
        [['RCPT TO:<first@desk.example>'], ['RCPT TO:<second@desk.example>']],
      );
      assert.equal(await queue.spool.heldBytes(), 0);
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
      assert.equal(await queue.spool.heldBytes(), body.length);
      await queue.spool.retryAside(queue.advance(0));
      await queue.deliver();
      assert.deepEqual(
        fake.mails.flatMap(({ to }) => to),
        ['RCPT TO:<second@desk.example>', 'RCPT TO:<first@desk.example>'],
      );
      assert.equal(await queue.spool.heldBytes(), 0);
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
    assert.equal(await queue.spool.heldBytes(), body.length);
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

  it('goes on with the others when one mail cannot be tried', async () => {
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
      assert.ok(queue.log.some(({ event }) => event === 'alarm-delivery-failed'));
      assert.equal(await queue.spool.heldBytes(), body.length);
    });
  });
});
