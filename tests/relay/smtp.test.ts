/** Mail through an SMTP server that accepts, refuses, is missing, or breaks off. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { Delivery } from '../../src/relay/courier.ts';
import type { SmtpParts } from '../../src/relay/courier-smtp.ts';
import type { SmtpScript } from '../helpers/fake-smtp.ts';
import { startFakeSmtp } from '../helpers/fake-smtp.ts';
import { body, createCourier, first, receivedAt, sha256, withSmtp } from './smtp-parts.ts';

const folder = mkdtempSync(join(tmpdir(), 'postern-smtp-'));
after(() => rmSync(folder, { recursive: true }));

async function deliverOnce(port: number, more?: Partial<SmtpParts>): Promise<Delivery> {
  const item = { sha256, receivedAt, desk: 'https://desk.example', bytes: body.length };
  async function* pieces() {
    yield body;
  }
  return await createCourier(port, more).deliver({ item, body: pieces }, first);
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
        const silenceMs = Object.values(script).includes('silence') ? 200 : 5000;
        assert.deepEqual(await deliverOnce(fake.port, { silenceMs }), delivery);
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

  it('keeps the mail rather than take the certificate of another host', async () => {
    const fake = await startFakeSmtp({ tls });
    const delivery = await deliverOnce(fake.port, { requireTls: true, ca: [tls.cert] });
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
