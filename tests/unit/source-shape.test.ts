/** Size, names, first comments and markup of the source. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkSourceShape, medianLines } from '../helpers/check-source-shape.ts';
import { readSources } from '../helpers/read-sources.ts';

/** .astro files that may hold set:html and the like, each with its reason. None so far. */
const markupExceptions: readonly string[] = [];

function check(path: string, text: string): readonly string[] {
  return checkSourceShape(new Map([[path, text]]));
}

test('every source file is small, named for what it is, and says at its top what it is for', () => {
  assert.deepEqual(checkSourceShape(readSources(), markupExceptions), []);
});

test('half of the source files have at most 80 lines', () => {
  assert.ok(medianLines(readSources()) <= 80);
  const text = (lines: number) => 'x\n'.repeat(lines);
  const sizes = [10, 81, 300, 20, 90].map((lines, index) => [`${index}`, text(lines)] as const);
  assert.equal(medianLines(new Map(sizes)), 81);
});

test('a file of 300 lines is the largest', () => {
  const text = (lines: number) => `/** A file. */\n${'x\n'.repeat(lines - 1)}`;
  assert.deepEqual(check('src/desk/a.ts', text(300)), []);
  assert.match(check('src/desk/a.ts', text(301)).join(), /^src\/desk\/a\.ts has 301 lines\./);
});

test('a name that says nothing, or is written in another manner, is refused', () => {
  const comment = '/** A file. */\n';
  for (const name of ['utils', 'helpers', 'types', 'index', 'common']) {
    assert.match(check(`src/desk/${name}.ts`, comment).join(), /says nothing/, name);
  }
  for (const path of ['src/desk/deskSchema.ts', 'src/desk/Desk.ts', 'src/cli/a_b.mjs']) {
    assert.match(check(path, comment).join(), /not in kebab-case/, path);
  }
  assert.match(
    check('src/components/key-card.astro', `---\n// A.\n---\n`).join(),
    /not in PascalCase/,
  );
  for (const path of ['src/desk/security-txt.ts', 'src/report/seal.worker.ts', 'src/env.d.ts']) {
    assert.deepEqual(check(path, comment), [], path);
  }
  assert.deepEqual(check('src/pages/advisories/index.astro', '---\n// A page.\n---\n'), []);
});

test('a file that does not begin with a comment is refused', () => {
  for (const text of ['export const a = 1;\n', '\n/** Late. */\n', '/**\n */\n', '']) {
    assert.match(check('src/desk/a.ts', text).join(), /does not begin with a comment/, text);
  }
  assert.match(check('src/pages/a.astro', '<p>a</p>').join(), /does not begin with a comment/);
  assert.deepEqual(check('src/desk/a.ts', '// A file.\nexport const a = 1;\n'), []);
});

test('markup that the policy forbids is refused, with its line', () => {
  const page = (line: string) => `---\n// A page.\n---\n${line}\n`;
  const lines = [
    '<script is:inline>a()</script>',
    '<script define:vars={{ a }}>a</script>',
    '<p set:html={text} />',
    '<p style="color: red">a</p>',
    '<p style={{ color }}>a</p>',
    '<button onclick="go()">a</button>',
  ];
  for (const line of lines) {
    assert.match(
      check('src/pages/a.astro', page(line)).join(),
      /^src\/pages\/a\.astro:4 holds /,
      line,
    );
  }
  assert.deepEqual(
    check('src/pages/a.astro', page('<p class="on-dark" data-style="a">on=1</p>')),
    [],
  );
  const file = new Map([['src/pages/a.astro', page(lines[2] ?? '')]]);
  assert.deepEqual(checkSourceShape(file, ['src/pages/a.astro']), []);
});
