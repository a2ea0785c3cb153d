/** The receipt key is exchanged with an overlap: at each step the pages that are open verify what they get. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import type { Receipt } from '../../src/contract.ts';
import { reportsPath } from '../../src/contract.ts';
import type { Relay } from '../../src/relay/node-relay.ts';
import { openRelay } from '../../src/relay/node-relay.ts';
import { createReceiptKeyPair } from '../../src/relay/receipt.ts';
import { parseSettings } from '../../src/relay/settings.ts';
import { checkReceipt } from '../../src/report/receipt.ts';
import { createEntity, createManifest, createTestKey, seal } from '../helpers/sealed.ts';
import { relayOrigin, toProvedPost } from './doors.ts';
import { createRelayFolder } from './relay-process.ts';

const anna = await createTestKey();
const manifest = createManifest([anna.recipient]);

async function createRotation(t: TestContext) {
  const folder = await createRelayFolder(manifest);
  t.after(() => folder.remove());
  const pair = await createReceiptKeyPair();
  const nextKey = join(folder.path, 'next-key.pem');
  await writeFile(nextKey, pair.privateKeyPem);
  return {
    old: folder.publicKey,
    next: pair.publicKey,
    oldFile: folder.key,
    nextFile: nextKey,
    publish: (...receiptKeys: string[]) =>
      writeFile(folder.desk, JSON.stringify({ ...manifest, receiptKeys })),
    async open(...keys: string[]): Promise<Relay> {
      const parsed = parseSettings({ ...folder.env, RELAY_RECEIPT_KEY: keys.join(', ') });
      assert.ok(parsed.ok);
      const opened = await openRelay({ settings: parsed.settings, log: () => {} });
      assert.ok(opened.ok);
      return opened.relay;
    },
  };
}

const toReport = async (text: string) =>
  new Uint8Array(await seal([anna.publicKey], createEntity(text)));

async function post(relay: Relay, report: Uint8Array): Promise<Receipt> {
  const request = new Request(`${relayOrigin}${reportsPath}`, toProvedPost(report));
  const response = await relay.fetch(request, '192.0.2.1');
  assert.equal(response.status, 202);
  return (await response.json()) as Receipt;
}

/** Whether a page that knows these keys says “received”. */
async function verifies(receipt: Receipt, ...receiptKeys: string[]): Promise<boolean> {
  const { sha256 } = receipt;
  const { kind } = await checkReceipt(receipt, { sha256, relay: relayOrigin, receiptKeys });
  return kind === 'verified';
}

it('in the order of the guide no page gets a receipt that it cannot verify', async (t) => {
  const { old, next, oldFile, nextFile, publish, open } = await createRotation(t);
  const first = await open(oldFile);
  const before = await post(first, await toReport('before'));
  assert.ok(await verifies(before, old));

  await publish(next, old);
  await first.tidyNow();
  const meanwhile = await post(first, await toReport('meanwhile'));
  assert.ok(await verifies(meanwhile, old), 'a page that was open before');
  assert.ok(await verifies(meanwhile, next, old), 'a page that was opened since');
  await first.close();

  const second = await open(nextFile, oldFile);
  const after = await post(second, await toReport('after'));
  assert.ok(await verifies(after, next, old));
  assert.ok(await verifies(after, next), 'it is the new key that signs');
  for (const receipt of [before, meanwhile]) {
    assert.ok(await verifies(receipt, next, old), 'earlier receipts can still be checked');
  }
  await second.close();
});

it('a relay that has both keys signs with the one that the site publishes, without a restart', async (t) => {
  const { old, next, oldFile, nextFile, publish, open } = await createRotation(t);
  const relay = await open(nextFile, oldFile);
  const report = await toReport('the same report');
  const first = await post(relay, report);
  assert.ok(await verifies(first, old));
  await publish(next, old);
  await relay.tidyNow();
  const again = await post(relay, report);
  assert.ok(await verifies(again, next));
  assert.deepEqual({ ...again, signature: '' }, { ...first, signature: '' });
  await publish(old);
  await relay.tidyNow();
  assert.deepEqual(await post(relay, report), first);
  await relay.close();
});
