/** The guide of keys: each of its commands is run as it stands there, one after the other, by a shell. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { readDesk } from '../../../src/read.ts';
import { createGpg } from '../../helpers/gpg.ts';
import { gpgDay, reviewedDay } from '../../helpers/gpg-day.ts';
import { makeCommandFolder } from '../../helpers/run-command.ts';

const root = resolve(import.meta.dirname, '../../..');
const guide = readFileSync(join(root, 'content/guides/keys.mdx'), 'utf8');

test('every command of the guide does what the guide says', async () => {
  const lines = [...guide.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
    .flatMap(([, block = '']) => block.trim().split('\n'))
    // Asks the network for the keys of an address.
    .filter((it) => !it.includes('--locate-external-keys'));
  const gpg = await createGpg();
  try {
    const pinentry = join(gpg.home, 'pinentry');
    await writeFile(
      pinentry,
      '#!/bin/sh\necho OK\nwhile read -r word rest; do case "$word" in GETPIN) echo "D a passphrase"; echo OK ;; BYE) echo OK; exit ;; *) echo OK ;; esac; done\n',
    );
    await chmod(pinentry, 0o755);
    await writeFile(
      join(gpg.home, 'gpg-agent.conf'),
      `pinentry-program ${pinentry}\ns2k-count 65536\n`,
    );
    const ann = await gpg.makeKey({ name: 'Ann', kind: 'curve25519' });
    const bob = await gpg.makeKey({ name: 'Bob', kind: 'curve25519', expires: '1y' });
    using desk = makeCommandFolder({
      'desk.yaml': `name: Acme\nsummary: Acme makes tools.\nurl: https://security.acme.example\nreviewed: ${reviewedDay}\nchannels:\n  - kind: form\n`,
      'keys/ann.asc': ann.armored,
    });
    const command = `'${process.execPath}' '${join(root, 'src/cli/desk.ts')}'`;
    const script = lines.map((line) =>
      line
        .replace(/^npm run desk -- key (?!list)(.*)$/, 'npm run desk -- key $1 --yes')
        .replace('npm run desk --', command)
        .replaceAll('FINGERPRINT', ann.fingerprint),
    );
    await promisify(execFile)('sh', ['-ec', script.join('\n')], {
      cwd: desk.path,
      env: { ...process.env, GNUPGHOME: gpg.home, POSTERN_DATE: gpgDay },
    });
    const { records, findings } = await readDesk({
      folder: join(desk.path, 'content'),
      date: new Date(`${gpgDay}T23:59:59Z`),
      url: null,
      preview: null,
      embargoed: null,
    });
    assert.deepEqual(findings, []);
    assert.deepEqual(
      records?.keyHistory.map((it) => `${it.action} ${it.owner}`),
      ['updated Your Name', 'removed Bob', 'rotated Bob', 'extended Bob', 'added Bob'],
    );
    assert.equal(records.keyHistory[2]?.replaces, bob.fingerprint);
    const [only, ...more] = records.certificates;
    assert.deepEqual(more, []);
    assert.equal(only?.fingerprint, ann.fingerprint);
    assert.ok(only.mailboxes.some((it) => it.address === 'security@example.org'));
    assert.match(records.signedSecurityTxt ?? '', /^Contact: https:\/\/security\.acme\.example/m);
  } finally {
    await gpg.close();
  }
});
