/** What `desk open` takes, prints and refuses, with a secret key file. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import {
  encryptTo,
  jsonPart,
  makeEntity,
  makeKey,
  makePgpMime,
  makeTextMail,
  type TestKey,
  tamper,
} from '../../fixtures/mail/make-mail.ts';
import { makeFolder } from '../../fixtures/mail/run-open.ts';

let key: TestKey;
let stranger: TestKey;
let report: { armored: string; binary: Uint8Array };

before(async () => {
  [key, stranger] = await Promise.all([makeKey(), makeKey()]);
  const parts = [
    jsonPart({ summary: 'over\u202eflow', lines: 3 }),
    { name: 'filename="poc.txt"', mediaType: 'text/plain', content: 'abc' },
  ];
  report = await encryptTo([key], makeEntity({ text: 'It overflows.\nHere.', parts }));
});

async function deskWithKey() {
  const folder = await makeFolder();
  await folder.write('key.asc', key.armoredSecret);
  return folder;
}

const ways: Record<string, () => Uint8Array | string> = {
  'a PGP/MIME mail': () => makePgpMime(report.armored),
  'a PGP/MIME mail saved as mbox': () =>
    `From relay Sun Nov 22 2026\n${makePgpMime(report.armored)}`,
  'a PGP/MIME mail that its carrier made multipart/mixed': () =>
    makePgpMime(report.armored).replace('multipart/encrypted', 'multipart/mixed'),
  'armor in the text of a mail': () => makeTextMail(`Hello,\n\n${report.armored}\nBye`),
  'armor in a mail as quoted-printable': () =>
    makeTextMail(report.armored.replaceAll('=', '=3D')).replace(
      '\n\n',
      '\nContent-Transfer-Encoding: quoted-printable\n\n',
    ),
  'armor in a mail that quotes the first line of another': () =>
    makeTextMail(`> -----BEGIN PGP MESSAGE-----\n\n${report.armored}`),
  'armor in a plain text file': () => `pasted from the web\n\n${report.armored}`,
  'armor below a note that looks like a header': () => `Note: secret\n${report.armored}`,
  'a bare .asc file': () => report.armored,
  'a bare .asc file with Windows line ends': () => report.armored.replaceAll('\n', '\r\n'),
  'an .asc file that Windows saved as UTF-16': () =>
    Buffer.from(`\ufeff${report.armored}`, 'utf16le'),
  'a binary .pgp file': () => report.binary,
  'a mail with a binary file attached': () =>
    makeTextMail(Buffer.from(report.binary).toString('base64'))
      .replace('text/plain', 'application/octet-stream; name="report.pgp"')
      .replace('\n\n', '\nContent-Transfer-Encoding: base64\n\n'),
};

for (const [name, make] of Object.entries(ways)) {
  test(`opens ${name}`, async () => {
    await using folder = await deskWithKey();
    await folder.write('saved', make());
    const { code, out, err } = await folder.run(['saved', '--key', 'key.asc']);
    assert.equal(err, '');
    assert.equal(code, 0);
    assert.match(out, /^It overflows\.\nHere\.$/m);
    assert.match(out, /Subject: A flaw/);
  });
}

test('says what opened it, that nobody verified the sender, and what travelled outside', async () => {
  await using folder = await deskWithKey();
  const { out } = await folder.run(['-', '--key', 'key.asc'], {
    stdin: makePgpMime(report.armored),
  });
  assert.match(out, /Sender {2}not verified/);
  assert.match(out, /Next {4}--save DIR .* new advisory --from FILE begins a draft/);
  assert.match(out, new RegExp(`With {4}key\\.asc \\(${key.fingerprint}\\)`));
  assert.match(out, /X-Postern-Id: 0123456789abcdef0123/);
  assert.match(out, /poc\.txt {2}text\/plain {2}3 bytes\n +sha256 ba7816bf8f01cfea/);
});

test('opens the newest mail of the Maildir, read or not, with the throw-away key beside it', async () => {
  await using folder = await makeFolder();
  const older = await encryptTo([key], 'older text');
  await folder.write('.postern/keys/secret.asc', key.armoredSecret);
  await folder.write('.postern/mail/new/1790000000.a.host', makePgpMime(older.armored));
  await folder.write('.postern/mail/cur/1790000009.b.host:2,S', makePgpMime(report.armored));
  await folder.write('.postern/mail/tmp/1790000019.c.host', 'half written');
  const { code, out, err } = await folder.run([]);
  assert.equal(err, '');
  assert.equal(code, 0);
  assert.match(out, /1790000009\.b\.host/);
  assert.match(out, /It overflows/);
});

test('takes the Maildir from POSTERN_MAILDIR, and --maildir before it', async () => {
  await using folder = await deskWithKey();
  await folder.write('a/new/1.x', makePgpMime(report.armored));
  const env = { POSTERN_MAILDIR: 'a' };
  assert.equal((await folder.run(['--key', 'key.asc'], { env })).code, 0);
  const other = await folder.run(['--maildir', 'b', '--key', 'key.asc'], { env });
  assert.equal(other.code, 1);
  assert.match(other.err, /^desk open: b holds no mail yet\. Send a report/);
});

test('unlocks a key with a passphrase file, and says when the passphrase is wrong', async () => {
  await using folder = await makeFolder();
  const locked = await makeKey('open sesame');
  const { armored } = await encryptTo([locked], 'plain words');
  await folder.write('locked.asc', locked.armoredSecret);
  await folder.write('right', 'open sesame\n');
  await folder.write('wrong', 'open barley\n');
  const args = (file: string) => ['-', '--key', 'locked.asc', '--passphrase-file', file];
  assert.match((await folder.run(args('right'), { stdin: armored })).out, /^plain words$/m);
  const refused = await folder.run(args('wrong'), { stdin: armored });
  assert.equal(refused.code, 1);
  assert.match(refused.err, /passphrase does not unlock locked\.asc/);
});

test('prints report.json as the same data, its hidden characters as JSON escapes', async () => {
  await using folder = await deskWithKey();
  const { out } = await folder.run(['-', '--key', 'key.asc', '--json'], { stdin: report.armored });
  assert.deepEqual(JSON.parse(out), { summary: 'over\u202eflow', lines: 3 });
  assert.match(out, /over\\u202eflow/);
});

test('a report encrypted by hand is shown as text, and has no data', async () => {
  await using folder = await deskWithKey();
  const { armored } = await encryptTo([key], 'typed: by hand\n\nü');
  const shown = await folder.run(['-', '--key', 'key.asc'], { stdin: armored });
  assert.match(shown.out, /^typed: by hand\n\nü$/m);
  const refused = await folder.run(['-', '--key', 'key.asc', '--json'], { stdin: armored });
  assert.equal(refused.code, 1);
  assert.equal(refused.out, '');
  assert.match(refused.err, /no readable report\.json.*Leave out --json/);
});

test('the data is report.json and no other JSON file, wherever it stands', async () => {
  await using folder = await deskWithKey();
  const other = { ...jsonPart({ other: true }), name: 'filename="other.json"' };
  const entity = makeEntity({ text: 'x', parts: [other, jsonPart({ right: true })] });
  const { armored } = await encryptTo([key], entity);
  const { out } = await folder.run(['-', '--key', 'key.asc', '--json'], { stdin: armored });
  assert.deepEqual(JSON.parse(out), { right: true });
});

test('a decrypted archive is a file of the report', async () => {
  await using folder = await deskWithKey();
  for (const data of [Buffer.from([0x1f, 0x8b, 1, 255]), Buffer.from('a\0b!')]) {
    const { binary } = await encryptTo([key], data);
    const { out } = await folder.run(['-', '--key', 'key.asc'], { stdin: binary });
    assert.match(out, /Files \(1\)\n.*application\/octet-stream {2}4 bytes/);
  }
});

const refusals: [string, () => Promise<Uint8Array | string> | Uint8Array | string, RegExp][] = [
  ['a plain mail', () => makeTextMail('hello'), /holds no OpenPGP encrypted message/],
  ['an empty input', () => '', /holds no OpenPGP encrypted message/],
  ['a public key', () => key.secret.toPublic().armor(), /holds no OpenPGP encrypted message/],
  [
    'two messages in one mail',
    async () => makeTextMail(`${report.armored}\n${(await encryptTo([key], 'x')).armored}`),
    /more than one encrypted message.*one by one/,
  ],
  [
    'a mailbox of two mails',
    () =>
      `From a Sun Nov 22 2026\n${makePgpMime(report.armored)}\nFrom b Sun Nov 22 2026\nTo: x\n\nx`,
    /more than one encrypted message/,
  ],
  ['half a block', () => report.armored.slice(0, 400), /never ends it.*again, whole/],
  ['a tampered message', () => tamper(report.binary), /damaged or changed on its way/],
  ['a message cut short', () => report.binary.slice(0, -40), /damaged or changed on its way/],
  [
    'a message with bytes behind it',
    () => Buffer.concat([report.binary, report.binary]),
    /damaged/,
  ],
  [
    'a message to another key',
    async () => (await encryptTo([stranger], 'x')).armored,
    /encrypted to key [0-9A-F]{16}, and no secret key.*--key FILE/,
  ],
];

for (const [name, make, wanted] of refusals) {
  test(`refuses ${name} with one sentence, and shows nothing of it`, async () => {
    await using folder = await deskWithKey();
    const { code, out, err } = await folder.run(['-', '--key', 'key.asc'], { stdin: await make() });
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.match(err, /^desk open: [^\n]+\n$/);
    assert.match(err, wanted);
  });
}

test('names the key file that is none, and the file that is not there', async () => {
  await using folder = await makeFolder();
  await folder.write('public.asc', key.secret.toPublic().armor());
  const wrongKey = await folder.run(['-', '--key', 'public.asc'], { stdin: report.armored });
  assert.match(wrongKey.err, /public\.asc cannot be read as an OpenPGP secret key/);
  const missing = await folder.run(['nowhere\u001b[31m.eml']);
  assert.equal(missing.code, 1);
  assert.match(missing.err, /nowhere\\u001b\[31m\.eml cannot be read/);
});

test('wrong usage ends with 2 and names the fault; --help with 0', async () => {
  await using folder = await makeFolder();
  for (const args of [
    ['a', 'b'],
    ['--nonsense'],
    ['--key', 'a', '--gpg', 'b'],
    ['--passphrase-file', 'a'],
  ]) {
    const { code, err } = await folder.run(args);
    assert.equal(code, 2, args.join(' '));
    assert.match(err, /--help/);
  }
  const help = await folder.run(['--help']);
  assert.equal(help.code, 0);
  assert.match(help.out, /--passphrase-file FILE/);
});
