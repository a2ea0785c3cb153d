/** A report through a real mail server: greylisted once, delivered over STARTTLS, opened by gpg, shown by neomutt. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import * as openpgp from 'openpgp';
import { outerSubject, reportsPath } from '../../src/contract.ts';
import type { LogEntry } from '../../src/relay/log.ts';
import { openRelay } from '../../src/relay/node-relay.ts';
import { parseSettings } from '../../src/relay/settings.ts';
import { renderMessage } from '../../src/report/message.ts';
import { padEntity } from '../../src/report/pad.ts';
import { toReport } from '../../src/report/report.ts';
import { toBytes } from '../../src/report/writing.ts';
import { createGpg, type Gpg } from '../helpers/gpg.ts';
import { createManifest, seal, toManifestRecipient } from '../helpers/sealed.ts';
import { readMaildir, toProvedPost, until } from '../relay/doors.ts';
import { createRelayFolder } from '../relay/relay-process.ts';
import { exampleAnswers, exampleConfig, exampleNow } from '../unit/report/example-report.ts';
import { startPostfix } from './postfix-server.ts';

function renderReport(): Uint8Array {
  const sender = { relay: 'https://relay.example', mailFrom: null };
  const report = toReport(exampleAnswers, [], exampleConfig, exampleNow);
  return toBytes(padEntity(renderMessage(report, [], sender, 'postern-test')));
}

/** Opens the first mail of a Maildir in neomutt, on a terminal of its own. @returns what is on its screen */
async function showInNeomutt(maildir: string, gpg: Gpg): Promise<string> {
  for (const [program, flag] of [
    ['neomutt', '-v'],
    ['tmux', '-V'],
  ] as const) {
    assert.equal(spawnSync(program, [flag]).status, 0, `apt-get install ${program}`);
  }
  const [socket, settings] = [join(gpg.home, 'tmux'), join(gpg.home, 'neomuttrc')];
  writeFileSync(
    settings,
    [
      'set crypt_use_gpgme = yes',
      'set pager_stop = yes',
      'set header_cache = ""',
      'set wait_key = no',
      'set confirm_append = no',
      'set mbox_type = Maildir',
      `set folder = ${maildir}`,
      'set spool_file = +',
      'set sleep_time = 0',
    ].join('\n'),
  );
  const tmux = (...args: string[]) =>
    execFileSync('tmux', ['-S', socket, '-f', '/dev/null', ...args], {
      env: { ...process.env, GNUPGHOME: gpg.home, LC_ALL: 'C.UTF-8', HOME: gpg.home },
    }).toString();
  const command = `neomutt -n -F ${settings} -f ${maildir}`;
  tmux('new-session', '-d', '-x', '120', '-y', '60', command);
  try {
    const screen = () => tmux('capture-pane', '-p');
    await until(() => screen().includes('Security report'));
    tmux('send-keys', 'Enter');
    await until(() => /successfully decrypted|error|could not/i.test(screen()));
    return screen();
  } finally {
    tmux('kill-server');
  }
}

it('a report is greylisted once, arrives over STARTTLS, and is read with gpg and in neomutt', async (t) => {
  const [postfix, gpg] = await Promise.all([startPostfix(), createGpg()]);
  t.after(() => Promise.all([postfix.stop(), gpg.close()]));
  const { armored, fingerprint } = await gpg.makeKey({ name: 'Anna', kind: 'curve25519' });
  const certificate = await openpgp.readKey({ armoredKey: armored });
  const folder = await createRelayFolder(createManifest([await toManifestRecipient(certificate)]));
  const ca = join(folder.path, 'ca.pem');
  writeFileSync(ca, readFileSync(postfix.certificate));
  const parsed = parseSettings({
    ...folder.env,
    RELAY_SMTP_URL: `smtp://localhost:${postfix.port}`,
    RELAY_TLS_CA: ca,
    RELAY_RECIPIENTS: `${fingerprint}=anna@example.test`,
    RELAY_REPLY_TO: 'security@example.test',
  });
  assert.ok(parsed.ok);
  const log: LogEntry[] = [];
  let later = 0;
  const opened = await openRelay({
    settings: parsed.settings,
    log: (entry) => log.push(entry),
    clock: () => new Date(Date.now() + later),
  });
  assert.ok(opened.ok);
  const { relay } = opened;
  t.after(async () => {
    await relay.close();
    await folder.remove();
  });

  postfix.greylist(true);
  const entity = renderReport();
  const body = new Uint8Array(await seal([certificate], entity));
  const request = new Request(`https://relay.example${reportsPath}`, toProvedPost(body));
  assert.equal((await relay.fetch(request, '192.0.2.1')).status, 202);
  await relay.deliverNow();
  assert.deepEqual(
    log.filter(({ event }) => event.startsWith('mail-')).map(({ event, code }) => [event, code]),
    [['mail-deferred', '450']],
  );
  await until(() => /450 4\.2\.0 .*Greylisted/.test(postfix.readLog()));

  postfix.greylist(false);
  later = 2 * 60_000;
  await relay.deliverNow();
  assert.equal(log.filter(({ event }) => event === 'mail-delivered').length, 1);
  await until(async () => (await readMaildir(postfix.mail)).length > 0);
  const [mail = '', ...more] = await readMaildir(postfix.mail);
  assert.deepEqual(more, []);
  assert.match(mail, /^Delivered-To: anna@example\.test$/m);
  assert.match(mail, /^\tby localhost \(Postfix\) with ESMTPS /m);
  assert.match(mail, new RegExp(`^Subject: ${outerSubject}$`, 'm'));
  assert.match(mail, /^Auto-Submitted: auto-generated$/m);

  const message = mail.slice(mail.indexOf('-----BEGIN PGP MESSAGE-----'));
  assert.ok((await gpg.decrypt(message)).equals(entity));

  const shown = await showInNeomutt(postfix.mail, gpg);
  assert.match(shown, /The following data is PGP\/MIME encrypted/);
  assert.match(shown, /Subject: \[Lantern\] A crafted scene writes outside its folder/);
  assert.match(shown, /How to answer/i);
});
