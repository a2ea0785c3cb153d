/** Which language a page is in, and which the desk's texts on it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  toPageLanguage,
  toTextLanguage,
  toWordsLanguage,
} from '../../../src/desk/page-language.ts';

test('a page is in the language of the catalogue, as the desk spells it', () => {
  assert.equal(toPageLanguage({ language: 'en' }), 'en');
  assert.equal(toPageLanguage({ language: 'en-GB' }), 'en-GB');
  assert.equal(toPageLanguage({ language: 'de' }), 'en');
});

test('a text of the desk says its language only where it is another than the page’s', () => {
  assert.equal(toTextLanguage({ language: 'en-GB' }), undefined);
  assert.equal(toTextLanguage({ language: 'de' }), 'de');
  assert.equal(toTextLanguage({ language: 'en' }, 'de'), 'de');
  assert.equal(toTextLanguage({ language: 'de' }, 'en'), undefined);
});

test('our own words within a text of the desk say theirs only there', () => {
  assert.equal(toWordsLanguage({ language: 'en' }), undefined);
  assert.equal(toWordsLanguage({ language: 'de' }), 'en');
  assert.equal(toWordsLanguage({ language: 'en-GB' }, 'fr'), 'en-GB');
});
