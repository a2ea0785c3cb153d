/** Promises of the HTML of prose: it fits where it is read, and each of its blocks is read from its own side. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markdownToHtml } from 'satteri';
import { createProseMarkup } from '../../../../src/desk/prose/prose-markup.ts';

const render = (text: string) =>
  markdownToHtml(text, { hastPlugins: [createProseMarkup('/desk/')] }).html;

test('where anything is written from right to left each block has a direction of its own, but for code', () => {
  const html = render('## التفاصيل\n\n- النقطة\n\n> text\n\n| a |\n| - |\n\n```\ncode\n```\n');
  assert.deepEqual(html.match(/<(?:h2|ul|li|blockquote|p|table|pre)[ >][^>]*/g), [
    '<h2 dir="auto"',
    '<ul dir="auto"',
    '<li>النقطة</li',
    '<blockquote dir="auto"',
    '<p>text</p',
    '<table dir="auto"',
    '<pre tabindex="0"',
  ]);
});

for (const text of ['Text.', 'Текст, 文字, ℵ₀, 1 → 2.', '🜁 air 🜁']) {
  test(`prose from left to right alone carries no direction: ${text}`, () => {
    assert.doesNotMatch(render(text), / dir=/);
  });
}

test('links within the site hold below its path, and a column’s side is a class', () => {
  assert.match(
    render('[a](/keys/) [b](https://b.test/)'),
    /"\/desk\/keys\/".*"https:\/\/b\.test\/"/,
  );
  const table = render('| a |\n| --: |\n| 1 |\n');
  assert.match(table, /<td class="align-right">/);
  assert.doesNotMatch(table, /style=|align="/);
});
