/** The port for what watches the relay: lives, can work, how much waits; on the loopback and not on the public port. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { maxBodyBytes } from '../../src/contract.ts';
import type { LogEntry } from '../../src/relay/log.ts';
import { answerStatus, type Status } from '../../src/relay/status.ts';
import { createManifest, createTestKey } from '../helpers/sealed.ts';
import { createMemorySpool } from '../helpers/spool-memory.ts';
import { until } from './doors.ts';
import { createRelayFolder, startRelayProcess } from './relay-process.ts';

const now = () => new Date('2026-11-30T12:05:00Z');
const gibibyte = 1024 ** 3;
const askRoom = async () => gibibyte;

describe('the status port', () => {
  it('says how much waits and for how long, and nothing else', async () => {
    const spool = createMemorySpool();
    const writer = await spool.receive();
    await writer.write(Buffer.from('sealed'));
    await writer.commit({
      sha256: 'a'.repeat(64),
      receivedAt: '2026-11-30T12:00:00Z',
      desk: 'https://desk.example',
      recipients: ['A'.repeat(40)],
    });
    const response = await answerStatus('/ready', { spool, askRoom, log: () => {}, now });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.deepEqual(await response.json(), {
      status: 'ready',
      reports: 1,
      bytes: 6,
      oldest: '2026-11-30T12:00:00Z',
      oldestSeconds: 300,
      due: 1,
      held: 0,
      aside: 0,
      freeBytes: gibibyte,
    });
  });

  it('says that there is no room before the disk is full, while it can still take a report', async () => {
    const parts = { spool: createMemorySpool(), log: () => {}, now };
    const response = await answerStatus('/ready', {
      ...parts,
      askRoom: async () => 4 * maxBodyBytes,
    });
    assert.equal(response.status, 503);
    assert.equal(((await response.json()) as Status).status, 'no-room');
  });

  it('says live but not ready while the spool cannot be read', async () => {
    const log: LogEntry[] = [];
    const stats = async () => Promise.reject(Object.assign(new Error('x'), { code: 'EIO' }));
    const parts = {
      ...{ spool: { stats }, askRoom, now },
      log: (entry: LogEntry) => void log.push(entry),
    };
    assert.equal((await answerStatus('/live', parts)).status, 200);
    assert.equal((await answerStatus('/ready', parts)).status, 503);
    assert.deepEqual(log, [{ event: 'alarm-spool-failed', code: 'EIO' }]);
    assert.equal((await answerStatus('/queue', parts)).status, 404);
  });

  it('is another port than the public one, where nobody gets these answers', async (t) => {
    const folder = await createRelayFolder(createManifest([(await createTestKey()).recipient]));
    t.after(() => folder.remove());
    const relay = startRelayProcess({ ...folder.env, RELAY_STATUS_PORT: '0' });
    const url = await relay.url();
    const { id } = await until(() => relay.log().find(({ event }) => event === 'status-started'));
    assert.match(id ?? '', /^127\.0\.0\.1:\d+$/);
    const response = await fetch(`http://${id}/ready`);
    assert.equal(response.status, 200);
    const { reports, freeBytes } = (await response.json()) as Status;
    assert.equal(reports, 0);
    assert.ok(freeBytes > 0);
    assert.equal((await fetch(`${url}/ready`)).status, 404);
    relay.kill('SIGTERM');
    assert.equal((await relay.ended).code, 0);
  });
});
