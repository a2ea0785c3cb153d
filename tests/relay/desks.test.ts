/** Desks are found, remembered and followed by rules that keep reports going to the right people. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { DeskManifest } from '../../src/contract.ts';
import { openDesks } from '../../src/relay/desks.ts';
import type { LogEntry } from '../../src/relay/log.ts';
import { createManifestSource } from '../../src/relay/manifest-source.ts';
import { createReceiptKeyPair, createReceiptSigner } from '../../src/relay/receipt.ts';
import { createManifest, createTestKey } from '../helpers/sealed.ts';

const folder = mkdtempSync(join(tmpdir(), 'postern-desks-'));
after(() => rmSync(folder, { recursive: true }));

const [anna, bert] = await Promise.all([createTestKey(), createTestKey()]);
const pairs = await Promise.all([createReceiptKeyPair(), createReceiptKeyPair()]);
const [one, two] = await Promise.all(pairs.map((pair) => createReceiptSigner(pair.privateKeyPem)));
assert.ok(one && two);
const [annaId = '', bertId = ''] = [anna, bert].map((key) => key.recipient.subkeys[0]?.keyId);

let files = 0;
function publish(manifest: DeskManifest, path?: string): string {
  files += 1;
  const file = path ?? join(folder, `desk-${files}.json`);
  writeFileSync(file, JSON.stringify(manifest));
  return file;
}

async function open(locations: readonly string[], memoryPath: string | null = null) {
  const log: LogEntry[] = [];
  const opened = await openDesks({
    locations,
    source: createManifestSource(memoryPath),
    signers: [one, two].filter((signer) => signer !== undefined),
    log: (entry) => log.push(entry),
    now: () => new Date('2026-11-30T12:00:00Z'),
  });
  return { opened, log };
}

async function openGood(locations: readonly string[], memoryPath: string | null = null) {
  const { opened, log } = await open(locations, memoryPath);
  assert.ok(opened.ok, opened.ok ? '' : opened.faults.join('\n'));
  return { desks: opened.desks, log };
}

const forAnna = createManifest([anna.recipient], { receiptKeys: [one.publicKey] });
const forBert = createManifest([bert.recipient], {
  origin: 'https://other.example',
  receiptKeys: ['A'.repeat(43), two.publicKey],
});

describe('the desks of a relay', () => {
  it('are each found by their own origin, with their own keys and the receipt key they publish', async () => {
    const { desks } = await openGood([publish(forAnna), publish(forBert)]);
    const [own, other] = [desks.find(forAnna.origin), desks.find(forBert.origin)];
    assert.deepEqual([own?.signer, other?.signer], [one, two]);
    assert.equal(own?.recipientOf(annaId), anna.fingerprint);
    assert.equal(own?.recipientOf(bertId), null);
    assert.equal(other?.recipientOf(bertId), bert.fingerprint);
    assert.equal(desks.find('https://desk.example.evil.example'), null);
    assert.deepEqual(desks.recipients(), [anna.fingerprint, bert.fingerprint]);
  });

  it('are refused with every fault, each with its place', async () => {
    const faulty = [
      join(folder, 'no-such.json'),
      publish({ ...forAnna, quorum: 5 }),
      publish({ ...forAnna, receiptKeys: ['A'.repeat(43)] }),
      publish(forAnna),
      publish(forAnna),
    ];
    const { opened } = await open(faulty);
    assert.ok(!opened.ok);
    const [missing, quorum, receipt, twin, ...more] = opened.faults;
    assert.match(missing ?? '', /^RELAY_DESK: .+no-such\.json: It cannot be read/);
    assert.match(quorum ?? '', /quorum: found 5/);
    assert.ok(receipt?.includes(one.publicKey) && receipt.includes(two.publicKey));
    assert.match(twin ?? '', /Another desk has the same origin/);
    assert.deepEqual(more, []);
  });

  it('are remembered, so that a site that is down does not keep the relay from starting', async () => {
    const [location, memory] = [publish(forAnna), join(folder, 'memory-1.json')];
    await openGood([location], memory);
    rmSync(location);
    const { desks, log } = await openGood([location], memory);
    assert.equal(desks.find(forAnna.origin)?.recipientOf(annaId), anna.fingerprint);
    assert.equal(log[0]?.event, 'alarm-desk-unreadable');
  });

  it('keep their keys when all of them were exchanged while the relay was down', async () => {
    const [location, memory] = [publish(forAnna), join(folder, 'memory-2.json')];
    await openGood([location], memory);
    publish({ ...forAnna, recipients: [bert.recipient] }, location);
    const { desks, log } = await openGood([location], memory);
    assert.equal(desks.find(forAnna.origin)?.recipientOf(bertId), null);
    assert.equal(log[0]?.event, 'alarm-desk-all-keys-changed');
    rmSync(memory);
    const agreed = await openGood([location], memory);
    assert.equal(agreed.desks.find(forAnna.origin)?.recipientOf(bertId), bert.fingerprint);
  });

  it('remember a withdrawn key across a start', async () => {
    const both = { ...forAnna, recipients: [anna.recipient, bert.recipient] };
    const [location, memory] = [publish(both), join(folder, 'memory-3.json')];
    const { desks } = await openGood([location], memory);
    publish(forAnna, location);
    await desks.rereadAll();
    const again = await openGood([location], memory);
    assert.equal(again.desks.find(forAnna.origin)?.recipientOf(bertId), bert.fingerprint);
    assert.deepEqual(again.desks.recipients(), [anna.fingerprint]);
  });

  it('keep what they have when a later reading fails, and sign on when their key is withdrawn', async () => {
    const location = publish(forAnna);
    const { desks, log } = await openGood([location]);
    writeFileSync(location, '<!doctype html>');
    await desks.rereadAll();
    assert.equal(log.at(-1)?.event, 'alarm-desk-unreadable');
    publish({ ...forAnna, receiptKeys: ['A'.repeat(43)] }, location);
    await desks.rereadAll();
    assert.ok(
      log.some(
        ({ event, id }) => event === 'alarm-receipt-key-not-published' && id === one.publicKey,
      ),
    );
    assert.equal(desks.find(forAnna.origin)?.signer, one);
    publish({ ...forAnna, receiptKeys: [two.publicKey] }, location);
    await desks.rereadAll();
    assert.equal(desks.find(forAnna.origin)?.signer, two);
  });

  it('keep what they have when a file is cut off: what the site publishes, and then what is remembered', async () => {
    const [location, memory] = [publish(forAnna), join(folder, 'memory-4.json')];
    const { desks, log } = await openGood([location], memory);
    const whole = JSON.stringify(forAnna);
    for (const length of [0, 1, whole.length / 2, whole.length - 1]) {
      writeFileSync(location, whole.slice(0, length));
      await desks.rereadAll();
      assert.equal(log.at(-1)?.event, 'alarm-desk-unreadable');
      assert.equal(desks.find(forAnna.origin)?.recipientOf(annaId), anna.fingerprint);
    }
    const again = await openGood([location], memory);
    assert.equal(again.desks.find(forAnna.origin)?.recipientOf(annaId), anna.fingerprint);
    publish(forAnna, location);
    writeFileSync(memory, readFileSync(memory, 'utf8').slice(0, -2));
    const fresh = await openGood([location], memory);
    assert.equal(fresh.desks.find(forAnna.origin)?.recipientOf(annaId), anna.fingerprint);
  });
});

describe('a desk at an address', () => {
  it('is read, but through no redirect, from no error page and not without end', async () => {
    const server = createServer((request, response) => {
      const text = JSON.stringify(forAnna);
      if (request.url === '/moved') response.writeHead(302, { Location: '/desk.json' }).end();
      else if (request.url === '/desk.json') response.end(text);
      else if (request.url === '/large') response.end(text + ' '.repeat(1024 * 1024));
      else if (request.url === '/endless') {
        const more = () => response.write(' '.repeat(65_536), () => response.writable && more());
        more();
      } else response.writeHead(404).end(text);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { read } = createManifestSource(null);
    const at = async (path: string) => (await read(`http://127.0.0.1:${port}${path}`)).ok;
    assert.deepEqual(await Promise.all(['/desk.json', '/moved', '/missing', '/large'].map(at)), [
      true,
      false,
      false,
      false,
    ]);
    const endless = await read(`http://127.0.0.1:${port}/endless`);
    const faults = ['It cannot be read (it is too large).'];
    assert.deepEqual(
      endless,
      { ok: false, faults },
      'given up when it is too large, not when late',
    );
    server.closeAllConnections();
    server.close();
  });
});
