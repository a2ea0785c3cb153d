/** `desk open --all`: a line for each mail of a folder, whatever is among them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encryptTo, makeEntity, makeKey, makePgpMime } from '../../../fixtures/mail/make-mail.ts';
import { makeFolder } from '../../../fixtures/mail/run-open.ts';

const [key, stranger] = await Promise.all([makeKey(), makeKey()]);

test('opens what it can, names what it cannot, and says how many', async () => {
  await using folder = await makeFolder();
  await folder.write('key.asc', key.armoredSecret);
  const parts = [
    { name: 'filename="poc.sh"', mediaType: 'text/plain', content: Buffer.from('echo') },
  ];
  const report = await encryptTo(
    [key],
    makeEntity({ text: 'It \u001b[31moverflows.\nMore.', parts }),
  );
  await folder.write('in/b.eml', makePgpMime(report.armored));
  await folder.write('in/a.asc', (await encryptTo([stranger], makeEntity({ text: 'x' }))).armored);
  await folder.write('in/c.txt', 'no report');
  await folder.write('in/.hidden', 'never looked at');
  await folder.write('in/folder/d.eml', 'never looked at');
  const { code, out, err } = await folder.run(['--all', 'in', '--key', 'key.asc']);
  assert.equal(code, 1);
  const [a = '', b = '', c = '', end] = out.split('\n');
  assert.match(a, /^a\.asc {2}not opened: The report is encrypted to key [0-9A-F]{16}/);
  assert.match(b, /^b\.eml {2}\d{4}-\d\d-\d\d {2}.+ {2}1 file$/);
  assert.match(c, /^c\.txt {2}not opened: .+ holds no OpenPGP encrypted message/);
  assert.equal(end, '');
  assert.ok(!out.includes('\u001b'));
  assert.equal(err, '1 of 3 opened. Read one with: npm run desk -- open FILE\n');
});

test('ends with 0 when all were opened', async () => {
  await using folder = await makeFolder();
  await folder.write('key.asc', key.armoredSecret);
  for (const name of ['1', '2']) {
    await folder.write(
      `in/${name}.pgp`,
      (await encryptTo([key], makeEntity({ text: name }))).binary,
    );
  }
  const { code, out } = await folder.run(['--all', 'in', '--key', 'key.asc']);
  assert.equal(code, 0);
  assert.equal(out.trim().split('\n').length, 2);
});

test('an empty folder and a missing one are said', async () => {
  await using folder = await makeFolder();
  await folder.write('in/.keep', '');
  assert.equal((await folder.run(['--all', 'in'])).code, 1);
  const { code, err } = await folder.run(['--all', 'none']);
  assert.equal(code, 1);
  assert.match(err, /^desk open: none is no folder that can be read/);
});

test('is another way than opening one', async () => {
  await using folder = await makeFolder();
  for (const args of [['x.eml'], ['--json'], ['--save', 'out']]) {
    const { code, err } = await folder.run(['--all', 'in', ...args]);
    assert.equal(code, 2);
    assert.match(err, /--all prints a line for each report/);
  }
});
