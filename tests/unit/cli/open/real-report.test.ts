/** What the form makes and the relay mails is what `desk open` and the inbox show: no stand-in on either side. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { before, test } from 'node:test';
import * as openpgp from 'openpgp';
import { renderMail } from '../../../../src/relay/mime.ts';
import { toReport } from '../../../../src/report/report.ts';
import { sampleAnswers, sampleFile } from '../../../../src/report/sample.ts';
import { runSealJob } from '../../../../src/report/seal-job.ts';
import { makeKey, type TestKey } from '../../../fixtures/mail/make-mail.ts';
import { makeFolder } from '../../../fixtures/mail/run-open.ts';

const now = new Date('2026-11-22T01:02:03Z');
const relay = 'https://relay.example.test';

let key: TestKey;
let mail: string;
let inlineMail: string;
let id: string;

before(async () => {
  key = await makeKey();
  const file = new File([sampleFile.text], sampleFile.name, { type: sampleFile.type });
  const product = { id: 'lantern', name: 'Lantern', acknowledgeHours: 48 };
  const desk = { desk: 'Postern', products: [product], acknowledgeHours: 48, away: null };
  const sealed = await runSealJob(
    openpgp,
    {
      report: toReport({ ...sampleAnswers, product: product.id }, [file], desk, now),
      files: [file],
      certificates: [
        {
          owner: 'Maintainers',
          fingerprint: key.fingerprint,
          armored: key.secret.toPublic().armor(),
          expires: null,
        },
      ],
      quorum: 1,
      sender: { relay, mailFrom: null },
      // The key was made a moment ago, by the clock of this machine.
      now: Date.now(),
    },
    () => undefined,
  );
  assert.ok(sealed.kind === 'sealed');
  const { sha256 } = sealed.sealed;
  const body = new Uint8Array(await sealed.sealed.body.arrayBuffer());
  const item = { sha256, receivedAt: '2026-11-22T01:02:04Z', desk: relay, bytes: body.length };
  const settings = { origin: relay, replyTo: 'security@example.test' };
  const toMail = async (inline: boolean) => {
    const { text } = renderMail(item, { to: null, inline }, settings, pieces(body));
    let whole = '';
    for await (const piece of text) whole += piece;
    return whole;
  };
  [mail, inlineMail] = [await toMail(false), await toMail(true)];
  id = sha256.slice(0, 20);
});

async function* pieces(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}

async function deskWithMail() {
  const folder = await makeFolder();
  await folder.write('.postern/keys/secret.asc', key.armoredSecret);
  await folder.write('.postern/mail/new/1790000000.x.host', mail);
  return folder;
}

test('the newest report is shown with its subject, its text and its file', async () => {
  await using folder = await deskWithMail();
  const { code, out, err } = await folder.run([]);
  assert.equal(err, '');
  assert.equal(code, 0);
  assert.match(
    out,
    /^ {2}Subject: \[Postern\] A crafted scene file writes outside the export folder$/m,
  );
  assert.match(out, new RegExp(`X-Postern-Id: ${id}`));
  assert.match(out, /Reply-To: security@example\.test/);
  assert.match(out, /^Whoever opens a scene from a stranger runs/m);
  const sha256 = createHash('sha256').update(sampleFile.text).digest('hex');
  assert.match(out, new RegExp(`2 {2}evil\\.lantern .* 65 bytes\\n +sha256 ${sha256}`));
});

test('a mail for a program without PGP/MIME holds the same report', async () => {
  await using folder = await deskWithMail();
  await folder.write('inline.eml', inlineMail);
  const { code, out } = await folder.run(['inline.eml']);
  assert.equal(code, 0);
  const toReport = (text: string) => text.slice(text.indexOf('Inside the encryption'));
  assert.equal(toReport(out), toReport((await folder.run([])).out));
});

test('the data and the file come out as they went in', async () => {
  await using folder = await deskWithMail();
  const { out } = await folder.run(['--json', '--save', 'saved']);
  const { format, summary, report } = JSON.parse(out);
  assert.equal(format, 'postern-report');
  assert.equal(summary, sampleAnswers.summary);
  assert.equal(report, sampleAnswers.report);
  const read = (name: string) => readFile(`${folder.path}/saved/${name}`, 'utf8');
  assert.equal(await read('evil.lantern'), sampleFile.text);
  assert.deepEqual(JSON.parse(await read('report.json')), JSON.parse(out));
});
