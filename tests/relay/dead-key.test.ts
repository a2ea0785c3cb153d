/** One dead key closes no door: a desk of three keys goes on receiving when one of them has expired. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { toManifest } from '../../src/build/manifest.ts';
import { toReportConfig } from '../../src/components/report-config.ts';
import { readDesk } from '../../src/read.ts';
import { sealEntity } from '../../src/report/seal.ts';
import { toWriting } from '../../src/report/writing.ts';
import { createGpg, type Gpg } from '../helpers/gpg.ts';
import { makeCommandFolder } from '../helpers/run-command.ts';
import { createEntity } from '../helpers/sealed.ts';
import { openpgp } from '../unit/report/openpgp-build.ts';
import { openAppDoor, post } from './doors.ts';

/** The day of the doors' clock. */
const date = new Date('2026-11-30T23:59:59Z');
const made = { kind: 'curve25519', made: '20260101T000000' } as const;

test('a report to a desk of three keys, one of them expired, is received and opened with each living key', async () => {
  const homes: Gpg[] = [];
  const makeKey = async (name: string, expires = '0') => {
    const gpg = await createGpg();
    homes.push(gpg);
    return (await gpg.makeKey({ name, expires, ...made })).armored;
  };
  try {
    using desk = makeCommandFolder({
      'desk.yaml':
        'name: Acme\nsummary: Acme makes tools.\nurl: https://desk.example\nreviewed: 2026-11-01\nchannels:\n  - kind: form\n',
      'keys/ann.asc': await makeKey('Ann'),
      'keys/bob.asc': await makeKey('Bob'),
      'keys/eve.asc': await makeKey('Eve', '300d'),
    });
    const { records, findings } = await readDesk({
      folder: join(desk.path, 'content'),
      date,
      url: null,
      preview: null,
      embargoed: null,
    });
    assert.deepEqual(
      findings.filter((it) => it.rule.startsWith('key-')).map((it) => `${it.level} ${it.found}`),
      ['warning the certificate of Eve, which expired on 2026-10-28'],
    );
    assert.ok(records);
    const { certificates, quorum } = toReportConfig(records);
    assert.deepEqual(
      certificates.map((it) => it.owner),
      ['Ann', 'Bob'],
    );
    const entity = createEntity('It overflows.');
    const sealed = await sealEntity(openpgp, toWriting([entity]), certificates, quorum, date);
    assert.ok(sealed.ok);
    const door = await openAppDoor(toManifest(records));
    try {
      assert.equal((await post(door, sealed.message)).status, 202);
      const mails = await door.mails();
      assert.ok(mails.length > 0);
      const message = mails[0]?.slice(mails[0].indexOf('-----BEGIN PGP MESSAGE-----')) ?? '';
      const [ann, bob, eve] = homes;
      assert.ok((await ann?.decrypt(message))?.equals(entity));
      assert.ok((await bob?.decrypt(message))?.equals(entity));
      await assert.rejects(async () => await eve?.decrypt(message), /No secret key/);
    } finally {
      await door.close();
    }
  } finally {
    for (const gpg of homes) await gpg.close();
  }
});
