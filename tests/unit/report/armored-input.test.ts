import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takeArmored } from '../../../src/report/armored-input.ts';

const armor = (text: string) =>
  `-----BEGIN PGP MESSAGE-----\n\n${text}\n=abcd\n-----END PGP MESSAGE-----\n`;

test('each whole armored message is taken out, and a line stands in its place', () => {
  const { text, messages } = takeArmored(`Before.\n${armor('one')}Between.\n${armor('two')}After.`);
  assert.deepEqual(messages, [armor('one'), armor('two')]);
  const line = '(Already encrypted: see the attached file encrypted.asc.)';
  assert.equal(text, `Before.\n${line}\nBetween.\n${line}\nAfter.`);
});

test('what is no whole message, or a key, stays where it was typed', () => {
  for (const typed of [
    'Nothing.',
    '-----BEGIN PGP MESSAGE-----\n\nhalf',
    '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nx\n-----END PGP PUBLIC KEY BLOCK-----\n',
  ]) {
    assert.deepEqual(takeArmored(typed), { text: typed, messages: [] });
  }
});
