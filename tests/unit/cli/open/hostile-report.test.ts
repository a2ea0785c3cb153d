/** A hostile report reaches its reader as letters only. */
import assert from 'node:assert/strict';
import { lstat, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { armor, enums } from 'openpgp';
import { hostileEntity, hostileNames } from '../../../fixtures/mail/hostile.ts';
import { encryptTo, makeKey, makePgpMime, type TestKey } from '../../../fixtures/mail/make-mail.ts';
import { makeFolder } from '../../../fixtures/mail/run-open.ts';

let key: TestKey;
let mail: string;

before(async () => {
  key = await makeKey();
  const { armored } = await encryptTo([key], hostileEntity);
  mail = makePgpMime(armored).replace('Date:', 'Reply-To: =?utf-8?B?G1szMW1yZWQ=?= <x@y>\r\nDate:');
});

async function deskWithMail() {
  const folder = await makeFolder();
  await folder.write('key.asc', key.armoredSecret);
  await folder.write('m.eml', mail);
  return folder;
}

/** Everything but letters, line feeds, tabs and the emoji selector. */
const obeyed = /[[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]--[\n\t\ufe0f]]/v;

test('no control, bidirectional or zero-width character is printed, and each is shown by its number', async () => {
  await using folder = await deskWithMail();
  const { code, out } = await folder.run(['m.eml', '--key', 'key.asc']);
  assert.equal(code, 0);
  assert.doesNotMatch(out, obeyed);
  for (const shown of [
    '\\u001b[2J',
    '\\u001b]0;owned\\u0007',
    '\\u009b31m',
    '\\u0000',
    '\\u007f',
  ]) {
    assert.ok(out.includes(shown), shown);
  }
  for (const shown of [
    '\\u202ecod.exe',
    '\\u2066',
    '\\u200b',
    '\\ufeff',
    '\\u{e0041}',
    '\\u000dS',
  ]) {
    assert.ok(out.includes(shown), shown);
  }
  assert.match(out, /Subject: \\u001b\[31mred/);
  assert.match(out, /Reply-To: \\u001b\[31mred/);
  assert.match(out, /grüße, مرحبا, 😀\ufe0f/);
});

test('what we say of the sender stands above everything that the sender wrote', async () => {
  await using folder = await deskWithMail();
  const { out } = await folder.run(['m.eml', '--key', 'key.asc']);
  assert.ok(out.indexOf('Sender  not verified') < out.indexOf('Inside the encryption'));
  assert.ok(out.indexOf('sha256') < out.indexOf('Everything below is the report itself'));
});

test('the data of a hostile report is escaped and still the same data', async () => {
  await using folder = await deskWithMail();
  const { out } = await folder.run(['m.eml', '--key', 'key.asc', '--json']);
  assert.doesNotMatch(out, obeyed);
  assert.match(out, /a\\u001b\[31m\\u202e\\udb40\\udc41/);
  assert.deepEqual(JSON.parse(out), { summary: 'a\u001b[31m\u202e\u{e0041}', '</script>': '<!--' });
});

test('files are saved inside the folder under safe names, for the owner only', async () => {
  await using folder = await deskWithMail();
  const { code, out } = await folder.run(['m.eml', '--key', 'key.asc', '--save', 'out']);
  assert.equal(code, 0);
  assert.doesNotMatch(out, obeyed);
  const names = await readdir(join(folder.path, 'out'));
  assert.equal(names.length, hostileNames.length + 1);
  assert.deepEqual(
    names.filter((name) => !name.startsWith('xxx')).sort(),
    [
      '_CON.txt',
      '_img src=x onerror=alert(3)_.png',
      '_rf',
      'a_b_[31m.txt',
      'attachment',
      'bashrc',
      'evil.bat',
      'invoice_fdp.exe',
      'passwd',
      'report-2.json',
      'report.json',
    ].sort(),
  );
  for (const name of names) {
    assert.ok(Buffer.byteLength(name) <= 120, name);
    assert.equal((await lstat(join(folder.path, 'out', name))).mode & 0o777, 0o600);
  }
  assert.deepEqual((await readdir(folder.path)).sort(), ['key.asc', 'm.eml', 'out']);
});

test('nothing is replaced and no link is followed when a name is taken', async () => {
  await using folder = await deskWithMail();
  await folder.write('out/passwd', 'mine');
  await folder.write('target', 'mine too');
  await symlink(join(folder.path, 'target'), join(folder.path, 'out/bashrc'));
  assert.equal((await folder.run(['m.eml', '--key', 'key.asc', '--save', 'out'])).code, 0);
  const read = (name: string) => readFile(join(folder.path, name), 'utf8');
  assert.equal(await read('out/passwd'), 'mine');
  assert.equal(await read('target'), 'mine too');
  assert.equal(await read('out/passwd-2'), 'file 0');
  assert.equal(await read('out/bashrc-2'), 'file 2');
});

test('a folder that cannot be written to is named, and nothing is printed as if it were saved', async () => {
  await using folder = await deskWithMail();
  const { code, out, err } = await folder.run(['m.eml', '--key', 'key.asc', '--save', 'm.eml']);
  assert.equal(code, 1);
  assert.equal(out, '');
  assert.match(err, /^desk open: m\.eml cannot be written to\./);
});

test('HTML beside the text is a file, and no HTML keeps the command busy', async () => {
  // Turned into text by the library for mail, this takes an hour.
  const html = '<a href="'.repeat(100_000);
  const { armored } = await encryptTo(
    [key],
    [
      'Content-Type: multipart/alternative; boundary="x"',
      ...['', '--x', 'Content-Type: text/plain', '', 'The flaw.'],
      ...['--x', 'Content-Type: text/html', '', html, '--x--', ''],
    ].join('\r\n'),
  );
  await using folder = await deskWithMail();
  await folder.write('mails/1.eml', makePgpMime(armored));
  await folder.write('mails/2.eml', mail);
  const all = await folder.run(['--all', 'mails', '--key', 'key.asc']);
  assert.equal(all.code, 0, all.out);
  const { out } = await folder.run(['mails/1.eml', '--key', 'key.asc', '--save', 'out']);
  assert.match(out, /1 {2}message\.html {2}text\/html {2}900,0\d\d bytes/);
  assert.match(out, /\nThe flaw\.\n$/);
});

test('a report of more lines than any mail has is shown as it is, and not taken apart', async () => {
  const lines = `Content-Type: text/plain\n\nThe flaw.${'\n'.repeat(400_001)}end`;
  const { armored } = await encryptTo([key], lines);
  await using folder = await deskWithMail();
  await folder.write('lines.eml', makePgpMime(armored));
  const { code, out } = await folder.run(['lines.eml', '--key', 'key.asc']);
  assert.equal(code, 0);
  assert.ok(out.includes('Content-Type: text/plain\n\nThe flaw.\n'));
});

test('a message to hundreds of hidden keys is refused before a key is tried on each', async () => {
  const hidden = Buffer.from([0xc1, 11, 3, 0, 0, 0, 0, 0, 0, 0, 0, 18, 0]);
  const old = Buffer.from([0x84, 11, 3, 0, 0, 0, 0, 0, 0, 0, 0, 18, 0]);
  const data = Buffer.from([0xd2, 2, 1, 0]);
  const toMessage = (count: number) =>
    Buffer.concat([...Array.from({ length: count }, (_, n) => (n % 2 ? hidden : old)), data]);
  await using folder = await deskWithMail();
  await folder.write('many.pgp', toMessage(201));
  await folder.write('many.asc', armor(enums.armor.message, toMessage(201)));
  await folder.write('some.pgp', toMessage(200));
  for (const file of ['many.pgp', 'many.asc']) {
    const { code, err } = await folder.run([file, '--key', 'key.asc']);
    assert.equal(code, 1);
    assert.match(err, /is encrypted to more than 200 keys, and no report is/);
  }
  const { err } = await folder.run(['some.pgp', '--key', 'key.asc']);
  assert.doesNotMatch(err, /more than 200 keys/);
});
