/** File names from outside become safe ones, whatever they are. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toNumberedName, toSafeName } from '../../../../src/cli/open/safe-name.ts';
import fc from '../../../helpers/property.ts';

const cases: [string, string][] = [
  ['poc.txt', 'poc.txt'],
  ['grüße & co.tar.gz', 'grüße _ co.tar.gz'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\me\\a.exe', 'a.exe'],
  ['a/..', 'attachment'],
  ['.ssh', 'ssh'],
  ['...', 'attachment'],
  ['', 'attachment'],
  ['nul', '_nul'],
  ['LPT1.tar.gz', '_LPT1.tar.gz'],
  ['com¹.txt', '_com¹.txt'],
  ['console.log', 'console.log'],
  ['--help', '_-help'],
  ['a\u202egnp.exe', 'a_gnp.exe'],
  ['a\u0000b', 'a_b'],
  ['name. . ', 'name'],
  ['stream:data', 'stream_data'],
  ['\ud800x', '_x'],
];

for (const [name, wanted] of cases) {
  test(`${JSON.stringify(name)} becomes ${wanted}`, () => {
    assert.equal(toSafeName(name), wanted);
  });
}

test('a long name keeps its ending and stays under 121 bytes', () => {
  const name = toSafeName(`${'ü'.repeat(300)}.json`);
  assert.match(name, /^ü+\.json$/);
  assert.ok(Buffer.byteLength(name) <= 120);
});

test('a name as long as a mail’s header takes no longer than its letters', () => {
  assert.equal(toSafeName(`a${'.'.repeat(250_000)}b`), `a.b`);
});

test('a number goes before the ending', () => {
  assert.equal(toNumberedName('a.txt', 1), 'a.txt');
  assert.equal(toNumberedName('a.txt', 2), 'a-2.txt');
  assert.equal(toNumberedName('passwd', 3), 'passwd-3');
});

test('a long name does not end in the full stop or the space that it was cut behind', () => {
  for (const mark of ['..', ' . ', '.  ']) {
    assert.equal(toSafeName(`${'x'.repeat(118)}${mark}${'x'.repeat(99)}`), 'x'.repeat(118));
  }
});

test('what a cut leaves as an ending is taken for one at once', () => {
  const name = toSafeName(`${'x'.repeat(106)}..${'y'.repeat(99)}`);
  assert.equal(name, `${'x'.repeat(106)}.${'y'.repeat(12)}`);
  assert.equal(toSafeName(name), name);
});

test('every name stays inside its folder, is visible, and does not change a second time', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('/', '\\', '..', '.', ' ', 'CON', '-', '\0', '\u202e', '.txt', 'x'.repeat(99)),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const name = toSafeName(pieces.join(''));
      assert.doesNotMatch(name, /[/\\:\p{Cc}\p{Cf}]|^[-. ]|[. ]$|^$/u);
      assert.ok(Buffer.byteLength(name) <= 120);
      assert.equal(toSafeName(name), name);
    }),
  );
});
