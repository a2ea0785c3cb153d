/** Foreign Markdown becomes prose in which nothing is code, and every word survives. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type MdastNode, markdownToMdast } from 'satteri';
import { toSafeMdx } from '../../../../src/cli/import/safe-mdx.ts';
import { checkProse } from '../../../../src/desk/prose/prose.ts';
import fc from '../../../helpers/property.ts';

function assertSafe(body: string): void {
  const source = { file: 'x.mdx', data: {}, body, bodyLine: 1, lineOf: () => 1 };
  const { plain, findings } = checkProse(source, []);
  assert.deepEqual({ plain, findings }, { plain: true, findings: [] }, body);
}

const cases: Record<string, [from: string, to: string]> = {
  braces: ['a {b} c', 'a \\{b} c'],
  'braces in code': ['`{a}`\n\n```\n{b} <c>\n```', '`{a}`\n\n```\n{b} <c>\n```'],
  'a less-than sign': ['1 < 2', '1 \\< 2'],
  'what is escaped already': ['\\{a} \\<b', '\\{a} \\<b'],
  HTML: ['a <b>c</b>', 'a \\<b\\>c\\</b\\>'],
  'a block of HTML': ['<div>\n*x*\n</div>', '\\<div\\>\n\\*x\\*\n\\</div\\>'],
  'a hidden comment': ['a\n\n<!-- secret -->\n\nb', 'a\n\n\n\nb'],
  'an autolink': ['<https://x.example/a_b>', '[https://x.example/a\\_b](https://x.example/a_b)'],
  'a mail autolink': ['<a@x.example>', '[a@x.example](mailto:a@x.example)'],
  'indented code': ['a\n\n    x = {1}\n    y\n\nb', 'a\n\n```\nx = {1}\ny\n```\n\nb'],
  'indented code in a list': ['- a\n\n      {b}\n', '- a\n\n  ```\n  {b}\n  ```'],
  'indented code that begins like a fence': ['    ```a', '````\n```a\n````'],
  'a word that begins a program': ['import x from "y"', '&#105;mport x from "y"'],
  'another such word': ['a\n\nexport {x}', 'a\n\n&#101;xport \\{x}'],
  'an image': ['![a {b}](https://x.example/i.png)', '[a \\{b\\}](https://x.example/i.png)'],
  'a link that leads nowhere from here': ['[a](../b)', 'a (../b)'],
  'a link that runs a program': ['[a](javascript:alert(1))', 'a (javascript:alert(1))'],
  'one that is written apart': [
    '[a][b]\n\n[b]: javascript:alert(1)',
    '[a][b]\n\n\\[b\\]\\: javascript\\:alert(1)',
  ],
  'an image that is written apart': [
    '![a][b]\n\n[b]: https://x.example/i.png "t"',
    '[a][b]\n\n[b]: https://x.example/i.png "t"',
  ],
};

for (const [name, [from, to]] of Object.entries(cases)) {
  test(`${name} survives as text`, () => {
    assert.equal(toSafeMdx(from, null), to);
    assertSafe(to);
  });
}

test('with a base, a relative link leads where it did', () => {
  assert.equal(toSafeMdx('[a](../b)', 'https://x.example/c/d/e'), '[a](https://x.example/c/b)');
});

test('whatever Markdown it is, the result is safe and has the same words', () => {
  const piece = fc.constantFrom(
    ...['{', '}', '<', '>', '<b>', '</b>', '<https://x.example>', '`', '```', '\n', '\n\n', '    '],
    ...['* ', '- ', '1. ', '> ', '# ', '[', ']', '(', ')', '\\', '&lt;', '!', '|', '~~', '**', '_'],
    ...['import a', 'export b', 'word', 'ä漢', '<!--', '-->', '<A b={c}>', '\t', ':', '"', '$'],
  );
  const words = (text: string) =>
    [...textOf(markdownToMdast(text)).matchAll(/word|ä漢/g)].map(({ 0: word }) => word).sort();
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
      const text = pieces.join('');
      const safe = toSafeMdx(text, null);
      assertSafe(safe);
      if (!/<!--|\[/.test(text)) assert.deepEqual(words(safe), words(text), text);
    }),
    { numRuns: 1500 },
  );
});

function textOf(node: MdastNode): string {
  if ('value' in node && typeof node.value === 'string') return node.value;
  const inner = 'children' in node ? node.children.map((it) => textOf(it as MdastNode)) : [];
  const text = inner.join(' ');
  // A bare address is its own text, and its words are there once.
  const bare = 'url' in node && text !== '' && node.url.includes(text);
  return 'url' in node && !bare ? `${text} ${node.url}` : text;
}
