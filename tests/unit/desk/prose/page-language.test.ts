/** Which language a page is in, and which the desk's texts on it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toPageLanguages } from '../../../../src/desk/prose/page-language.ts';

test('a desk in the language of the catalogue says it once, for the page, as it spells it', () => {
  for (const language of ['en', 'en-GB']) {
    const expected = { page: language, texts: undefined, words: undefined };
    assert.deepEqual(toPageLanguages({ language }), expected);
  }
});

test('a desk in another language has pages in the catalogue’s, with its texts and our words told apart', () => {
  const expected = { page: 'en', texts: 'de', words: 'en' };
  assert.deepEqual(toPageLanguages({ language: 'de' }), expected);
});

test('on a page with a translation, every text says its language', () => {
  const expected = { page: 'en-GB', texts: 'en-GB', words: 'en-GB' };
  assert.deepEqual(toPageLanguages({ language: 'en-GB' }, true), expected);
});
