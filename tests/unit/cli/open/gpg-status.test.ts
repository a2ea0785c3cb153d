/** What is made of gpg's status lines; each case as gpg 2.2.40 wrote it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseGpgStatus } from '../../../../src/cli/open/gpg-status.ts';

const encTo = 'ENC_TO 0D110CE61788CDE3 1 0';
const keyUsed = 'DECRYPTION_KEY 073FD5 A6CB0B u';
const begun = 'BEGIN_DECRYPTION\nDECRYPTION_INFO 2 9 0';
const good = `${begun}\nPLAINTEXT 62 1795312321 a%20b\nDECRYPTION_OKAY\nGOODMDC\nEND_DECRYPTION`;
const failed = 'BEGIN_DECRYPTION\nDECRYPTION_FAILED\nEND_DECRYPTION';
const secondPlaintext = 'ERROR proc_pkt.plaintext 89_BAD_DATA';

const cases: [string, string, string][] = [
  ['one good message', `${encTo}\n${keyUsed}\n${good}`, 'opened'],
  [
    'a signature without its key',
    `${encTo}\n${good}\nERRSIG x\nFAILURE gpg-exit 33554433`,
    'opened',
  ],
  ['data never encrypted', 'PLAINTEXT 62 1795312322 \nPLAINTEXT_LENGTH 6', 'not-encrypted'],
  ['a second plaintext', `${good.replace('\nDECR', `\n${secondPlaintext}\nDECR`)}`, 'damaged'],
  ['plaintext before the message', `PLAINTEXT 62 1 \n${good}`, 'damaged'],
  ['two messages', `${good}\n${good}`, 'damaged'],
  ['a failed integrity check', `${begun}\nPLAINTEXT 62 1 \nBADMDC\nDECRYPTION_FAILED`, 'damaged'],
  [
    'a passphrase prompt dismissed',
    `${encTo}\nERROR pkdecrypt_failed 83886179\n${failed}`,
    'key-locked',
  ],
  ['a wrong passphrase', `${encTo}\nERROR pkdecrypt_failed 67108875\n${failed}`, 'key-locked'],
  ['a damaged key packet', `${encTo}\nERROR pkdecrypt_failed 16777226\n${failed}`, 'damaged'],
  ['no agent', `${encTo}\nERROR pkdecrypt_failed 33554509\n${failed}`, 'unknown'],
  ['no secret key', `${encTo}\nNO_SECKEY 0D110CE61788CDE3\n${failed}`, 'no-secret-key'],
  [
    'a password',
    `NEED_PASSPHRASE_SYM 9 3 2\nERROR get_passphrase 32870\n${failed}`,
    'password-only',
  ],
  ['no OpenPGP data', 'NODATA 1\nNODATA 2\nFAILURE decrypt 4294967295', 'damaged'],
  ['nothing', '', 'unknown'],
];

for (const [name, status, wanted] of cases) {
  test(`${name} is ${wanted}`, () => {
    const lines = status === '' ? '' : status.replaceAll(/^/gm, '[GNUPG:] ');
    assert.equal(parseGpgStatus(lines).state, wanted);
  });
}

test('names the key that opened it and the file that the sender named', () => {
  const status = `${encTo}\n${keyUsed}\n${good}`.replaceAll(/^/gm, '[GNUPG:] ');
  assert.deepEqual(parseGpgStatus(status), {
    state: 'opened',
    key: 'A6CB0B',
    signed: false,
    fileName: 'a b',
  });
});

test('names every recipient, hidden ones as such', () => {
  const status = `${encTo}\nENC_TO 0000000000000000 1 0\n${failed}`.replaceAll(/^/gm, '[GNUPG:] ');
  assert.deepEqual(parseGpgStatus(status), {
    state: 'no-secret-key',
    keys: 'key 0D110CE61788CDE3, a hidden key',
  });
});
