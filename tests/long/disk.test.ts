/** A kernel that fails to flush: strace answers the relay's fsync and fdatasync with EIO while reports arrive. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import type { Receipt } from '../../src/contract.ts';
import { reportsPath } from '../../src/contract.ts';
import { createEntity, createManifest, createTestKey, seal } from '../helpers/sealed.ts';
import { readMaildir, toProvedPost, until } from '../relay/doors.ts';
import { createRelayFolder, startRelayProcess } from '../relay/relay-process.ts';

const calls = 'fsync,fdatasync';

it('a relay whose disk cannot flush gives no receipt, and everything that has one is mailed afterwards', async (t) => {
  assert.equal(spawnSync('strace', ['-V']).status, 0, 'strace is missing: apt-get install strace');
  const anna = await createTestKey();
  const folder = await createRelayFolder(createManifest([anna.recipient]));
  t.after(() => folder.remove());
  const relay = startRelayProcess(folder.env);
  t.after(() => relay.kill('SIGKILL'));
  const url = await relay.url();
  const acknowledged: string[] = [];

  /** @returns the status, or null where the connection was cut: a large upload may be refused before its end */
  async function post(text: string, bytes?: number): Promise<number | null> {
    const report = new Uint8Array(await seal([anna.publicKey], createEntity(text, bytes)));
    const response = await fetch(`${url}${reportsPath}`, toProvedPost(report)).catch(() => null);
    if (response === null) return null;
    const { id } = (await response.json()) as Receipt;
    if (response.status === 202) acknowledged.push(id);
    return response.status;
  }

  assert.equal(await post('before'), 202);
  await until(async () => (await readMaildir(folder.maildir)).length === 1);

  const traced = join(folder.path, 'strace');
  const inject = ['-e', `trace=${calls}`, '-e', `inject=${calls}:error=EIO`];
  const strace = spawn('strace', ['-f', '-o', traced, ...inject, '-p', String(relay.pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  t.after(() => strace.kill('SIGKILL'));
  let said = '';
  strace.stderr.on('data', (data) => {
    said += String(data);
  });
  await until(() => {
    assert.equal(strace.exitCode, null, said);
    return said.includes('attached');
  });
  for (const text of ['small', 'another']) assert.equal(await post(text), 503);
  assert.notEqual(await post('large', 4 * 1024 * 1024), 202);
  strace.kill('SIGINT');
  await once(strace, 'close');
  assert.match(await readFile(traced, 'utf8'), /EIO \(Input\/output error\) \(INJECTED\)/);
  assert.ok(relay.log().some(({ event }) => event === 'alarm-spool-failed'));

  await until(async () => (await post('afterwards')) === 202);
  await until(async () => {
    const mails = await readMaildir(folder.maildir);
    return acknowledged.every((id) => mails.some((mail) => mail.includes(`X-Postern-Id: ${id}`)));
  });
  assert.equal(acknowledged.length, 2);
  relay.kill('SIGTERM');
  assert.equal((await relay.ended).code, 0);
});
