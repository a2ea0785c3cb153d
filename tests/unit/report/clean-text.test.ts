import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toCleanLine, toCleanText } from '../../../src/report/clean-text.ts';
import fc from '../../helpers/property.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 200 });

test('ordinary text in any script passes unchanged', () => {
  const text = 'Zeile eins\n\tשלום, 世界 🔦\n';
  assert.equal(toCleanText(text), text);
});

test('control characters are pictured, and line ends become LF', () => {
  assert.equal(toCleanText('a\r\nb\rc\u001b[31m\u0000\u007f\u009b'), 'a\nb\nc␛[31m␀␡\ufffd');
});

test('a lone surrogate becomes the replacement character', () => {
  assert.equal(toCleanText('a\ud800b'), 'a\ufffdb');
});

test('a line loses its line breaks and the marks that turn text around', () => {
  assert.equal(
    toCleanLine(' one\r\n two\u2028three \u202Egpj.exe\u2069 '),
    'one two three gpj.exe',
  );
});

test('no control character survives in any text, and no line break in any line', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      assert.doesNotMatch(toCleanText(text), /[^\P{Cc}\t\n]/u);
      assert.doesNotMatch(toCleanLine(text), /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      assert.ok(toCleanText(text).isWellFormed());
    }),
  );
});

test('cleaning what is clean changes nothing', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      assert.equal(toCleanText(toCleanText(text)), toCleanText(text));
      assert.equal(toCleanLine(toCleanLine(text)), toCleanLine(text));
    }),
  );
});
