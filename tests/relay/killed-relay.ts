/** Kills a relay again and again while reports arrive, and asks in the end whether every acknowledged one was mailed. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Receipt } from '../../src/contract.ts';
import { reportsPath } from '../../src/contract.ts';
import { createEntity, createManifest, createTestKey, seal } from '../helpers/sealed.ts';
import { toProvedPost, until } from './doors.ts';
import { createRelayFolder, startRelayProcess } from './relay-process.ts';

const reportsEachRound = 8;
const largeBytes = 4 * 1024 * 1024;

/** The hash of the report that a mail carries; half a mail has another. */
function toHash(mail: string): string {
  const base64 = /MESSAGE-----\r\n\r\n(.+)\r\n=\S{4}\r\n-----END PGP/s.exec(mail)?.[1] ?? '';
  return createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex');
}

/**
 * Fails the test when an acknowledged report is missing or not whole after the last start, or was mailed twice.
 * @param rounds how often the process is killed
 */
export async function checkKilledRelay(t: TestContext, rounds: number): Promise<void> {
  const anna = await createTestKey();
  const folder = await createRelayFolder(createManifest([anna.recipient]));
  t.after(() => folder.remove());
  const acknowledged = new Set<string>();
  const moments: number[] = [];

  async function post(url: string, body: Uint8Array<ArrayBuffer>): Promise<void> {
    try {
      const response = await fetch(`${url}${reportsPath}`, toProvedPost(body));
      const { sha256 } = (await response.json()) as Receipt;
      if (response.status === 202) acknowledged.add(sha256);
    } catch {
      // The process was killed before it could answer: nothing was promised.
    }
  }

  for (let round = 0; round < rounds; round += 1) {
    const relay = startRelayProcess(folder.env);
    t.after(() => relay.kill('SIGKILL'));
    const url = await relay.url();
    const before = acknowledged.size;
    const posts = Array.from({ length: reportsEachRound }, async (_, n) => {
      const size = n === 3 && round % 2 === 0 ? largeBytes : undefined;
      const body = await seal([anna.publicKey], createEntity(`round ${round}, report ${n}`, size));
      await post(url, new Uint8Array(body));
    });
    await until(() => acknowledged.size > before);
    moments.push(Math.random() * 40);
    await wait(moments.at(-1));
    relay.kill('SIGKILL');
    await Promise.all([...posts, relay.ended]);
  }

  const relay = startRelayProcess(folder.env);
  t.after(() => relay.kill('SIGKILL'));
  await relay.url();
  const shown = `killed at ${moments.map((ms) => ms.toFixed(1)).join(', ')} ms after a 202`;
  t.diagnostic(`${acknowledged.size} reports acknowledged, ${shown}`);
  const hashes = new Map<string, string>();
  async function readHashes(): Promise<readonly string[]> {
    const mails = join(folder.maildir, 'new');
    for (const name of await readdir(mails)) {
      if (!hashes.has(name)) hashes.set(name, toHash(await readFile(join(mails, name), 'utf8')));
    }
    return [...hashes.values()];
  }
  async function missing(): Promise<readonly string[]> {
    const mailed = new Set(await readHashes());
    return [...acknowledged].filter((hash) => !mailed.has(hash));
  }
  // However many there are, it is waited for as long as mail keeps coming.
  for (let left = acknowledged.size; left > 0; ) {
    const before = left;
    const fewer = await until(async () => {
      left = (await missing()).length;
      return left < before;
    }).catch(() => false);
    if (!fewer) break;
  }
  assert.deepEqual(await missing(), [], `lost, ${shown}`);
  relay.kill('SIGTERM');
  assert.equal((await relay.ended).code, 0);
  const mailed = await readHashes();
  assert.equal(mailed.length, new Set(mailed).size, `mailed twice, ${shown}`);
}
