/** `desk canary`: what is sent differs in nothing that can be seen from outside, what is signed is so, and what goes wrong is one sentence. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { renderDeliveryWords, toTestAnswers } from '../../../src/cli/canary/delivery-note.ts';
import { toMessageFor } from '../../../src/cli/canary/message-for.ts';
import { readSentTests } from '../../../src/cli/canary/sent-tests.ts';
import { canary } from '../../../src/cli/canary.ts';
import { toReportConfig } from '../../../src/components/report-config.ts';
import { type ProblemCode, problems, toProblem } from '../../../src/contract.ts';
import { readDesk } from '../../../src/read.ts';
import { createReceiptKeyPair, createReceiptSigner } from '../../../src/relay/receipt.ts';
import type { ReportConfig } from '../../../src/report/config.ts';
import { type Answers, toReport } from '../../../src/report/report.ts';
import { runSealJob } from '../../../src/report/seal-job.ts';
import { toSha256Hex } from '../../../src/report/sha256-hex.ts';
import { createGpg, type Gpg, type MadeKey } from '../../helpers/gpg.ts';
import { type CommandFolder, makeCommandFolder } from '../../helpers/run-command.ts';
import { openpgp } from '../report/openpgp-build.ts';

const site = 'https://security.acme.example';
const token = 'c0ffee'.padEnd(32, '0');
const answerFile = 'content/delivery-tests/ann.asc';
const dayMs = 86_400_000;

/** gpg signs by the real clock, so the desk is read as of a day after it. */
const now = new Date();
const date = new Date(now.getTime() + dayMs).toISOString().slice(0, 10);

let gpg: Gpg;
let ann: MadeKey;
let bob: MadeKey;

before(async () => {
  gpg = await createGpg();
  ann = await gpg.makeKey({ name: 'Ann', kind: 'curve25519', made: '20200101T000000' });
  bob = await gpg.makeKey({ name: 'Bob', kind: 'curve25519', made: '20200101T000000' });
});
after(() => gpg.close());

const world = (more: Record<string, string> = {}) => ({
  PATH: process.env.PATH ?? '',
  GNUPGHOME: gpg.home,
  POSTERN_DATE: date,
  ...more,
});

function makeDesk(url = `url: ${site}\n`): CommandFolder {
  return makeCommandFolder({
    'desk.yaml': `name: Acme\nsummary: Acme makes tools.\n${url}reviewed: ${date}\nids: ACME\nchannels:\n  - kind: form\n`,
    'keys/ann.asc': ann.armored,
  });
}

async function readRecords(desk: CommandFolder) {
  const input = { folder: join(desk.path, 'content'), url: null, preview: null, embargoed: null };
  const { records, findings } = await readDesk({ ...input, date: new Date(`${date}T23:59:59Z`) });
  assert.ok(records);
  return { records, findings };
}

/** A message as it arrives. */
async function seal(answers: Answers, to: MadeKey | MadeKey[], sentAt = now): Promise<Uint8Array> {
  const desk = { desk: 'Acme', acknowledgeHours: null, away: null, products: [] };
  const certificates = [to].flat().map((key) => ({ owner: 'X', expires: null, ...key }));
  const made = await runSealJob(
    openpgp,
    {
      report: toReport(answers, [], desk, sentAt),
      files: [],
      certificates,
      quorum: 1,
      sender: { relay: null, mailFrom: null },
      words: renderDeliveryWords('Acme', { site }),
      now: now.getTime(),
    },
    () => {},
  );
  assert.equal(made.kind, 'sealed');
  return new Uint8Array(await made.sealed.body.arrayBuffer());
}

const note = { token, site };
const report: Answers = {
  ...toTestAnswers('Acme', note),
  summary: 'It overflows',
  report: 'SECRET WORDS of a report',
  details: [],
};

test('an answer says who opened which test on which day, and a second one takes the place of the first', async () => {
  using desk = makeDesk();
  desk.write('test.pgp', await seal(toTestAnswers('Acme', note), ann));
  const run = (...more: string[]) =>
    desk.run(canary, ['answer', 'test.pgp', ...more], { env: world() });
  const { code, out, err } = await run();
  assert.equal(code, 0, err);
  assert.match(out, /says nothing of it until desk\.yaml has deliveryTests: true/);
  assert.match(out, /git add content\/delivery-tests\/ann\.asc/);
  const { code: again, out: data } = await run('--json');
  assert.equal(again, 0);
  const { answers, refusals } = JSON.parse(data) as {
    answers: Record<string, unknown>[];
    refusals: string[];
  };
  assert.ok(answers.length === 1 && refusals.length === 0, data);
  const { proof, ...facts } = answers[0] ?? {};
  assert.match(String(proof), /^[0-9a-f]{64}$/);
  const sent = now.toISOString().slice(0, 10);
  const said = { file: answerFile, site, sent, opened: date, key: ann.fingerprint };
  assert.deepEqual(facts, said);
  const { records, findings } = await readRecords(desk);
  assert.deepEqual(findings, []);
  assert.deepEqual(records.deliveryTests, [], 'nothing is shown until it is switched on');
  const { code: listed, out: list } = await desk.run(canary, ['list'], { env: world() });
  assert.equal(listed, 0);
  assert.match(list, /ann\.asc: Ann answered a test that this machine did not send/);
});

