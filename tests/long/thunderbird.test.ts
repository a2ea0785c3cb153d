/** A maintainer's and a reporter's Thunderbird: what it shows of a report that the relay sent, and what it makes of a ready mail. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as openpgp from 'openpgp';
import PostalMime from 'postal-mime';
import { maxFilesBytes, reportsPath } from '../../src/contract.ts';
import { toArmor } from '../../src/report/armor.ts';
import { renderEml } from '../../src/report/eml.ts';
import { renderMessage } from '../../src/report/message.ts';
import { padEntity } from '../../src/report/pad.ts';
import { toReport } from '../../src/report/report.ts';
import { toBytes } from '../../src/report/writing.ts';
import { type FakeSmtp, startFakeSmtp } from '../helpers/fake-smtp.ts';
import { createGpg, type Gpg } from '../helpers/gpg.ts';
import { createManifest, seal, toManifestRecipient } from '../helpers/sealed.ts';
import { readMaildir, toProvedPost, until } from '../relay/doors.ts';
import { createRelayFolder, startRelayProcess } from '../relay/relay-process.ts';
import { exampleAnswers, exampleConfig, exampleNow } from '../unit/report/example-report.ts';
import { startThunderbird, type Thunderbird } from './thunderbird-program.ts';

const summary = 'A crafted scene – “écrit” outside its folder';
const mark = 'SHOWN WITHOUT BEING ASKED';

interface AttachedFile {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

function toFile(name: string, type: string, content: string): AttachedFile {
  return { name, type, content: new TextEncoder().encode(content) };
}

const page = `<body><script>document.title = 1</script><h1>${mark}</h1></body>`;
const largest: AttachedFile = {
  name: 'scène 1.lantern',
  type: 'application/x-lantern',
  content: new Uint8Array(maxFilesBytes - 10_000).map((_, at) => (at * 7) % 251),
};
/** Files that a mail program may show or run by their names. */
const hostile: readonly AttachedFile[] = [
  toFile('page.html', 'text/html', page),
  toFile('page.xhtml', 'application/xhtml+xml', page),
  toFile('drawing.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>'),
  toFile('inner.eml', 'message/rfc822', `Content-Type: text/html\r\n\r\n${page}`),
  toFile(
    'invitation.ics',
    'text/calendar',
    `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261201T000000Z\r\nSUMMARY:${mark}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`,
  ),
  toFile('card.vcf', 'text/vcard', `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${mark}\r\nEND:VCARD\r\n`),
  toFile('notes.txt', 'text/plain', mark),
  toFile('signature.asc', 'application/pgp-signature', '-----BEGIN PGP SIGNATURE-----'),
  toFile('smime.p7s', 'application/pkcs7-signature', mark),
  toFile('style.css', 'text/css', '* { display: none }'),
];

