/** A search excerpt becomes text, never markup. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toExcerpt, toPieces } from '../../../src/browse/excerpt.ts';

test('what matched is told apart from what did not', () => {
  assert.deepEqual(toPieces('a <mark>symbolic</mark> <mark>link</mark>.'), [
    { text: 'a ', marked: false },
    { text: 'symbolic', marked: true },
    { text: ' ', marked: false },
    { text: 'link', marked: true },
    { text: '.', marked: false },
  ]);
});

test('escaped markup becomes the text that it stands for, once', () => {
  assert.deepEqual(toPieces('&lt;b&gt; &amp;lt; <mark>&quot;x&#39;</mark>'), [
    { text: '<b> &lt; ', marked: false },
    { text: '"', marked: false },
    { text: 'x', marked: true },
    { text: "'", marked: false },
  ]);
});

test('a word is marked without the signs around it, and with those inside it', () => {
  assert.deepEqual(toPieces('(<mark>&#39;Link,</mark> <mark>CWE-59:</mark> <mark>…</mark>'), [
    { text: '(', marked: false },
    { text: "'", marked: false },
    { text: 'Link', marked: true },
    { text: ',', marked: false },
    { text: ' ', marked: false },
    { text: 'CWE-59', marked: true },
    { text: ':', marked: false },
    { text: ' ', marked: false },
    { text: '…', marked: false },
  ]);
});

test('an excerpt says where it was cut out of a sentence, and a whole sentence stands as it is', () => {
  const told = (excerpt: string) =>
    toExcerpt(excerpt)
      .map((piece) => piece.text)
      .join('');
  assert.equal(
    told('the folder. It follows a <mark>link</mark>'),
    '… the folder. It follows a link …',
  );
  assert.equal(told('It follows a <mark>link</mark>.'), 'It follows a link.');
  assert.equal(told('<mark>link</mark>'), '… link …');
  assert.equal(told(''), '');
});