test('whoever has several keys of the desk answers for each, and each was opened by that key alone', async () => {
  using desk = makeDesk();
  desk.write('content/keys/bob.asc', bob.armored);
  const both = await seal(toTestAnswers('Acme', note), [ann, bob]);
  desk.write('both.pgp', both);
  const { code, err } = await desk.run(canary, ['answer', 'both.pgp'], { env: world() });
  assert.equal(code, 0, err);
  assert.equal(err, '');
  const { records, findings } = await readRecords(desk);
  assert.deepEqual(findings, []);
  for (const file of [answerFile, 'content/delivery-tests/bob.asc']) assert.ok(desk.read(file));
  for (const certificate of records.certificates) {
    const alone = toMessageFor(both, certificate);
    assert.ok(alone);
    desk.write('alone.pgp', alone);
    const args = ['--status-fd', '1', '--decrypt', join(desk.path, 'alone.pgp')];
    const status = String(await gpg.run(args));
    const ids = [...status.matchAll(/^\[GNUPG:\] ENC_TO (\S+)/gm)].map(([, id]) => id);
    assert.deepEqual(
      ids,
      certificate.subkeys.map((it) => it.keyId),
    );
  }

  using other = makeDesk();
  other.write('content/keys/bob.asc', bob.armored);
  other.write('ann.pgp', await seal(toTestAnswers('Acme', note), ann));
  const one = await other.run(canary, ['answer', 'ann.pgp'], { env: world() });
  assert.equal(one.code, 0);
  assert.equal(one.err, 'Bob: It is not encrypted to Bob.\n');
  assert.equal(existsSync(join(other.path, 'content/delivery-tests/bob.asc')), false);
});

