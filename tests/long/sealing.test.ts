/** Whatever is typed and attached arrives as it was, in a message that the relay takes: many reports made up at random. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { decrypt, readMessage } from 'openpgp';
import PostalMime from 'postal-mime';
import {
  bucketBytes,
  maxAnswersBytes,
  maxFilesBytes,
  seipdV1OverheadBytes,
} from '../../src/contract.ts';
import { createPacketLint } from '../../src/relay/packet-lint.ts';
import { checkAnswers } from '../../src/report/check-answers.ts';
import { maxFiles } from '../../src/report/fields.ts';
import { type Answers, renderReportJson, toReport } from '../../src/report/report.ts';
import { runSealJob } from '../../src/report/seal-job.ts';
import fc from '../helpers/property.ts';
import { createTestKey } from '../helpers/sealed.ts';
import { exampleAnswers, exampleConfig } from '../unit/report/example-report.ts';
import { openpgp } from '../unit/report/openpgp-build.ts';

const keys = await Promise.all([createTestKey(), createTestKey('rsa')]);

const certificates = keys.map(({ publicKey, fingerprint }, index) => ({
  owner: `Reader ${index}`,
  fingerprint,
  armored: publicKey.armor(),
  expires: null,
}));

const owners = new Map(
  keys.flatMap(({ recipient, fingerprint }) =>
    recipient.subkeys.map(({ keyId }) => [keyId, fingerprint] as const),
  ),
);

interface Attached {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Seals as the form does, opens as a maintainer does, and compares. @param pieces sizes in which the relay reads */
async function checkWay(
  answers: Answers,
  files: readonly Attached[],
  pieces: readonly number[],
): Promise<void> {
  const now = new Date();
  const facts = files.map(({ name, bytes }) => ({ name, type: '', size: bytes.length }));
  fc.pre(checkAnswers(answers, facts).length === 0);
  const report = toReport(answers, facts, exampleConfig, now);
  const answer = await runSealJob(
    openpgp,
    {
      report,
      files: files.map(({ bytes }) => new Blob([bytes])),
      certificates,
      quorum: 2,
      sender: { relay: 'https://relay.example', mailFrom: null },
      now: now.getTime(),
    },
    () => {},
  );
  assert.ok(answer.kind === 'sealed', answer.kind);
  const body = new Uint8Array(await answer.sealed.body.arrayBuffer());

  const lint = createPacketLint({
    quorum: 2,
    bucketBytes,
    recipientOf: (id) => owners.get(id) ?? null,
  });
  for (let at = 0, n = 0; at < body.length; n += 1) {
    const size = pieces[n % pieces.length] ?? body.length;
    assert.equal(lint.push(body.subarray(at, at + size)), null);
    at += size;
  }
  const recipients = keys.map(({ fingerprint }) => fingerprint);
  assert.deepEqual(lint.end(), { ok: true, recipients });
  assert.ok(
    bucketBytes.some((bucket) => {
      const rest = body.length - bucket - seipdV1OverheadBytes;
      return rest > 0 && rest < 2000;
    }),
    'its size is one of the agreed ones',
  );

  for (const { privateKey } of keys) {
    const message = await readMessage({ binaryMessage: body });
    const { data } = await decrypt({ message, decryptionKeys: privateKey, format: 'binary' });
    assert.ok(data instanceof Uint8Array);
    const mail = await PostalMime.parse(data);
    const [json, ...attached] = mail.attachments;
    assert.deepEqual(
      JSON.parse(Buffer.from(json?.content as ArrayBuffer).toString()),
      JSON.parse(renderReportJson(report)),
    );
    assert.deepEqual(
      attached.map(({ filename }) => filename),
      report.files.map(({ name }) => name),
    );
    for (const [index, { content }] of attached.entries()) {
      assert.ok(Buffer.from(content as ArrayBuffer).equals(files[index]?.bytes ?? Buffer.of(0)));
    }
  }
}

/** Any text there is, half of a pair of surrogates included. */
const anyText = (maxLength: number) =>
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength }),
    fc.string({ unit: 'binary', maxLength }),
    fc.string({ unit: fc.constantFrom('\r', '\n', '.', '-', '=', ' ', 'a', '\u0000'), maxLength }),
  );

const anyAnswers: fc.Arbitrary<Answers> = fc.record({
  product: fc.constantFrom('lantern', 'unknown'),
  version: anyText(40),
  summary: anyText(120),
  report: anyText(5000),
  reply: anyText(80),
  credit: fc.constantFrom('name', 'handle', 'none'),
  creditName: anyText(60),
  details: fc.array(
    fc.record({
      id: fc.constantFrom('steps', 'impact'),
      noun: fc.constant('Steps'),
      answer: anyText(60),
      words: anyText(60),
      maxBytes: fc.constantFrom(null, 1000),
    }),
    { maxLength: 3 },
  ),
  replyKey: anyText(60),
});

const anyFile: fc.Arbitrary<Attached> = fc.record({
  name: anyText(60),
  bytes: fc.uint8Array({ maxLength: 20_000 }).map((bytes) => new Uint8Array(bytes)),
});

it('500 reports with any text and any files come out as they went in', async () => {
  const pieces = fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(anyAnswers, fc.array(anyFile, { maxLength: 4 }), pieces, checkWay),
    {
      numRuns: 500,
      interruptAfterTimeLimit: 240_000,
      markInterruptAsFailure: true,
    },
  );
});

it('the most that a report may hold fits the largest size, in however many files', async () => {
  const fill = (length: number) => new Uint8Array(length).fill(0xff);
  for (const count of [1, 3, 17, maxFiles]) {
    const size = Math.floor(maxFilesBytes / count);
    const files = Array.from({ length: count }, (_, n) => ({
      name: `${'ä'.repeat(100)}${n}.bin`,
      bytes: fill(size),
    }));
    const report = '\u20ac'.repeat(Math.floor((maxAnswersBytes - 1000) / 3));
    await checkWay({ ...exampleAnswers, report }, files, [65_536]);
  }
});
