/** Settings come from one table: their parsing, the example file and the operator's guide. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { parseEnv } from 'node:util';
import type { Environment } from '../../src/relay/settings.ts';
import { parseSettings, settingsTable } from '../../src/relay/settings.ts';
import { renderEnvExample, renderSettingsTable } from '../../src/relay/settings-text.ts';

const root = resolve(import.meta.dirname, '../..');
const advice = 'To write it anew: node tests/relay/write-settings-text.ts';

const complete: Environment = {
  RELAY_ORIGIN: 'https://relay.example',
  RELAY_DESK: 'https://desk.example/.well-known/postern/desk.json',
  RELAY_RECEIPT_KEY: './receipt-key.pem',
  RELAY_MAILDIR: './mail',
};

function toFaults(more: Environment): readonly string[] {
  const parsed = parseSettings({ ...complete, ...more });
  return parsed.ok ? [] : parsed.faults;
}

function read(more: Environment) {
  const parsed = parseSettings({ ...complete, ...more });
  assert.ok(parsed.ok);
  return parsed.settings;
}

describe('the settings', () => {
  it('have defaults that keep the relay on the loopback, behind no proxy, with TLS for mail', () => {
    const settings = read({});
    assert.equal(settings.host, '127.0.0.1');
    assert.equal(settings.port, 8025);
    assert.equal(settings.trustProxy, 0);
    assert.equal(settings.smtpRequireTls, true);
    assert.equal(settings.smtp, null);
    assert.equal(settings.recipients, null);
  });

  it('name everything that is missing', () => {
    const parsed = parseSettings({});
    assert.ok(!parsed.ok);
    assert.deepEqual(
      parsed.faults.map((fault) => fault.split(' ')[0]),
      ['RELAY_ORIGIN', 'RELAY_DESK', 'RELAY_RECEIPT_KEY', 'Mail'],
    );
  });

  it('treat an empty variable as one that is not set', () => {
    assert.equal(read({ RELAY_HOST: '', RELAY_REPLY_TO: ' ' }).host, '127.0.0.1');
  });

  const bad: readonly (readonly [name: string, value: string])[] = [
    ['RELAY_ORIGIN', 'relay.example'],
    ['RELAY_ORIGIN', 'https://relay.example/relay'],
    ['RELAY_ORIGIN', 'https://user:secret@relay.example'],
    ['RELAY_DESK', 'one.json,,two.json'],
    ['RELAY_SMTP_URL', 'https://user:secret@mail.example'],
    ['RELAY_SMTP_URL', 'smtp://user:%secret@mail.example'],
    ['RELAY_SMTP_URL', 'smtp://user:secret@mail.example/?tls=off'],
    ['RELAY_SMTP_REQUIRE_TLS', 'yes'],
    ['RELAY_RECIPIENTS', 'secret@desk.example'],
    ['RELAY_INLINE', `${'A'.repeat(40)},secret`],
    ['RELAY_RECIPIENTS', `${'A'.repeat(39)}=secret@desk.example`],
    ['RELAY_RECIPIENTS', `${'A'.repeat(40)}=Secret <secret@desk.example>`],
    ['RELAY_RECIPIENTS', `${'A'.repeat(40)}=secret@desk.example,${'a'.repeat(40)}=b@desk.example`],
    ['RELAY_REPLY_TO', 'secret@desk.example\r\nBcc: b@evil.example'],
    ['RELAY_ENVELOPE_FROM', '<secret@desk.example>'],
    ['RELAY_TRUST_PROXY', 'on'],
    ['RELAY_PORT', '80a'],
    ['RELAY_PORT', '65536'],
    ['RELAY_RATE_PER_HOUR', '0'],
    ['RELAY_SPOOL_MAX_MIB', '-1'],
    ['RELAY_SECRET', 'secret'],
  ];
  for (const [name, value] of bad) {
    it(`find fault with ${name} ${JSON.stringify(value)} and do not repeat it`, () => {
      const [fault = '', ...more] = toFaults({ [name]: value });
      assert.deepEqual(more, []);
      assert.ok(fault.startsWith(`${name} `));
      assert.doesNotMatch(fault, /secret@|:secret|evil/i);
    });
  }

  it('read servers, logins and recipients', () => {
    const settings = read({
      RELAY_SMTP_URL: 'smtps://relay%40desk.example:p%3Aw%40rd@mail.example',
      RELAY_RECIPIENTS: `${'ABCD '.repeat(10)}= anna@desk.example, ${'0f'.repeat(32)}=b+x@desk.example`,
      RELAY_TRUST_PROXY: '2',
      RELAY_DESK: 'a.json, b.json',
    });
    assert.deepEqual(settings.smtp, {
      host: 'mail.example',
      port: 465,
      implicitTls: true,
      login: { user: 'relay@desk.example', pass: 'p:w@rd' },
    });
    assert.deepEqual(
      [...(settings.recipients ?? [])],
      [
        ['ABCD'.repeat(10), 'anna@desk.example'],
        ['0F'.repeat(32), 'b+x@desk.example'],
      ],
    );
    assert.equal(settings.trustProxy, 2);
    assert.deepEqual(settings.desks, ['a.json', 'b.json']);
    const plain = read({ RELAY_SMTP_URL: 'smtp://[::1]' }).smtp;
    assert.deepEqual(plain, { host: '::1', port: 587, implicitTls: false, login: null });
  });
});

describe('the texts that are made from the settings', () => {
  it('.env.example is what the table says', () => {
    assert.equal(readFileSync(join(root, '.env.example'), 'utf8'), renderEnvExample(), advice);
  });

  it('.env.example can be used: with every line in force it has no fault', () => {
    const every = renderEnvExample().replaceAll(/^# (?=RELAY_)/gm, '');
    const env = parseEnv(every);
    assert.equal(Object.keys(env).length, Object.keys(settingsTable).length);
    assert.ok(parseSettings(env).ok);
  });

  it("the operator's guide holds the table", () => {
    const guide = readFileSync(join(root, 'src/relay/README.md'), 'utf8');
    const [, table] = guide.split(/<!-- settings: .+ -->\n|<!-- end of settings -->\n/);
    assert.equal(table, renderSettingsTable(), advice);
  });
});
