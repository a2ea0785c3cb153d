/** The guide for other programs: its vectors are what the form makes and what the relay takes. */
import assert from 'node:assert/strict';
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import {
  proofText,
  receiptText,
  renderProof,
  seipdV1OverheadBytes,
} from '../../../src/contract.ts';
import { renderMessage } from '../../../src/report/message.ts';
import { toHeaderText } from '../../../src/report/mime-header.ts';
import { padEntity, toBucket } from '../../../src/report/pad.ts';
import { findAnswers } from '../../../src/report/proof.ts';
import { toReport } from '../../../src/report/report.ts';
import { toBytes } from '../../../src/report/writing.ts';
import { exampleAnswers, exampleConfig, exampleNow } from './example-report.ts';

const guide = readFileSync(
  resolve(import.meta.dirname, '../../../content/guides/message-format.mdx'),
  'utf8',
);
const [, shownHead = ''] = /```text\n(MIME-Version[\s\S]*?)```/.exec(guide) ?? [];
const [, shownVectors = ''] = /```json\n(\{\n {2}"subjects"[\s\S]*?)```/.exec(guide) ?? [];

const relay = 'https://relay.example';
const sha256 = createHash('sha256').update('report').digest('hex');

/** Ed25519 with the seed 00 01 02 … 1f (PKCS#8 of RFC 8410 before it). */
const privateKey = createPrivateKey({
  key: Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.from(Array.from({ length: 32 }, (_, at) => at)),
  ]),
  format: 'der',
  type: 'pkcs8',
});

function toVectors() {
  const summaries = ['A crafted scene', 'Überlauf in ünïcode.c', `${'long '.repeat(20)}end`];
  const claim = { sha256, hour: '2026-11-30T12', relay };
  const seed = createHash('sha256').update(proofText(claim)).digest();
  const receipt = { id: sha256.slice(0, 20), sha256, receivedAt: '2026-11-30T12:00:00Z', relay };
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  return {
    subjects: summaries.map((summary) => ({
      summary,
      header: toHeaderText(`[Lantern] ${summary}`),
    })),
    sizes: [1, 16_384, 16_385, 1_048_577, 12_582_912].map((entity) => ({
      entity,
      padded: toBucket(entity),
      encryptedData: (toBucket(entity) ?? 0) + seipdV1OverheadBytes,
    })),
    proof: {
      ...claim,
      bits: 8,
      seed: seed.toString('hex'),
      header: renderProof({ ...claim, answers: findAnswers(seed, 8) }),
    },
    receipt: {
      receiptKey: x,
      ...receipt,
      signature: sign(null, receiptText(receipt), privateKey).toString('base64url'),
    },
  };
}

test('the vectors of the guide are what this code makes', () => {
  const wanted = `${JSON.stringify(toVectors(), null, 2)}\n`;
  assert.equal(shownVectors, wanted);
});

test('the head in the guide is that of a message, and the padding is as the guide says', () => {
  const report = toReport(exampleAnswers, [], exampleConfig, exampleNow);
  const message = renderMessage(report, [], { relay, mailFrom: null }, 'postern-vector');
  const entity = Buffer.from(toBytes(message)).toString('latin1');
  assert.equal(shownHead.replaceAll('\n', '\r\n'), entity.slice(0, entity.indexOf('\r\n\r\n') + 2));
  const padded = Buffer.from(toBytes(padEntity(message)));
  const padding = padded.subarray(message.bytes).toString('latin1');
  assert.match(padding, /^(?:[A-Za-z0-9+/]{1,76}\r\n)*[A-Za-z0-9+/\r\n]*$/);
  assert.equal(message.bytes + padding.length, 16_384);
  for (const line of padding.split('\r\n')) assert.ok(line.length <= 77);
});
