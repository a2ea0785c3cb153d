import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { toArmor } from '../../../src/report/armor.ts';
import {
  renderGpgCheck,
  renderGpgCommands,
  toFingerprintGroups,
} from '../../../src/report/by-hand.ts';
import { sealEntity } from '../../../src/report/seal.ts';
import { renderTextForm } from '../../../src/report/text-form.ts';
import { toWriting } from '../../../src/report/writing.ts';
import { createGpg, type Gpg, type MadeKey } from '../../helpers/gpg.ts';
import { openpgp } from './openpgp-build.ts';

let maintainer: Gpg;
let reporter: Gpg;
let keys: MadeKey[];

before(async () => {
  [maintainer, reporter] = await Promise.all([createGpg(), createGpg()]);
  keys = [
    await maintainer.makeKey({ name: 'Ann', kind: 'curve25519' }),
    await maintainer.makeKey({ name: 'Bob', kind: 'curve25519' }),
  ];
});

after(() => Promise.all([maintainer.close(), reporter.close()]));

test('the commands of the page, run as they stand, make a message that the maintainers open', async () => {
  const folder = reporter.home;
  const fingerprints = keys.map(({ fingerprint }) => fingerprint);
  for (const { fingerprint, armored } of keys) {
    await writeFile(join(folder, `${fingerprint}.asc`), armored);
  }
  const form = renderTextForm('Lantern');
  await writeFile(join(folder, 'report.txt'), form);
  const run = (commands: string) =>
    promisify(execFile)('sh', ['-ec', commands], {
      cwd: folder,
      env: { ...process.env, GNUPGHOME: folder },
    });
  const { stdout } = await run(renderGpgCheck(fingerprints));
  for (const fingerprint of fingerprints) assert.ok(stdout.includes(fingerprint));
  await run(renderGpgCommands(fingerprints));
  const message = await readFile(join(folder, 'report.asc'), 'utf8');
  assert.equal(String(await maintainer.decrypt(message)), form);
});

test('a copied message is armor that gpg opens, whatever its length', async () => {
  const certificates = keys.map((key) => ({ owner: 'x', expires: null, ...key }));
  for (const text of ['four', 'fives', 'sixsix']) {
    const result = await sealEntity(
      openpgp,
      toWriting([Buffer.from(text)]),
      certificates,
      1,
      new Date(),
    );
    const armored = toArmor(result.ok ? result.message : assert.fail('not encrypted'));
    const wanted =
      /^-----BEGIN PGP MESSAGE-----\n\n([\w+/=]{1,76}\n)+=[\w+/]{4}\n-----END PGP MESSAGE-----\n$/;
    assert.match(armored, wanted);
    assert.equal(String(await maintainer.decrypt(armored)), text);
  }
});

test('a message to version 6 keys is armored without a checksum', () => {
  assert.doesNotMatch(toArmor(Uint8Array.of(0xc1, 1, 6)), /^=/m);
  assert.doesNotMatch(toArmor(Uint8Array.of(0xc1, 193, 0, 6)), /^=/m);
  assert.match(toArmor(Uint8Array.of(0xc1, 193, 6, 3)), /^=/m);
});

test('a fingerprint is shown in groups of four', () => {
  assert.equal(toFingerprintGroups('ABCDEF0123'), 'ABCD EF01 23');
});