describe('in Thunderbird', () => {
  let [folder, armor, ownKeyId] = ['', '', ''];
  let gpg: Gpg;
  /** The reporter's own. */
  let theirs: Gpg;
  let smtp: FakeSmtp;
  let thunderbird: Thunderbird;
  const ids: Record<string, string> = {};

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postern-thunderbird-'));
    [gpg, theirs, smtp] = await Promise.all([createGpg(), createGpg(), startFakeSmtp()]);
    const maintainer = await gpg.makeKey({ name: 'Anna', kind: 'curve25519' });
    ownKeyId = maintainer.fingerprint.slice(-16);
    const reporter = await theirs.makeKey({ name: 'Wick', kind: 'curve25519' });
    const certificate = await openpgp.readKey({ armoredKey: maintainer.armored });
    const manifest = createManifest([await toManifestRecipient(certificate)]);

    async function sealReport(files: readonly AttachedFile[]): Promise<Uint8Array> {
      const answers = { ...exampleAnswers, summary, replyKey: reporter.armored };
      const listed = files.map(({ name, type, content }) => ({ name, type, size: content.length }));
      const report = toReport(answers, listed, exampleConfig, exampleNow);
      const sender = { relay: 'https://relay.example', mailFrom: null };
      const contents = files.map(({ content }) => content);
      const entity = padEntity(renderMessage(report, contents, sender, 'postern-test'));
      return await seal([certificate], toBytes(entity));
    }

    /** Has a relay of its own send it. */
    async function relayMail(name: string, body: Uint8Array, env: Record<string, string> = {}) {
      const relayFolder = await createRelayFolder(manifest);
      const relay = startRelayProcess({ ...relayFolder.env, ...env });
      const answer = await fetch(`${await relay.url()}${reportsPath}`, toProvedPost(body));
      assert.equal(answer.status, 202);
      const [mail = ''] = await until(async () => {
        const mails = await readMaildir(relayFolder.maildir);
        return mails.length > 0 && mails;
      });
      relay.kill('SIGTERM');
      await relay.ended;
      await relayFolder.remove();
      ids[name] = /^Message-ID: <(.+)>/m.exec(mail)?.[1] ?? '';
      return mail;
    }

    const body = await sealReport([largest]);
    armor = toArmor(new Uint8Array(await sealReport([])));
    const inline = { RELAY_INLINE: maintainer.fingerprint };
    const mails = [
      await relayMail('largest', body),
      await relayMail('hostile', await sealReport(hostile)),
      await relayMail('inline', await sealReport([]), inline),
      // As a list passes the ready mail on: with a footer.
      `Message-ID: <ready@example.test>\r\n${renderEml(armor, 'security@example.test')
        .replace(/^X-Unsent.*\r\n/, '')
        .replace(/(\r\n--[\w-]+)--\r\n$/, '$1\r\n\r\nTo leave this list, write to it.$1--\r\n')}`,
    ];
    thunderbird = await startThunderbird(mails, smtp.port);
    const { fingerprint } = maintainer;
    await thunderbird.importSecretKey(await gpg.exportSecret(fingerprint), fingerprint);
  });

  after(async () => {
    await thunderbird?.close();
    await Promise.all([
      gpg?.close(),
      theirs?.close(),
      smtp?.close(),
      rm(folder, { recursive: true }),
    ]);
  });

  it('the largest report opens with its real subject, the whole text, and its file byte for byte', async (t) => {
    t.diagnostic(thunderbird.version);
    const shown = await thunderbird.open(ids.largest ?? '');
    assert.equal(shown.subject, `[Lantern] ${summary}`);
    assert.equal(shown.encrypted, true);
    assert.equal(shown.signed, false);
    assert.match(shown.text, /Security report for Lantern\s+How to answer/);
    assert.match(shown.text, /wick@example\.org/);
    assert.match(shown.text, /2\. Look at `~\/\.profile`\./);
    const names = shown.attachments.map(({ name }) => name);
    assert.deepEqual(names, ['report.json', 'reporter-key.asc', largest.name]);
    const saved = join(folder, 'saved');
    await thunderbird.saveAttachment(2, saved);
    assert.ok((await readFile(saved)).equals(largest.content));
    const picture = process.env.POSTERN_PICTURES;
    if (picture !== undefined)
      await writeFile(join(picture, 'thunderbird.png'), await thunderbird.takePicture());
  });

  it('no attached file is shown, run or taken for something else because of its name', async () => {
    const shown = await thunderbird.open(ids.hostile ?? '');
    const files = shown.attachments.slice(2);
    assert.deepEqual(
      files.map(({ name }) => name),
      hostile.map(({ name }) => name),
    );
    for (const { name, type } of files) assert.equal(type, 'application/x-attachment', name);
    assert.ok(!shown.html.includes(mark), shown.html);
    assert.ok(!shown.html.includes('<img'), shown.html);
    assert.deepEqual(shown.notices, []);
    assert.equal(shown.signed, false);
  });

  it('a mail for a program without OpenPGP is decrypted too, but shown as its source, as the guide says', async () => {
    const shown = await thunderbird.open(ids.inline ?? '');
    assert.equal(shown.encrypted, true);
    assert.match(shown.text, /Content-Type: multipart\/mixed; boundary="postern-test"/);
  });

  it('an answer is encrypted to the key that the reporter gave, as the guide says, and they can open it', async () => {
    const { attachments } = await thunderbird.open(ids.hostile ?? '');
    const index = attachments.findIndex(({ name }) => name === 'reporter-key.asc');
    assert.equal(attachments[index]?.type, 'application/pgp-keys');
    const text = 'Thank you. You hear from us by Friday.';
    await thunderbird.answerEncrypted(index, ownKeyId, 'wick@example.org', text);
    const [sent] = await until(() => smtp.mails.length > 0 && smtp.mails);
    assert.match(sent?.to.join() ?? '', /wick@example\.org/);
    assert.doesNotMatch(sent?.text ?? '', /Thank you/);
    const message = /-----BEGIN PGP MESSAGE-----[\s\S]+-----END PGP MESSAGE-----/.exec(
      sent?.text ?? '',
    );
    const opened = await PostalMime.parse(await theirs.decrypt(message?.[0] ?? ''));
    assert.equal(opened.text?.trim(), text);
  });

  it('a ready mail opens as a draft that holds the report, and what is sent from there can be decrypted', async () => {
    const ready = join(folder, 'ready.eml');
    await writeFile(ready, renderEml(armor, 'security@example.test'));
    const draft = await thunderbird.openFile(ready);
    assert.deepEqual(draft.to, ['security@example.test']);
    assert.equal(draft.subject, 'Security report');
    assert.match(draft.text, /encrypted with OpenPGP/);
    assert.deepEqual(draft.attachments, ['report.eml.asc']);
    const before = smtp.mails.length;
    await thunderbird.sendDraft();
    const sent = await until(() => smtp.mails.slice(before).at(0));
    const { attachments } = await PostalMime.parse(sent.text);
    const [attached] = attachments;
    const content = attached?.content ?? '';
    const message = typeof content === 'string' ? content : new Uint8Array(content);
    const { subject } = await PostalMime.parse(await gpg.decrypt(message));
    assert.equal(subject, `[Lantern] ${summary}`);
  });

  it('a ready mail that arrived offers to decrypt the file, which is then a mail again', async () => {
    const shown = await thunderbird.open('ready@example.test', false);
    const names = shown.attachments.map(({ name }) => name);
    assert.ok(names.includes('report.eml.asc'), names.join());
    assert.deepEqual(shown.notices, []);
    const file = join(folder, 'report.eml');
    const items = await thunderbird.decryptAttachment(names.indexOf('report.eml.asc'), file);
    assert.deepEqual(items, ['Decrypt and Open', 'Decrypt and Save As…']);
    const { subject } = await PostalMime.parse(await readFile(file));
    assert.equal(subject, `[Lantern] ${summary}`);
  });

  it('the guide names its menus and buttons as it does', async () => {
    const guide = await readFile(
      resolve(import.meta.dirname, '../../content/guides/answer-a-report.mdx'),
      'utf8',
    );
    const section = /## In Thunderbird\n([\s\S]*?)\n## /.exec(guide)?.[1] ?? '';
    const bold = [...section.matchAll(/\*\*(.+?)…?\*\*/g)].map(([, name = '']) => name);
    const names = bold.flatMap((name) => name.split(' → '));
    assert.ok(names.length >= 6, names.join());
    assert.deepEqual(await thunderbird.findUnknownNames([...names, 'No such name']), [
      'No such name',
    ]);
  });
});
