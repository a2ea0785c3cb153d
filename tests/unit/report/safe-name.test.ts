import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toSafeNames } from '../../../src/report/safe-name.ts';
import fc from '../../helpers/property.ts';

const cases: readonly (readonly [given: string, safe: string])[] = [
  ['poc.zip', 'poc.zip'],
  ['käse 世界.png', 'käse 世界.png'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['C:\\temp\\a.txt', 'C__temp_a.txt'],
  ['.bashrc', 'bashrc'],
  ['-rf', 'rf'],
  ['a\r\nContent-Type: text/html', 'a Content-Type_ text_html'],
  ['invoice\u202Egpj.exe', 'invoicegpj.exe'],
  ['con', '_con'],
  ['NUL.txt', '_NUL.txt'],
  ['ends with dots...', 'ends with dots'],
  ['a\u0000b', 'a_b'],
  ['', 'file'],
  ['…', '…'],
  ['///', '___'],
];

for (const [given, safe] of cases) {
  test(`${JSON.stringify(given)} is saved as ${JSON.stringify(safe)}`, () => {
    assert.deepEqual(toSafeNames([given]), [safe]);
  });
}

test('names that fold together are told apart before their extension', () => {
  assert.deepEqual(toSafeNames(['a.txt', 'A.txt', 'a.txt', '', '']), [
    'a.txt',
    'A-2.txt',
    'a-3.txt',
    'file',
    'file-2',
  ]);
});

test('a long name keeps its extension and is cut between characters', () => {
  const [name = ''] = toSafeNames([`${'世'.repeat(100)}.tar.gz`]);
  assert.ok(name.endsWith('.gz'));
  assert.ok(Buffer.byteLength(name) <= 120);
  assert.ok(!name.includes('\ufffd'));
});

test('any list of names becomes as many different names without a path or a control character', () => {
  const anyNames = fc.array(fc.string({ unit: 'binary', maxLength: 150 }), { maxLength: 6 });
  fc.assert(
    fc.property(anyNames, (names) => {
      const safe = toSafeNames(names);
      assert.equal(safe.length, names.length);
      assert.equal(new Set(safe.map((name) => name.toLowerCase())).size, names.length);
      for (const name of safe) {
        assert.doesNotMatch(name, /[\p{Cc}"/\\<>:|?*]|^\.|^-|^$|\.$/u);
        assert.ok(Buffer.byteLength(name) <= 128, name);
      }
    }),
  );
});
