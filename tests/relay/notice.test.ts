/** Mail of the relay's own: constant words, readable by every mail program, through both couriers. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createMaildirCourier } from '../../src/relay/courier-maildir.ts';
import { type Notice, renderNotice } from '../../src/relay/notice.ts';
import { createCourier, withSmtp } from './smtp-parts.ts';

const folder = mkdtempSync(join(tmpdir(), 'postern-notice-'));
after(() => rmSync(folder, { recursive: true }));

const notice: Notice = {
  id: 'waiting-2026-11-30',
  date: '2026-11-30T12:00:00Z',
  subject: 'Security reports are waiting',
  lines: ['3 encrypted reports wait on the relay.', 'Nothing is lost.'],
};

const wanted = [
  'Date: Mon, 30 Nov 2026 12:00:00 +0000',
  'From: Report relay <report-form@relay.example>',
  'To: operator@desk.example',
  'Subject: Security reports are waiting',
  'Message-ID: <waiting-2026-11-30@relay.example>',
  'Auto-Submitted: auto-generated',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=us-ascii',
  'Content-Transfer-Encoding: 7bit',
  '',
  '3 encrypted reports wait on the relay.',
  'Nothing is lost.',
  '',
].join('\r\n');

test('a notice is a whole mail of ASCII, and is refused with anything else in it', () => {
  assert.equal(renderNotice(notice, 'operator@desk.example', 'https://relay.example'), wanted);
  const foreign = { ...notice, lines: ['für alle'] };
  assert.throws(() => renderNotice(foreign, null, 'https://relay.example'), RangeError);
});

test('it arrives by SMTP as it was written', async () => {
  await withSmtp({}, async (fake) => {
    const delivery = await createCourier(fake.port).notify(notice, 'operator@desk.example');
    assert.deepEqual(delivery, { outcome: 'delivered' });
    assert.deepEqual(fake.mails[0]?.to, ['RCPT TO:<operator@desk.example>']);
    assert.equal(fake.mails[0]?.text, wanted);
  });
});

test('a server that refuses it is named by its answer alone', async () => {
  await withSmtp({ rcpt: '450 4.2.0 later, operator@desk.example' }, async (fake) => {
    const delivery = await createCourier(fake.port).notify(notice, 'operator@desk.example');
    assert.deepEqual(delivery, { outcome: 'transient', code: '450' });
  });
});

test('it arrives in a Maildir, once however often it is written', async () => {
  const maildir = join(folder, 'mail');
  const parts = {
    origin: 'https://relay.example',
    replyTo: null,
    recipients: new Map<string, string>(),
    inline: new Set<string>(),
    maildir,
  };
  for (const _ of [1, 2]) {
    await createMaildirCourier(parts).notify(notice, 'operator@desk.example');
  }
  const [name = '', ...more] = readdirSync(join(maildir, 'new'));
  assert.deepEqual(more, []);
  assert.equal(readFileSync(join(maildir, 'new', name), 'latin1'), wanted);
});
