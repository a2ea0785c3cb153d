/** `desk open` with the gpg of this machine and a throw-away keyring. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import {
  encryptTo,
  makeEntity,
  makeKey,
  makePgpMime,
  type TestKey,
  tamper,
} from '../../../fixtures/mail/make-mail.ts';
import { makeFolder } from '../../../fixtures/mail/run-open.ts';

const execute = promisify(execFile);

let folder: Awaited<ReturnType<typeof makeFolder>>;
let key: TestKey;
let stranger: TestKey;
let env: { GNUPGHOME: string };

before(async () => {
  folder = await makeFolder();
  [key, stranger] = await Promise.all([makeKey(), makeKey()]);
  await folder.write('gnupg/gpg.conf', '');
  env = { GNUPGHOME: `${folder.path}/gnupg` };
  await folder.write('key.asc', key.armoredSecret);
  await gpg('--import', 'key.asc');
});

after(async () => {
  await execute('gpgconf', ['--kill', 'all'], { env: { ...process.env, ...env } });
  await folder[Symbol.asyncDispose]();
});

async function gpg(...args: string[]): Promise<void> {
  const options = { cwd: folder.path, env: { ...process.env, ...env } };
  await execute(
    'gpg',
    ['--batch', '--quiet', '--yes', '--trust-model', 'always', ...args],
    options,
  );
}

test('opens a mail with gpg, from the keyring that GNUPGHOME names', async () => {
  const { armored } = await encryptTo([stranger, key], makeEntity({ text: 'It overflows.' }));
  const { code, out, err } = await folder.run(['-'], { stdin: makePgpMime(armored), env });
  assert.equal(err, '');
  assert.equal(code, 0);
  assert.match(out, /^It overflows\.$/m);
  assert.match(out, new RegExp(`With {4}gpg, key ${key.fingerprint}`));
});

test('opens a binary message of many megabytes', async () => {
  const content = Buffer.alloc(3 * 1024 * 1024, 7);
  const parts = [{ name: 'filename="big"', mediaType: 'application/octet-stream', content }];
  const { binary } = await encryptTo([key], makeEntity({ text: 'big', parts }));
  const { code, out } = await folder.run(['-'], { stdin: binary, env });
  assert.equal(code, 0);
  assert.match(out, /big {2}application\/octet-stream {2}3,145,728 bytes/);
});

test('says of a signed message that the signature was not checked', async () => {
  await folder.write('plain.txt', 'signed words\n');
  await gpg('-o', 's.asc', '-a', '-s', '-e', '-r', key.fingerprint, 'plain.txt');
  for (const args of [['s.asc'], ['s.asc', '--key', 'key.asc']]) {
    const { code, out } = await folder.run(args, { env });
    assert.equal(code, 0);
    assert.match(out, /not verified\. The message carries a signature that nobody has checked/);
    assert.match(out, /^signed words$/m);
  }
});

test('says so of a signed entity, however it is signed', async () => {
  await folder.write('entity.eml', makeEntity({ text: 'signed entity' }));
  await gpg('-o', 'e.asc', '-a', '-s', '-e', '-r', key.fingerprint, 'entity.eml');
  const signed = makeEntity({ text: 'signed entity' }).replace(
    'multipart/mixed',
    'multipart/signed',
  );
  await folder.write('inside.asc', (await encryptTo([key], signed)).armored);
  for (const file of ['e.asc', 'inside.asc']) {
    const { out } = await folder.run([file], { env });
    assert.match(out, /^signed entity$/m);
    assert.match(out, /not verified\. The message carries a signature/);
  }
});

test('refuses plain and signed data that was never encrypted, though gpg would print it', async () => {
  await folder.write('plain.txt', 'never encrypted\n');
  for (const args of [['--store'], ['-s']]) {
    await gpg('-o', 'store.pgp', '-a', ...args, 'plain.txt');
    for (const way of [[], ['--key', 'key.asc']]) {
      const { code, out, err } = await folder.run(['store.pgp', ...way], { env });
      assert.equal(code, 1);
      assert.equal(out, '');
      assert.match(err, /The OpenPGP block holds no OpenPGP encrypted message/);
    }
  }
});

test('refuses an encrypted message with plain data behind it', async () => {
  const { binary } = await encryptTo([key], 'inside');
  const literal = Buffer.from([0xcb, 11, 0x62, 0, 0, 0, 0, 0, ...Buffer.from('plain')]);
  const { code, out, err } = await folder.run(['-'], {
    stdin: Buffer.concat([binary, literal]),
    env,
  });
  assert.equal(code, 1);
  assert.equal(out, '');
  assert.match(err, /damaged or changed/);
});

test('a tampered message is refused, and nothing of it is shown', async () => {
  const { binary } = await encryptTo([key], makeEntity({ text: 'secret words' }));
  for (const stdin of [tamper(binary), binary.slice(0, -40)]) {
    const { code, out, err } = await folder.run(['-'], { stdin, env });
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.match(err, /^desk open: The encrypted message was damaged/);
  }
});

test('a message to another key names that key', async () => {
  const { armored } = await encryptTo([stranger], 'x');
  const { code, err } = await folder.run(['-'], { stdin: armored, env });
  assert.equal(code, 1);
  assert.match(err, /encrypted to key [0-9A-F]{16}, and no secret key for that is here/);
});

test('a message with a password only says so', async () => {
  await folder.write('plain.txt', 'x');
  await gpg('--pinentry-mode', 'loopback', '--passphrase', 'p', '-o', 'c.pgp', '-c', 'plain.txt');
  const { code, err } = await folder.run(['c.pgp', '--key', 'key.asc'], { env });
  assert.equal(code, 1);
  assert.match(err, /encrypted with a password and not to a key/);
});

test('a compressed message that would fill the memory is refused', async () => {
  await folder.write('zeros', Buffer.alloc(70 * 1024 * 1024));
  await gpg('--compress-algo', 'zlib', '-o', 'bomb.pgp', '-e', '-r', key.fingerprint, 'zeros');
  for (const args of [['bomb.pgp'], ['bomb.pgp', '--key', 'key.asc']]) {
    const { code, out, err } = await folder.run(args, { env });
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.match(err, /The decrypted report is larger than 64 MiB/);
  }
});

test('a gpg that is not there is named, with what to do', async () => {
  const { armored } = await encryptTo([key], 'x');
  const { code, err } = await folder.run(['-', '--gpg', '/no/such/gpg'], { stdin: armored, env });
  assert.equal(code, 1);
  assert.match(err, /^desk open: \/no\/such\/gpg cannot be started\. Install GnuPG/);
});

test("the demonstration's key opens what names it, and gpg the rest", async () => {
  await using demo = await makeFolder();
  await demo.write('.postern/keys/secret.asc', stranger.armoredSecret);
  const toDemo = await encryptTo([stranger], 'to the demonstration');
  const toGpg = await encryptTo([key], 'to gpg');
  assert.match((await demo.run(['-'], { stdin: toDemo.armored, env })).out, /throw-away key/);
  assert.match((await demo.run(['-'], { stdin: toGpg.armored, env })).out, /With {4}gpg/);
  await demo.write('other/keys/secret.asc', stranger.armoredSecret);
  const elsewhere = await demo.run(['-', '--maildir', 'other/mail'], {
    stdin: toDemo.armored,
    env,
  });
  assert.match(elsewhere.err, /no secret key for that is here/);
});
