/** What the guide promises about `theme.css`: each token it names is one of ours, and is used. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const guide = readFileSync('content/guides/make-it-yours.mdx', 'utf8');
const tokens = readFileSync('src/styles/tokens.css', 'utf8');
const styles = globSync('src/styles/**/*.css').map((file) => readFileSync(file, 'utf8'));

test('every token that an adopter is told to set exists, and something on a page follows it', () => {
  const named = [...new Set(guide.match(/--[a-z][a-z-]*/g))];
  assert.ok(named.length >= 10, 'The guide names its tokens.');
  assert.deepEqual(
    named.filter((token) => !tokens.includes(`${token}:`)),
    [],
    'not in tokens.css',
  );
  assert.deepEqual(
    named.filter((token) => !styles.some((text) => text.includes(`var(${token})`))),
    [],
    'used nowhere',
  );
});

test('our own styles stand in layers, so that a theme wins without being more specific', () => {
  const index = readFileSync('src/styles/index.css', 'utf8');
  const imports = index.match(/@import .*/g) ?? [];
  assert.ok(imports.length > 10);
  assert.deepEqual(
    imports.filter((line) => !/ layer\([a-z]+\);$/.test(line)),
    [],
  );
});
