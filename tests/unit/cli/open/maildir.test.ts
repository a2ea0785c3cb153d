/** Which mails a Maildir holds, and which is the newest. */
import assert from 'node:assert/strict';
import { symlink, utimes } from 'node:fs/promises';
import { test } from 'node:test';
import { readMaildir } from '../../../../src/cli/open/maildir.ts';
import { makeFolder } from '../../../fixtures/mail/run-open.ts';

test('the second in the name decides, and within it when the file was written', async () => {
  await using folder = await makeFolder();
  const written: Record<string, number> = {
    'new/1790000001.a.host': 500,
    'cur/1790000001.b.host:2,S': 600,
    'new/1790000001.c.host': 400,
    'new/1790000002.d.host': 100,
    'new/by-hand.eml': 1790000003,
  };
  for (const [name, seconds] of Object.entries(written)) {
    await folder.write(name, 'x');
    await utimes(`${folder.path}/${name}`, seconds, seconds);
  }
  const mails = await readMaildir(folder.path);
  assert.deepEqual(
    mails.map(({ name }) => name),
    [
      'by-hand.eml',
      '1790000002.d.host',
      '1790000001.b.host',
      '1790000001.a.host',
      '1790000001.c.host',
    ],
  );
  assert.equal(mails[1]?.receivedAt.toISOString(), '2026-09-21T14:13:22.000Z');
});

test('a link, a folder, a hidden file and a half-written mail are no mails', async () => {
  await using folder = await makeFolder();
  await folder.write('new/1.real', 'abc');
  await folder.write('new/.hidden', 'x');
  await folder.write('new/folder/x', 'x');
  await folder.write('tmp/2.half', 'x');
  await folder.write('secret', 'x');
  await symlink(`${folder.path}/secret`, `${folder.path}/new/3.link`);
  const mails = await readMaildir(folder.path);
  assert.deepEqual(
    mails.map(({ name, bytes }) => [name, bytes]),
    [['1.real', 3]],
  );
});

test('a Maildir that is not there holds nothing', async () => {
  await using folder = await makeFolder();
  assert.deepEqual(await readMaildir(`${folder.path}/nowhere`), []);
});
