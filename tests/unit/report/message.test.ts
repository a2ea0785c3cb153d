import assert from 'node:assert/strict';
import { test } from 'node:test';
import PostalMime from 'postal-mime';
import {
  bucketBytes,
  maxAnswersBytes,
  maxFilesBytes,
  maxReplyKeyBytes,
} from '../../../src/contract.ts';
import { detailOrder, toDetailAnswers } from '../../../src/report/details.ts';
import { maxFiles } from '../../../src/report/fields.ts';
import { renderMessage } from '../../../src/report/message.ts';
import { padEntity } from '../../../src/report/pad.ts';
import { type Answers, toReport } from '../../../src/report/report.ts';
import { toBytes } from '../../../src/report/writing.ts';
import fc from '../../helpers/property.ts';
import { exampleAnswers, exampleConfig, exampleNow } from './example-report.ts';

const sender = { relay: 'https://relay.example:8443', mailFrom: null };
const boundary = 'postern-test';

function render(
  answers: Partial<Answers>,
  files: readonly { name: string; type?: string; bytes: Uint8Array }[] = [],
  desk: Partial<typeof exampleConfig> = {},
): Buffer {
  const facts = files.map(({ name, type = '', bytes }) => ({ name, type, size: bytes.length }));
  const config = { ...exampleConfig, ...desk };
  const report = toReport({ ...exampleAnswers, ...answers }, facts, config, exampleNow);
  const contents = files.map(({ bytes }) => bytes);
  return Buffer.from(toBytes(padEntity(renderMessage(report, contents, sender, boundary))));
}

function headOf(entity: Buffer): string {
  return entity.subarray(0, entity.indexOf('\r\n\r\n')).toString('latin1');
}

test('the root carries the protected header fields of RFC 9788 and of the older form', () => {
  assert.deepEqual(headOf(render({})).split('\r\n'), [
    'MIME-Version: 1.0',
    'Subject: [Lantern] A crafted scene writes outside its folder',
    'From: Security report form <report-form@relay.example>',
    'HP-Outer: Subject: Security report',
    'HP-Outer: From: Security report form <report-form@relay.example>',
    'Content-Type: multipart/mixed; boundary="postern-test";',
    ' hp="cipher"; protected-headers="v1"',
  ]);
});

test('people read first how to answer, what a reply would give away, and by when', async () => {
  const { text = '' } = await PostalMime.parse(render({}));
  const answering = text.slice(0, text.indexOf('What was reported'));
  assert.match(answering, /asks for the answer at: wick@example\.org/);
  assert.match(answering, /promised by 2026-11-22 02:00 UTC/);
  assert.match(answering, /not encrypted, and would quote/);
});

test('people read every answer in the text part', async () => {
  const poc = { name: 'poc.bin', bytes: new Uint8Array(3) };
  const { text = '' } = await PostalMime.parse(render({}, [poc]));
  for (const wanted of [
    'Product: Lantern',
    'Version: 2.3.0',
    'Summary: A crafted scene writes outside its folder',
    'Credit: With a handle: wick',
    '## Steps\n\n1. Open it.\n2. Look at `~/.profile`.',
    '1. poc.bin (3 bytes)',
  ]) {
    assert.ok(text.replaceAll('\r\n', '\n').includes(wanted), wanted);
  }
});

test('a report without an address says that nobody can answer, and promises nothing', async () => {
  const { text = '' } = await PostalMime.parse(render({ reply: '' }));
  assert.match(text, /left no address\. Nobody can answer/);
  assert.doesNotMatch(text, /promised/);
});

test('a desk without a promise promises nothing', async () => {
  const silent = { acknowledgeHours: null, products: [] };
  const { text = '' } = await PostalMime.parse(render({}, [], silent));
  assert.doesNotMatch(text, /promised/);
});

test('programs read the same in report.json', async () => {
  const poc = { name: 'poc.bin', bytes: new Uint8Array(3) };
  const { attachments } = await PostalMime.parse(render({}, [poc]));
  const [json] = attachments;
  assert.equal(json?.filename, 'report.json');
  assert.equal(json?.mimeType, 'application/json');
  assert.deepEqual(JSON.parse(Buffer.from(json?.content as ArrayBuffer).toString()), {
    format: 'postern-report',
    version: 1,
    desk: 'Lantern',
    createdAt: '2026-11-20T02:00:00Z',
    answerBy: '2026-11-22T02:00:00Z',
    product: { id: 'lantern', name: 'Lantern' },
    affectedVersion: '2.3.0',
    summary: exampleAnswers.summary,
    reply: 'wick@example.org',
    replyKey: null,
    credit: { kind: 'handle', name: 'wick' },
    details: {},
    files: [{ name: 'poc.bin', bytes: 3 }],
    report: exampleAnswers.report,
  });
});

const detailed = {
  steps: 'Open it.\n\nLook.',
  weakness: 'CWE-22',
  exploited: 'no',
  since: '2.0.0\u202e',
} as const;

test('details are told in words to people and by their ids to programs', async () => {
  const { text = '', attachments } = await PostalMime.parse(
    render({ details: toDetailAnswers(detailed) }),
  );
  for (const wanted of [
    'Kind of problem: A path leads out of its folder (CWE-22)\n',
    'Exploited in the wild: Not that I know of\n',
    'Affected since: 2.0.0\n',
    'Steps to reproduce\n------------------\nOpen it.\n\nLook.\n',
  ]) {
    assert.ok(text.replaceAll('\r\n', '\n').includes(wanted), wanted);
  }
  const json = JSON.parse(Buffer.from(attachments[0]?.content as ArrayBuffer).toString());
  assert.deepEqual(json.details, { ...detailed, since: '2.0.0' });
});

