/** A search excerpt becomes text, never markup. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toPieces } from '../../../src/browse/excerpt.ts';

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
    { text: '"x\'', marked: true },
  ]);
});
