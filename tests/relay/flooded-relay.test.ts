/** A flood over real HTTP and SMTP: the inbox gets twenty mails and one notice, and nothing is lost. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import type { Receipt } from '../../src/contract.ts';
import { reportsPath } from '../../src/contract.ts';
import { startFakeSmtp } from '../helpers/fake-smtp.ts';
import { createEntity, createManifest, createTestKey, seal } from '../helpers/sealed.ts';
import { toProvedPost, until } from './doors.ts';
import { createRelayFolder, startRelayProcess } from './relay-process.ts';

const perHour = 20;
const reports = 60;

const toId = (mail: string) => /^X-Postern-Id: (\w+)\r?$/m.exec(mail)?.[1];

it('a relay that is flooded acknowledges all, mails twenty and a notice, and keeps the rest for whoever exports it', async (t) => {
  const anna = await createTestKey();
  const folder = await createRelayFolder(createManifest([anna.recipient]));
  const smtp = await startFakeSmtp();
  t.after(() => Promise.all([folder.remove(), smtp.close()]));
  const env = {
    ...folder.env,
    RELAY_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    RELAY_SMTP_REQUIRE_TLS: 'off',
    RELAY_RECIPIENTS: `${anna.fingerprint}=anna@desk.example`,
    RELAY_MAILS_PER_HOUR: String(perHour),
  };
  const relay = startRelayProcess(env);
  t.after(() => relay.kill('SIGKILL'));
  const url = await relay.url();
  const acknowledged: string[] = [];
  async function post(text: string): Promise<void> {
    const report = new Uint8Array(await seal([anna.publicKey], createEntity(text)));
    const response = await fetch(`${url}${reportsPath}`, toProvedPost(report));
    assert.equal(response.status, 202);
    acknowledged.push(((await response.json()) as Receipt).id);
  }
  for (let n = 0; n < reports; n += 10) {
    await Promise.all(Array.from({ length: 10 }, (_, m) => post(`empty ${n + m}`)));
  }
  await post('a real one');
  const count = (event: string) => relay.log().filter((entry) => entry.event === event).length;
  await until(() => count('mail-held') === reports + 1 - perHour && count('alarm-flood') === 1);
  await until(() => smtp.mails.length === perHour + 1);
  const mailed = smtp.mails.flatMap(({ text }) => toId(text) ?? []);
  assert.equal(mailed.length, perHour);
  const [notice, ...more] = smtp.mails.filter(({ text }) => toId(text) === undefined);
  assert.deepEqual(more, []);
  assert.match(notice?.text ?? '', /^Subject: Security reports are waiting\r$/m);

  const out = join(folder.path, 'out');
  assert.equal((await startRelayProcess(env, ['queue', 'export', out]).ended).code, 0);
  const files = await readdir(out);
  const mails = await Promise.all(files.map((name) => readFile(join(out, name), 'utf8')));
  const exported = mails.flatMap((mail) => toId(mail) ?? []);
  assert.deepEqual([...mailed, ...exported].toSorted(), acknowledged.toSorted());
  relay.kill('SIGTERM');
  assert.equal((await relay.ended).code, 0);
});
