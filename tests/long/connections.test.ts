/** Hundreds and thousands of connections at once: everybody is answered, memory stays bounded, and silence keeps nobody out for long. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { it, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { bucketBytes, reportsPath } from '../../src/contract.ts';
import { readMemory, resetPeak } from '../bench/memory.ts';
import { createOthers, toRequest } from '../bench/post-reports.ts';
import { createEntity, createManifest, createTestKey, seal } from '../helpers/sealed.ts';
import { readMaildir, toProvedPost, until } from '../relay/doors.ts';
import { createRelayFolder, startRelayProcess } from '../relay/relay-process.ts';
import { openSqliteSpool } from '../relay/sqlite-spool.ts';

const connections = 500;
const many = 10_000;

/**
 * Of the bodies that arrive at once, 64 fill a row of 1 MiB each, which is copied while it grows; the rest is what the
 * network and a young process hold. Five hundred of these reports would have 6000 MiB.
 */
const mostMebibytes = 320;

const key = await createTestKey();

async function start(t: TestContext) {
  const folder = await createRelayFolder(createManifest([key.recipient]));
  t.after(() => folder.remove());
  const relay = startRelayProcess(folder.env);
  t.after(() => relay.kill('SIGKILL'));
  const url = await relay.url();
  const idle = readMemory(relay.pid, 'VmRSS');
  resetPeak(relay.pid);
  return {
    url,
    checkMemory() {
      const risen = readMemory(relay.pid, 'VmHWM') - idle;
      t.diagnostic(`${risen.toFixed(0)} MiB above idle`);
      assert.ok(risen <= mostMebibytes, `${risen} MiB above idle`);
    },
    countRefused: () => relay.log().filter(({ event }) => event === 'report-refused').length,
    countMails: async () => (await readMaildir(folder.maildir)).length,
    /** Ends it as an operator does, and looks at what it left. */
    async stop() {
      relay.kill('SIGTERM');
      assert.equal((await relay.ended).code, 0);
      const { spool, leftovers } = openSqliteSpool(folder.spool);
      await spool.close();
      assert.equal(leftovers, 0, 'bodies that were given up are gone');
    },
  };
}

async function open(url: string, t: TestContext): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  t.after(() => socket.destroy());
  // The relay may cut off whom it has answered.
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

it('answers 500 reports that come at once, with a receipt or with when to come again, and mails each once', async (t) => {
  const relay = await start(t);
  const sealed = await seal([key.publicKey], createEntity('one of many'));
  let busy = 0;
  async function postUntilTaken(body: Buffer): Promise<void> {
    for (;;) {
      const response = await fetch(`${relay.url}${reportsPath}`, toProvedPost(body));
      await response.text();
      if (response.status === 202) return;
      assert.equal(response.status, 503);
      assert.ok(Number(response.headers.get('retry-after')) > 0);
      busy += 1;
      assert.ok(busy < 100 * connections, 'it takes reports again');
      await wait(50);
    }
  }
  await Promise.all(createOthers(sealed, connections).map(postUntilTaken));
  await until(async () => (await relay.countMails()) === connections);
  t.diagnostic(`${busy} answers of 503`);
  relay.checkMemory();
  await relay.stop();
});

it('lets a reporter through within a minute although 500 connections have fallen silent in the middle of a large report', async (t) => {
  const relay = await start(t);
  const large = await seal([key.publicKey], createEntity('large', Math.max(...bucketBytes)));
  const half = toRequest('relay.example', Buffer.from(large)).subarray(0, 1.5 * 1024 * 1024);
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(relay.url, t)));
  for (const socket of sockets) socket.write(half);
  const honest = await seal([key.publicKey], createEntity('somebody in need'));
  const deadline = Date.now() + 60_000;
  const answers: number[] = [];
  do {
    const response = await fetch(`${relay.url}${reportsPath}`, toProvedPost(honest));
    await response.text();
    answers.push(response.status);
    await wait(500);
  } while (answers.at(-1) !== 202 && Date.now() < deadline);
  assert.equal(answers.pop(), 202);
  assert.deepEqual([...new Set(answers)], [503], 'until then it says that it is busy');
  await until(async () => (await relay.countMails()) === 1);
  relay.checkMemory();
  for (const socket of sockets) socket.destroy();
  // The rest of the answers were the reporter's own.
  await until(() => relay.countRefused() === connections + answers.length);
  await relay.stop();
});

it('takes a report while 10,000 connections say half a word, and is rid of them within two minutes', async (t) => {
  const limit = Number(execFileSync('sh', ['-c', 'ulimit -n']));
  assert.ok(
    !(limit < many + 500),
    `${limit} files may be open: raise it with ulimit -n ${2 * many}`,
  );
  const relay = await start(t);
  const sockets: Socket[] = [];
  while (sockets.length < many) {
    const some = await Promise.all(Array.from({ length: 250 }, () => open(relay.url, t)));
    for (const socket of some) socket.write('POST /v1/rep');
    sockets.push(...some);
  }
  const honest = await seal([key.publicKey], createEntity('somebody in need'));
  const response = await fetch(`${relay.url}${reportsPath}`, toProvedPost(honest));
  assert.equal(response.status, 202);
  await until(async () => (await relay.countMails()) === 1);
  relay.checkMemory();
  for (const socket of sockets) socket.resume();
  const deadline = Date.now() + 120_000;
  while (sockets.some((socket) => !socket.destroyed) && Date.now() < deadline) await wait(500);
  assert.ok(sockets.every((socket) => socket.destroyed));
  await relay.stop();
});
