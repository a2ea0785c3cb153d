/** The desk of `npm start`, with its relay and its mail, and without a site. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import { readKey } from 'openpgp';
import { type LocalDesk, openLocalDesk } from '../../../../src/cli/site/local-desk.ts';
import { writePreviewKeys } from '../../../../src/cli/site/preview-keys.ts';
import { defaultProofBits, reportMediaType, reportsPath } from '../../../../src/contract.ts';
import { readDesk } from '../../../../src/read.ts';
import { createOthers } from '../../../bench/post-reports.ts';
import { toProofHeaders } from '../../../helpers/proof.ts';
import { createEntity, seal } from '../../../helpers/sealed.ts';
import { until } from '../../../relay/doors.ts';

const url = 'http://localhost:4321';

async function readRecords(state: string, at = url) {
  const { records } = await readDesk({
    ...{ folder: 'content', date: new Date(), url: at, preview: state, embargoed: null },
  });
  assert.ok(records);
  return records;
}

/** Asks a desk over a socket, as `npm start` does; `work` gets where it listens. */
async function serveDesk(desk: LocalDesk, work: (port: number) => Promise<void>): Promise<void> {
  const server = createAdaptorServer({
    fetch: async (...asked) => (await desk.fetch(...asked)) ?? new Response(null, { status: 404 }),
    overrideGlobalObjects: false,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await work((server.address() as AddressInfo).port);
  } finally {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  }
}

test('a second start on the same folder is refused in a sentence, and the first one goes on', async () => {
  const state = mkdtempSync(join(tmpdir(), 'postern-local-desk-'));
  try {
    await writePreviewKeys(state);
    const desk = await openLocalDesk(await readRecords(state), state);
    try {
      const before = readdirSync(state).filter((it) => it.endsWith('.json'));
      await assert.rejects(
        openLocalDesk(await readRecords(state, 'http://localhost:4322'), state),
        /running already\? .*POSTERN_STATE to another folder/,
      );
      assert.deepEqual(
        readdirSync(state).filter((it) => it.endsWith('.json')),
        before,
      );
      await serveDesk(desk, async (port) => {
        assert.equal((await fetch(`http://127.0.0.1:${port}/health`)).status, 200);
      });
    } finally {
      await desk.close();
    }
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
});

test('whoever tries the form again and again finds every report, not an announcement of mail held back', async () => {
  const state = mkdtempSync(join(tmpdir(), 'postern-local-desk-'));
  try {
    await writePreviewKeys(state);
    const date = new Date();
    const reading = await readDesk({
      folder: 'content',
      date,
      url,
      preview: state,
      embargoed: null,
    });
    assert.ok(reading.records);
    const desk = await openLocalDesk(reading.records, state);
    try {
      const armoredKey = readFileSync(join(state, 'keys', 'certificate.asc'), 'utf8');
      const certificate = await readKey({ armoredKey });
      const sealed = await seal([certificate], createEntity('A report.'));
      const bodies = createOthers(sealed, 22);
      await serveDesk(desk, async (port) => {
        for (const bytes of bodies) {
          const headers = {
            origin: url,
            'content-type': reportMediaType,
            ...toProofHeaders(bytes, { relay: url, bits: defaultProofBits }),
          };
          const request = { method: 'POST', body: new Uint8Array(bytes), headers };
          const { status } = await fetch(`http://127.0.0.1:${port}${reportsPath}`, request);
          assert.equal(status, 202);
        }
      });
      const mails = () => readdirSync(join(state, 'mail', 'new')).length;
      await until(async () => mails() === bodies.length);
    } finally {
      await desk.close();
    }
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
});

test('whoever is refused in the middle of a large upload is heard out, as on a relay that is served', async () => {
  const state = mkdtempSync(join(tmpdir(), 'postern-local-desk-'));
  try {
    await writePreviewKeys(state);
    const desk = await openLocalDesk(await readRecords(state), state);
    try {
      await serveDesk(desk, async (port) => {
        const half = new Uint8Array(4 * 1024 * 1024);
        const socket = connect(port, '127.0.0.1');
        await once(socket, 'connect');
        let answer = '';
        socket.on('data', (data) => {
          answer += String(data);
        });
        socket.write(
          `POST ${reportsPath} HTTP/1.1\r\nHost: localhost\r\nOrigin: https://foreign.example\r\n` +
            `Content-Type: ${reportMediaType}\r\nContent-Length: ${2 * half.length}\r\n\r\n`,
        );
        await new Promise((resolve) => socket.write(half, resolve));
        await until(async () => readFileSync(join(state, 'relay.log'), 'utf8').includes('refused'));
        assert.equal(answer, '');
        await new Promise((resolve) => socket.write(half, resolve));
        await until(async () => answer.endsWith('}'));
        assert.match(answer, /^HTTP\/1\.1 403 .*"foreign-origin"/s);
        socket.destroy();
      });
    } finally {
      await desk.close();
    }
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
});
