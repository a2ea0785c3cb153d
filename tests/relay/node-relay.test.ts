/** A relay in this process, with a mail server that refuses first: what is set aside, and how it gets out again. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { reportsPath } from '../../src/contract.ts';
import type { LogEntry } from '../../src/relay/log.ts';
import type { Relay } from '../../src/relay/node-relay.ts';
import { openRelay } from '../../src/relay/node-relay.ts';
import { parseSettings } from '../../src/relay/settings.ts';
import { startFakeSmtp } from '../helpers/fake-smtp.ts';
import { createEntity, createManifest, createTestKey, seal } from '../helpers/sealed.ts';
import { toProvedPost } from './doors.ts';
import { createRelayFolder } from './relay-process.ts';

const anna = await createTestKey();
const log: LogEntry[] = [];

async function open(env: Readonly<Record<string, string>>): Promise<Relay> {
  const parsed = parseSettings(env);
  assert.ok(parsed.ok);
  const opened = await openRelay({ settings: parsed.settings, log: (entry) => log.push(entry) });
  assert.ok(opened.ok);
  return opened.relay;
}

it('tries what was set aside once more at each start, and delivers it when its cause is mended', async (t) => {
  const folder = await createRelayFolder(createManifest([anna.recipient]));
  const smtp = await startFakeSmtp({ script: { rcpt: '550 no such user' } });
  t.after(() => Promise.all([folder.remove(), smtp.close()]));
  const env = {
    ...folder.env,
    RELAY_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    RELAY_SMTP_REQUIRE_TLS: 'off',
    RELAY_RECIPIENTS: `${anna.fingerprint}=anna@desk.example`,
    RELAY_REPLY_TO: 'security@desk.example',
    RELAY_ENVELOPE_FROM: 'bounces@desk.example',
  };
  const first = await open(env);
  const body = new Uint8Array(await seal([anna.publicKey], createEntity('a flaw')));
  const request = new Request(`https://relay.example${reportsPath}`, toProvedPost(body));
  assert.equal((await first.fetch(request, '192.0.2.1')).status, 202);
  await first.deliverNow();
  await first.deliverNow();
  assert.equal(log.filter(({ event }) => event === 'alarm-mail-set-aside').length, 1);
  await first.close();
  smtp.script = {};
  const second = await open(env);
  await second.deliverNow();
  const [mail] = smtp.mails;
  assert.equal(mail?.from, 'MAIL FROM:<bounces@desk.example>');
  assert.deepEqual(mail?.to, ['RCPT TO:<anna@desk.example>']);
  assert.match(mail?.text ?? '', /^Reply-To: security@desk.example\r$/m);
  await second.close();
});

it('ends within seconds although a mail server has fallen silent, and keeps the report', async (t) => {
  const folder = await createRelayFolder(createManifest([anna.recipient]));
  const smtp = await startFakeSmtp({ script: { dot: 'silence' } });
  t.after(() => Promise.all([folder.remove(), smtp.close()]));
  const env = {
    ...folder.env,
    RELAY_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    RELAY_SMTP_REQUIRE_TLS: 'off',
    RELAY_RECIPIENTS: `${anna.fingerprint}=anna@desk.example`,
  };
  const first = await open(env);
  const body = new Uint8Array(await seal([anna.publicKey], createEntity('another flaw')));
  const request = new Request(`https://relay.example${reportsPath}`, toProvedPost(body));
  assert.equal((await first.fetch(request, '192.0.2.1')).status, 202);
  const begun = Date.now();
  await first.close();
  assert.ok(Date.now() - begun < 15_000);
  smtp.script = {};
  const parsed = parseSettings(env);
  assert.ok(parsed.ok);
  const later = () => new Date(Date.now() + 10 * 60_000);
  const opened = await openRelay({ settings: parsed.settings, log: () => {}, clock: later });
  assert.ok(opened.ok);
  await opened.relay.deliverNow();
  assert.equal(smtp.mails.length, 1);
  await opened.relay.close();
});