test('what keeps gpg from opening or signing is one sentence, and nothing is written', async () => {
  using desk = makeDesk();
  desk.write('test.pgp', await seal(toTestAnswers('Acme', note), ann));
  const refused = async (file: string, env: Record<string, string>, ...args: string[]) => {
    const { code, err } = await desk.run(canary, ['answer', file, ...args], { env: world(env) });
    assert.equal(code, 1);
    assert.equal(existsSync(join(desk.path, answerFile)), false);
    return err;
  };
  assert.match(await refused('test.pgp', {}, '--gpg', '/no/such/gpg'), /cannot be started/);
  const empty = await createGpg();
  try {
    const none = await refused('test.pgp', { GNUPGHOME: empty.home });
    assert.match(none, /secret key of no certificate in keys\//);
  } finally {
    await empty.close();
  }
  assert.match(await refused('none.eml', {}), /none\.eml cannot be read/);
  desk.write('cut.pgp', (await seal(toTestAnswers('Acme', note), ann)).subarray(0, 60));
  assert.match(await refused('cut.pgp', {}), /damaged/);
});

for (const [name, answers, to, said] of [
  ['a report', report, () => ann, /This is no delivery test\. It may be a report: read it/],
  [
    'a test of another site',
    toTestAnswers('Acme', { token, site: 'https://other.example' }),
    () => ann,
    /went through https:\/\/other\.example, and this desk is https:\/\/security\.acme\.example/,
  ],
  [
    'a test to a key that the desk does not have',
    toTestAnswers('Acme', note),
    () => bob,
    /^desk canary: Ann: It is not encrypted to Ann\./,
  ],
] as const) {
  test(`${name} is not answered, and nothing of it is shown or written`, async () => {
    using desk = makeDesk();
    desk.write('mail.pgp', await seal(answers, to()));
    const { code, out, err } = await desk.run(canary, ['answer', 'mail.pgp'], { env: world() });
    assert.equal(code, 1);
    assert.match(err, said);
    assert.equal(out, '');
    assert.doesNotMatch(err, /SECRET|overflows|c0ffee/);
    assert.equal(existsSync(join(desk.path, answerFile)), false);
  });
}

for (const [name, days, said] of [
  ['an old test', -31, /32 days ago, and says nothing of today\. Send another one/],
  ['a test of a day to come', 3, /a day to come\. Compare this machine’s clock/],
] as const) {
  test(`${name} is not answered`, async () => {
    using desk = makeDesk();
    const sentAt = new Date(now.getTime() + days * dayMs);
    desk.write('mail.pgp', await seal(toTestAnswers('Acme', note), ann, sentAt));
    const { code, err } = await desk.run(canary, ['answer', 'mail.pgp'], { env: world() });
    assert.equal(code, 1);
    assert.match(err, said);
    assert.equal(existsSync(join(desk.path, answerFile)), false);
  });
}

interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Site extends AsyncDisposable {
  readonly url: string;
  /** What was posted. */
  readonly asked: Asked[];
}

/** A published site with a relay that answers as it is told; without an answer it takes every report. */
async function serve(
  desk: CommandFolder,
  given: {
    answer?: ProblemCode | 'nonsense' | 'foreign receipt' | 'silence';
    change?: (config: ReportConfig) => ReportConfig;
  } = {},
): Promise<Site> {
  const receiptKey = await createReceiptKeyPair();
  const other = await createReceiptKeyPair();
  const { records } = await readRecords(desk);
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    if (request.url === '/health') {
      response.end(JSON.stringify({ status: 'ok', now: now.toISOString(), proof: 2 }));
    } else if (request.url === '/report/') {
      const relay = { origin: null, receiptKeys: [receiptKey.publicKey], mailFrom: null };
      const config = { ...toReportConfig(records), relay };
      const json = JSON.stringify(given.change?.(config) ?? config);
      const escaped = json.replaceAll('&', '&amp;').replaceAll('"', '&#34;');
      response.end(`<report-form class="report" data-config="${escaped}"></report-form>`);
    } else if (request.url === '/v1/reports') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      asked.push({ headers: request.headers, body });
      const { answer } = given;
      if (answer === 'silence') request.socket.destroy();
      else if (answer === 'nonsense') response.end('<h1>Welcome</h1>');
      else if (answer !== undefined && answer !== 'foreign receipt') {
        response.statusCode = problems[answer][0];
        response.end(JSON.stringify(toProblem(answer)));
      } else {
        const pem = (answer === undefined ? receiptKey : other).privateKeyPem;
        const signer = await createReceiptSigner(pem);
        const sha256 = await toSha256Hex(new Uint8Array(body));
        const receivedAt = '2026-11-22T08:00:00Z';
        const facts = { id: sha256.slice(0, 20), sha256, receivedAt, relay: origin };
        response.statusCode = 202;
        response.end(JSON.stringify(await signer.sign(facts)));
      }
    } else {
      response.statusCode = 404;
      response.end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

test('a test travels as a small report does, and only this machine keeps what recognises its answer', async () => {
  using desk = makeDesk('');
  await using published = await serve(desk);
  const { url, asked } = published;
  const { code, out, err } = await desk.run(canary, ['send', '--desk', `${url}/`], {
    env: world(),
  });
  assert.equal(code, 0, err);
  const [sent] = asked;
  assert.ok(sent !== undefined && asked.length === 1);
  assert.equal(sent.body.length, (await seal(report, ann)).length);
  assert.equal(sent.headers.origin, url);
  assert.match(String(sent.headers['postern-proof']), /^v1 [0-9a-f]{64} /);
  assert.doesNotMatch(JSON.stringify(sent.headers), /canary|delivery|acme/i);
  const [kept, ...more] = readSentTests(desk.path);
  assert.ok(kept !== undefined && more.length === 0);
  assert.deepEqual(Object.keys(kept).sort(), ['id', 'receivedAt', 'site', 'token']);
  assert.ok(out.includes(kept.id) && !`${out}${err}`.includes(kept.token));

  desk.write('test.pgp', sent.body);
  const env = world({ POSTERN_URL: url });
  const answer = await desk.run(canary, ['answer', 'test.pgp'], { env });
  assert.equal(answer.code, 0, answer.err);
  assert.ok(!desk.read(answerFile).includes(kept.token));
  const list = async () =>
    JSON.parse((await desk.run(canary, ['list', '--json'], { env })).out) as unknown;
  const answered = { owner: 'Ann', opened: date, file: 'delivery-tests/ann.asc' };
  const { token: _, ...shown } = kept;
  assert.deepEqual(await list(), { tests: [{ ...shown, answers: [answered] }], foreign: [] });

  desk.write('test.pgp', await seal(toTestAnswers('Acme', { token, site: url }), ann));
  assert.equal((await desk.run(canary, ['answer', 'test.pgp'], { env })).code, 0);
  assert.deepEqual(await list(), { tests: [{ ...shown, answers: [] }], foreign: [answered] });
});

test('keys that the site publishes and the repository does not have are told, and the other way round', async () => {
  using desk = makeDesk('');
  await using published = await serve(desk, {
    change: (config) => ({
      ...config,
      certificates: [
        { owner: 'Bob', fingerprint: bob.fingerprint, armored: bob.armored, expires: null },
      ],
    }),
  });
  const env = world({ POSTERN_URL: published.url });
  const { code, err } = await desk.run(canary, ['send'], { env });
  assert.equal(code, 1);
  assert.match(
    err,
    new RegExp(`encrypts reports to ${bob.fingerprint}, which is not in keys/ here`),
  );
  assert.match(err, new RegExp(`does not encrypt to ${ann.fingerprint}, which is in keys/ here`));
  assert.match(err, /trusts receipts by [\w-]{43}, which is not in desk\.yaml here/);
});

test('a site that exchanged the keys cannot hide it from who sends the test', async () => {
  using desk = makeDesk('');
  const hidden = '\u001b[8m\u001b[1A\u202e';
  await using published = await serve(desk, {
    change: (config) => ({
      ...config,
      certificates: [
        {
          owner: `Ann${hidden}`,
          fingerprint: bob.fingerprint,
          armored: bob.armored,
          expires: null,
        },
        { owner: 'Ann', fingerprint: `A${hidden}`, armored: '', expires: null },
      ],
    }),
  });
  const env = world({ POSTERN_URL: published.url });
  const { code, out, err } = await desk.run(canary, ['send'], { env });
  assert.equal(code, 1);
  assert.doesNotMatch(out + err, /[[\p{Cc}\p{Cf}]--\n]/v);
  assert.match(
    err,
    new RegExp(`encrypts reports to ${bob.fingerprint}, which is not in keys/ here`),
  );
});

for (const [answer, said] of [
  ['foreign-origin', /does not take reports from that site\. \(foreign-origin\) Let RELAY_DESK/],
  ['key-not-published', /\(key-not-published\) Publish the site again/],
  ['unavailable', /\(unavailable\) Look at the relay’s log/],
  ['nonsense', /answers 200 with something that is no receipt/],
  ['foreign receipt', /receipt of \S+ is not good: its signature was made with none of/],
  ['silence', /does not answer, so reports are not received now/],
] as const) {
  test(`a relay that answers with ${answer} is told in one sentence, and nothing is kept`, async () => {
    using desk = makeDesk('');
    await using published = await serve(desk, { answer });
    const { code, out, err } = await desk.run(canary, ['send', '--desk', published.url], {
      env: world(),
    });
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.match(err, said);
    assert.deepEqual(readSentTests(desk.path), []);
  });
}

for (const [name, change, said] of [
  ['without a relay', { relay: null }, /has no relay to test/],
  ['without a key', { certificates: [] }, /has no key, so nobody could open a test/],
  ['of another version', { quorum: undefined }, /was built by a Postern of another version/],
] as const) {
  test(`a site ${name} is not sent to`, async () => {
    using desk = makeDesk('');
    await using published = await serve(desk, {
      change: (config) => ({ ...config, ...change }) as ReportConfig,
    });
    const { code, err } = await desk.run(canary, ['send', '--desk', published.url], {
      env: world(),
    });
    assert.equal(code, 1);
    assert.match(err, said);
    assert.equal(published.asked.length, 0);
  });
}

test('a site that is not there, or is no desk, is told', async () => {
  using desk = makeDesk('');
  await using published = await serve(desk);
  const send = async (url: string) =>
    (await desk.run(canary, ['send', '--desk', url], { env: world() })).err;
  assert.match(await send(`${published.url}/elsewhere`), /elsewhere\/report\/ answers 404/);
  assert.match(await send('http://127.0.0.1:1'), /does not answer\. Look at the host/);
  const { code, err } = await desk.run(canary, ['send'], { env: world() });
  assert.equal(code, 1);
  assert.match(err, /desk\.yaml has no url\. Name the published site: --desk URL/);
});

test('wrong usage is answered with where to read', async () => {
  using desk = makeDesk();
  for (const args of [
    [],
    ['sing'],
    ['answer'],
    ['answer', 'a', 'b'],
    ['send', 'mail'],
    ['list', '--desk', 'https://a.example'],
    ['send', '--gpg', 'gpg2'],
    ['send', '--desk', 'security.acme.example'],
  ]) {
    const { code, err } = await desk.run(canary, args, { env: world() });
    assert.equal(code, 2, args.join(' '));
    assert.match(err, /See npm run desk -- canary --help/);
  }
});
