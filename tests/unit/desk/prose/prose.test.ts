/** What may stand in a body, and when it is plain Markdown. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkProse, proseComponents } from '../../../../src/desk/prose/prose.ts';
import { parseSource } from '../../../../src/desk/source/source.ts';

function check(body: string, components: readonly string[] = proseComponents) {
  const { value } = parseSource('policy/a.mdx', `---\ntitle: A\n---\n${body}`);
  if (value === null) throw new Error('The test writes front matter.');
  const { plain, findings } = checkProse(value, components);
  return { plain, faults: findings.map((it) => `${it.line} ${it.rule}`) };
}

for (const [what, body] of [
  ['text, lists and links', 'One *two* [three](/four/).\n\n- a\n- b\n'],
  [
    'braces and signs in code',
    'Text with `{a}` and `<b>`.\n\n```ts\nconst a = { b: 1 < 2 };\n```\n',
  ],
  ['braces and signs that are escaped', 'Text with \\{a\\} and \\<b.\n'],
  ['a table', '| a | b |\n| --- | --: |\n| 1 | 2 |\n'],
  ['characters outside the basic plane', '🜁 *air* 🜁\n'],
  ['nothing', ''],
] as const) {
  test(`plain Markdown stays plain: ${what}`, () => {
    assert.deepEqual(check(body), { plain: true, faults: [] });
  });
}

for (const name of proseComponents) {
  test(`<${name} /> may stand in the policy, and needs more than Markdown`, () => {
    assert.deepEqual(check(`\n<${name} />\n`), { plain: false, faults: [] });
  });
}

test('text that Markdown would read in another way than MDX is not plain', () => {
  assert.deepEqual(check('One.\n\n    two, indented\n'), { plain: false, faults: [] });
});

test('no component may stand where none is allowed', () => {
  assert.deepEqual(check('<Channels />\n', []).faults, ['4 prose-component']);
});

for (const [what, body, fault] of [
  ['an import', "import fs from 'node:fs'\n", '4 prose-code'],
  ['an export', 'export const a = 1\n', '4 prose-code'],
  ['an expression in a line', 'one\n\ntwo {1 + 1}\n', '6 prose-code'],
  ['an expression of its own', '\n{process.env.HOME}\n', '5 prose-code'],
  ['a script', '<script>alert(1)</script>\n', '4 prose-component'],
  ['an element of HTML', 'a <img src="https://example.com/x" /> b\n', '4 prose-component'],
  ['a component that does not exist', '\n\n<Chanels />\n', '6 prose-component'],
  ['a fragment', '<>text</>\n', '4 prose-component'],
  ['a member of a component', '<Channels.All />\n', '4 prose-component'],
  ['an attribute', '<Channels only="mail" />\n', '4 prose-attribute'],
  ['a spread attribute', '<Channels {...process.env} />\n', '4 prose-attribute'],
  ['an element without its end', 'one\n\n<b>two\n', '6 prose-unreadable'],
  ['a brace without its end', 'a {b\n', '4 prose-unreadable'],
] as const) {
  test(`prose is refused with its line: ${what}`, () => {
    assert.deepEqual(check(body), { plain: false, faults: [fault] });
  });
}

test('every fault of a body is found at once', () => {
  const { faults } = check('{1}\n\n<Chanels />\n\n<Promises a="1" />\n\n{2}\n');
  assert.deepEqual(faults, [
    '4 prose-code',
    '6 prose-component',
    '8 prose-attribute',
    '10 prose-code',
  ]);
});

test('an address that runs or opens something is a fault, however it is written', () => {
  for (const address of [
    'javascript:alert',
    'JaVaScRiPt:alert',
    'java&#9;script:alert',
    '&#x6a;avascript:alert',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://desk.test/x',
  ]) {
    for (const body of [`[a](${address})`, `![a](${address})`, `[a][b]\n\n[b]: ${address}`]) {
      assert.match(check(body).faults.join(), /^\d prose-link$/, body);
    }
  }
  for (const address of [
    '/keys/',
    'https://x.test/a:b',
    'mailto:a@x.test',
    'tel:+1',
    '#a',
    'a:b/c',
  ]) {
    const expected = address === 'a:b/c' ? ['4 prose-link'] : [];
    assert.deepEqual(check(`[a](${address})`).faults, expected, address);
  }
});
