/** `--check` looks at everything a relay needs, names all that is wrong, and gives no secret away. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { checkRelay } from '../../src/relay/check-command.ts';
import { createReceiptKeyPair } from '../../src/relay/receipt.ts';
import { parseSettings, type Settings } from '../../src/relay/settings.ts';
import { createManifest, createTestKey } from '../helpers/sealed.ts';
import { startRelayProcess } from './relay-process.ts';
import { withSmtp } from './smtp-parts.ts';

const folder = mkdtempSync(join(tmpdir(), 'postern-check-'));
after(() => rmSync(folder, { recursive: true }));

const anna = await createTestKey();
const { privateKeyPem, publicKey } = await createReceiptKeyPair();
const [key, desk] = [join(folder, 'key.pem'), join(folder, 'desk.json')];
writeFileSync(key, privateKeyPem);
writeFileSync(
  desk,
  JSON.stringify({ ...createManifest([anna.recipient]), receiptKeys: [publicKey] }),
);

function read(port: number, more: Readonly<Record<string, string>> = {}): Settings {
  const parsed = parseSettings({
    RELAY_ORIGIN: 'https://relay.example',
    RELAY_DESK: desk,
    RELAY_RECEIPT_KEY: key,
    RELAY_SPOOL: join(folder, 'spool.sqlite'),
    RELAY_SMTP_URL: `smtp://127.0.0.1:${port}`,
    RELAY_SMTP_REQUIRE_TLS: 'off',
    RELAY_RECIPIENTS: `${anna.fingerprint}=anna@desk.example`,
    ...more,
  });
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.settings;
}

const silentDns = async () => null;

describe('npm run relay -- --check', () => {
  it('finds a whole relay in order, sends nothing, and leaves no file behind', async () => {
    await withSmtp({}, async (fake) => {
      const { ok, text } = await checkRelay(read(fake.port), silentDns);
      assert.ok(ok, text);
      assert.match(text, new RegExp(`^ok {4}Receipt key: its public half is ${publicKey}$`, 'm'));
      assert.match(text, /^ok {4}Desk .+desk\.json: https:\/\/\S+, 1 of its certificates take/m);
      assert.match(text, /^ok {4}Mail server 127\.0\.0\.1:\d+: takes mail from this relay$/m);
      assert.doesNotMatch(text, /^NOT/m);
      assert.deepEqual(fake.mails, []);
      assert.deepEqual(readdirSync(folder).sort(), ['desk.json', 'key.pem']);
    });
  });

  it('takes a spool in a folder that the relay is yet to make', async () => {
    await withSmtp({}, async (fake) => {
      const spool = join(folder, 'state', 'relay', 'spool.sqlite');
      const { ok, text } = await checkRelay(read(fake.port, { RELAY_SPOOL: spool }), silentDns);
      assert.ok(ok, text);
      assert.match(text, /^ok {4}Spool: .+spool\.sqlite, to be made$/m);
    });
  });

  it('names everything that is wrong at once', async () => {
    await withSmtp({ greeting: '554 no' }, async (fake) => {
      const other = join(folder, 'other.json');
      writeFileSync(other, JSON.stringify(createManifest([anna.recipient])));
      const settings = read(fake.port, {
        RELAY_DESK: `${other}, ${join(folder, 'none.json')}`,
        RELAY_RECEIPT_KEY: `${key}, ${join(folder, 'none.pem')}`,
        RELAY_RECIPIENTS: `${'A'.repeat(40)}=other@desk.example`,
        RELAY_SPOOL: join(key, 'spool.sqlite'),
      });
      const { ok, text } = await checkRelay(settings, silentDns);
      rmSync(other);
      assert.equal(ok, false);
      for (const wrong of [
        /^NOT {3}Receipt key: RELAY_RECEIPT_KEY: there is no file .+none\.pem/m,
        /^NOT {3}Receipt key of https:\/\/\S+: the site publishes none of/m,
        new RegExp(`^NOT   Address of ${anna.fingerprint}: none\\. Add`, 'm'),
        /^NOT {3}Desk .+none\.json: It cannot be read/m,
        /^NOT {3}Spool: .+ cannot be written \(ENOTDIR\)/m,
        /^NOT {3}Mail server 127\.0\.0\.1:\d+: it does not take mail from this relay \(\w+\)/m,
      ]) {
        assert.match(text, wrong);
      }
    });
  });

  it('says which DNS records mail needs, and what is there now', async () => {
    await withSmtp({}, async (fake) => {
      const records: Record<string, readonly string[]> = {
        'relay.example': ['other', 'v=spf1 -all\u001b]0;owned\u0007'],
        '_dmarc.relay.example': [],
      };
      const { text } = await checkRelay(read(fake.port), async (name) => records[name] ?? null);
      assert.match(
        text,
        /relay\.example {2}TXT {2}"v=spf1 include:.+ -all"\n +now v=spf1 -all\\u001b\]0;owned\\u0007\n/,
      );
      assert.match(text, /_dmarc\.relay\.example {2}TXT {2}"v=DMARC1; p=reject"\n +is not there/);
      assert.match(text, /SELECTOR\._domainkey\.relay\.example/);
    });
  });

  it('gives no password away, as a command, where the server would take it without TLS', async () => {
    await withSmtp({}, async (fake) => {
      const { code, stdout, stderr } = await startRelayProcess(
        {
          RELAY_ORIGIN: 'https://relay.example',
          RELAY_DESK: desk,
          RELAY_RECEIPT_KEY: key,
          RELAY_SPOOL: join(folder, 'spool.sqlite'),
          RELAY_SMTP_URL: `smtp://me:hunter2@127.0.0.1:${fake.port}`,
          RELAY_SMTP_REQUIRE_TLS: 'on',
          RELAY_RECIPIENTS: `${anna.fingerprint}=anna@desk.example`,
        },
        ['--check'],
      ).ended;
      assert.equal(code, 1);
      assert.equal(stderr, '');
      assert.match(stdout, /^NOT {3}Mail server .+ \(ETLS\)/m);
      assert.doesNotMatch(stdout, /hunter2|anna@/);
    });
  });

  it('looks at a Maildir too', async () => {
    const maildir = join(folder, 'mail');
    const settings = { ...read(1), smtp: null, maildir };
    const { ok, text } = await checkRelay(settings, silentDns);
    assert.ok(ok, text);
    assert.match(text, /^ok {4}Maildir .+: takes mail/m);
    assert.doesNotMatch(text, /DNS/);
  });
});