test('a key for the answer is attached under its own name, and the text says so', async () => {
  const replyKey = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nx\n-----END PGP PUBLIC KEY BLOCK-----';
  const { text = '', attachments } = await PostalMime.parse(render({ replyKey }));
  assert.match(text, /attached as reporter-key\.asc/);
  const [json, key] = attachments;
  assert.equal(key?.filename, 'reporter-key.asc');
  assert.equal(key?.mimeType, 'application/pgp-keys');
  assert.equal(Buffer.from(key?.content as ArrayBuffer).toString(), `${replyKey}\n`);
  assert.match(
    Buffer.from(json?.content as ArrayBuffer).toString(),
    /"replyKey": "reporter-key\.asc"/,
  );
});

test('what is no key is told as it was written, and a private key is never told', async () => {
  const words = await PostalMime.parse(render({ replyKey: 'See keys.example.org/wick' }));
  assert.match(words.text ?? '', /In the place of a key.*\r?\nSee keys\.example\.org\/wick/);
  assert.equal(words.attachments.length, 1);
  const secret = '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nc2VjcmV0\n';
  assert.ok(!(await PostalMime.parse(render({ replyKey: secret }))).text?.includes('c2VjcmV0'));
});

test('a page, a script or a text has a type that no program opens by itself, a picture is a picture', async () => {
  const bytes = new Uint8Array([1]);
  const files = [
    { name: 'a.html', type: 'text/html', bytes },
    { name: 'b.txt', type: 'text/plain', bytes },
    { name: 'c.png', type: 'image/png', bytes },
    { name: 'd', type: 'text/x"; hp="clear', bytes },
  ];
  const { attachments } = await PostalMime.parse(render({}, files));
  const types = attachments.slice(1).map(({ mimeType }) => mimeType);
  const saved = 'application/x-attachment';
  assert.deepEqual(types, [saved, saved, 'image/png', saved]);
  assert.ok(attachments.every(({ disposition }) => disposition === 'attachment'));
});

test('the largest report that the form lets through fits the largest agreed size', () => {
  const worstName = `${'世'.repeat(60)}.world`;
  const size = Math.floor(maxFilesBytes / maxFiles);
  const files = Array.from({ length: maxFiles }, () => ({
    name: worstName,
    bytes: new Uint8Array(size),
  }));
  const report = '"'.repeat(maxAnswersBytes - 2000);
  const details = detailOrder.map(({ id, noun, maxBytes }) => ({
    id,
    noun,
    answer: '"'.repeat(100),
    words: '"'.repeat(100),
    maxBytes,
  }));
  const mark = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n';
  const replyKey = mark + 'x'.repeat(maxReplyKeyBytes - mark.length);
  assert.equal(render({ report, details, replyKey }, files).length, bucketBytes.at(-1));
});

const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.constantFrom(
    'x\r\nBcc: everyone@example.org',
    'x\r\n\r\n--postern-test\r\nContent-Type: text/html\r\n\r\n<script>',
    '\n--postern-test--\n',
    '=?utf-8?B?Zm9v?=',
    '\ud800\udc00\ud800',
    '\u202Egpj.exe',
    '\u0000\u0007\u001b[2J',
    '"; filename="evil',
    "utf-8''%00",
  ),
);

test('no answer and no file name adds a header, a part or a line of its own', async () => {
  const anyFile = fc.record({
    name: hostileText,
    type: hostileText,
    bytes: fc.uint8Array({ maxLength: 200 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        version: hostileText,
        summary: hostileText,
        report: hostileText,
        reply: hostileText,
        creditName: hostileText,
        replyKey: hostileText,
        details: fc.array(
          fc.record({
            id: fc.constantFrom('steps', '__proto__', 'since'),
            noun: fc.constant('Steps'),
            answer: hostileText,
            words: hostileText,
            maxBytes: fc.constantFrom(null, 1000),
          }),
          { maxLength: 3 },
        ),
      }),
      fc.array(anyFile, { maxLength: 3 }),
      hostileText,
      async (answers, files, desk) => {
        const entity = render(answers, files, { desk });
        const fieldNames = headOf(entity)
          .split('\r\n')
          .filter((line) => !line.startsWith(' '))
          .map((line) => line.slice(0, line.indexOf(':')));
        const wanted = ['MIME-Version', 'Subject', 'From', 'HP-Outer', 'HP-Outer', 'Content-Type'];
        assert.deepEqual(fieldNames, wanted);
        assert.doesNotMatch(entity.toString('latin1'), /[^\r]\n|\r[^\n]|[^\x20-\x7e\r\n]/);
        assert.ok(
          entity
            .toString('latin1')
            .split('\r\n')
            .every((line) => line.length <= 78),
        );
        const mail = await PostalMime.parse(entity);
        assert.equal(mail.headers.length, 6);
        assert.equal(mail.html, undefined);
        assert.equal(mail.attachments.length, files.length + 1);
        const report = toReport(
          { ...exampleAnswers, ...answers },
          files.map(({ name, type, bytes }) => ({ name, type, size: bytes.length })),
          { ...exampleConfig, desk },
          exampleNow,
        );
        assert.equal(mail.subject?.trim(), `[${report.desk}] ${report.summary}`.trim());
        files.forEach(({ bytes }, index) => {
          const attachment = mail.attachments[index + 1];
          assert.equal(attachment?.filename, report.files[index]?.name);
          assert.ok(Buffer.from(attachment?.content as ArrayBuffer).equals(bytes));
        });
      },
    ),
    { numRuns: 150 },
  );
});
