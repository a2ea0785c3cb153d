/** The desk of `npm start`, with its relay and its mail, and without a site. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readKey } from 'openpgp';
import { openLocalDesk } from '../../../src/cli/site/local-desk.ts';
import { writePreviewKeys } from '../../../src/cli/site/preview-keys.ts';
import { defaultProofBits, reportMediaType, reportsPath } from '../../../src/contract.ts';
import { readDesk } from '../../../src/read.ts';
import { createOthers } from '../../bench/post-reports.ts';
import { toProofHeaders } from '../../helpers/proof.ts';
import { createEntity, seal } from '../../helpers/sealed.ts';
import { until } from '../../relay/doors.ts';

const url = 'http://localhost:4321';

async function readRecords(state: string, at = url) {
  const { records } = await readDesk({
    ...{ folder: 'content', date: new Date(), url: at, preview: state, embargoed: null },
  });
  assert.ok(records);
  return records;
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
      const health = await desk.fetch(new Request(`${url}/health`), '127.0.0.1');
      assert.equal(health?.status, 200);
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
      for (const body of bodies) {
        const headers = {
          origin: url,
          'content-type': reportMediaType,
          ...toProofHeaders(body, { relay: url, bits: defaultProofBits }),
        };
        const request = new Request(`${url}${reportsPath}`, {
          method: 'POST',
          body: new Uint8Array(body),
          headers,
        });
        assert.equal((await desk.fetch(request, '127.0.0.1'))?.status, 202);
      }
      const mails = () => readdirSync(join(state, 'mail', 'new')).length;
      await until(async () => mails() === bodies.length);
    } finally {
      await desk.close();
    }
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
});
