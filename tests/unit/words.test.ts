/** The catalogue of words: every sentence stands in it, each is said somewhere, and every language has all of them. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Area, compareAreas, findUnsaid } from '../helpers/check-catalogue.ts';
import { readSentences } from '../helpers/read-sentences.ts';
import { readSources } from '../helpers/read-sources.ts';

const root = resolve(import.meta.dirname, '../..');

async function readCatalogue(language: string): Promise<Map<string, Area>> {
  const files = globSync(`src/words/${language}/*.ts`, { cwd: root }).sort();
  return new Map(
    await Promise.all(
      files.map(async (file) => {
        const area: Area = await import(pathToFileURL(join(root, file)).href);
        return [basename(file, '.ts'), area] as const;
      }),
    ),
  );
}

test('no page, layout or component holds a sentence of its own', () => {
  const files = [...readSources()].filter(([path]) =>
    /^src\/(pages|layouts|components)\//.test(path),
  );
  assert.ok(files.length > 50, 'the pages were read');
  const found = files.flatMap(([path, text]) =>
    readSentences(path, text).map((it) => `${path}:${it.line} says “${it.text}”`),
  );
  assert.deepEqual(found, [], 'these belong into src/words/en/<area>.ts');
});

test('what the browser says stands in the catalogue, but for the message, its schema and an example of it', () => {
  const ownWords = /^src\/report\/(eml|message-text|report-schema|sample)\.ts$/;
  const files = [...readSources()].filter(
    ([path]) => /^src\/(report|browse)\//.test(path) && !ownWords.test(path),
  );
  assert.ok(files.length > 50, 'the scripts were read');
  const found = files.flatMap(([path, text]) => {
    const lines = text.split('\n');
    // What is thrown is for whoever builds a page.
    const isThrown = (line: number) => /Error\(/.test(lines.slice(line - 2, line).join());
    return readSentences(path, text)
      .filter((it) => /\p{Ll} \p{Ll}+ \p{Ll}+/u.test(it.text) && !isThrown(it.line))
      .map((it) => `${path}:${it.line} says “${it.text}”`);
  });
  assert.deepEqual(found, [], 'these belong into src/words/en/<area>.ts');
});

test('a sentence is found in text, in an attribute that is read out, and in code, with its line', () => {
  const said: readonly (readonly [template: string, sentence: string])[] = [
    ['<p>Hello</p>', 'Hello'],
    ['<p>{name} is here.</p>', 'is here.'],
    ['<nav aria-label="Main"></nav>', 'Main'],
    ['<Base title="front" />', 'front'],
    ['<p>{late ? "Too late" : none}</p>', 'Too late'],
    [`<p>{\`\${count} of \${all} advisories\`}</p>`, '… of … advisories'],
    ['<ul>{names.map((it) => <>{it} and </>)}</ul>', 'and'],
    ['<p>{names.join(" and ")}</p>', 'and'],
    ['<p>{words.more((text) => <a href={x}>see {text}</a>)}</p>', 'see'],
    ['<Base aside={() => <p>Hello</p>} />', 'Hello'],
  ];
  for (const [template, sentence] of said) {
    const page = `---\n// A page.\n---\n\n${template}\n`;
    assert.deepEqual(readSentences('src/pages/a.astro', page), [{ line: 5, text: sentence }]);
  }
  assert.deepEqual(readSentences('src/components/a.ts', "export const a = 'No version';\n"), [
    { line: 1, text: 'No version' },
  ]);
});

test('what is no sentence is left alone', () => {
  const page = `---
// A page about many things.
import A from './A.astro';
const { kind = 'reading' } = Astro.props;
const known = kind === 'not-affected' || kind === 'affected';
---

<!doctype html>
<!-- a remark -->
<p class="muted small" aria-labelledby="a" data-x={\`a b\`}>{known && words.known(kind)}: {a}, {b}.</p>
<pre><code>{\`gpg --show-keys \${file}\`}</code></pre>
<script>
  import '../browse/search.ts';
</script>
`;
  assert.deepEqual(readSentences('src/pages/a.astro', page), []);
});

test('every word of the catalogue is said somewhere', async () => {
  const sources = readSources();
  const catalogue = await readCatalogue('en');
  assert.ok(catalogue.size > 10, 'the catalogue was read');
  const unsaid = [...catalogue].flatMap(([area, words]) =>
    findUnsaid(area, words, sources).map((word) => `${area}: ${word}`),
  );
  assert.deepEqual(unsaid, []);
});

test('a word that nobody says is found, under whatever name its group is imported', () => {
  const words = { front: { lead: 'a', rest: 'b' }, other: { one: 'c' }, alone: 'd' };
  const sources = new Map([
    [
      'src/pages/a.astro',
      "---\nimport {\n  front as words,\n  other,\n} from '#words/front';\n---\n<p>{words.lead} {list(other)}</p>",
    ],
    ['src/pages/b.astro', "---\nimport { front } from '#words/back';\n---\n<p>{front.rest}</p>"],
  ]);
  assert.deepEqual(findUnsaid('front', words, sources), ['front.rest', 'alone']);
});

test('the language that is built is there, and says its own name', async () => {
  const { imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const language = /^\.\/src\/words\/([^/]+)\/\*\.ts$/.exec(imports['#words/*'])?.[1] ?? '';
  const catalogue = await readCatalogue(language);
  assert.deepEqual({ ...catalogue.get('language') }, { language });
});

test('every language has all the words of English, each in the same manner', async () => {
  const english = await readCatalogue('en');
  const folders = globSync('src/words/*/', { cwd: root }).map((it) => basename(it));
  assert.ok(folders.includes('en'));
  for (const language of folders) {
    const other = await readCatalogue(language);
    const faults = [...new Set([...english.keys(), ...other.keys()])].flatMap((area) =>
      compareAreas(english.get(area) ?? {}, other.get(area) ?? {}, `${language}/${area}.ts`),
    );
    assert.deepEqual(faults, []);
  }
});

test('what a language lacks beside English is told by its place', () => {
  const english = { front: { lead: 'a', all: (count: number) => `${count}`, of: { fix: 'Fix' } } };
  const same = {
    front: { lead: 'b', all: (count: number) => `x${count}`, of: { fix: 'Abhilfe' } },
  };
  assert.deepEqual(compareAreas(english, same, 'de/front.ts'), []);
  const other = { front: { lead: () => 'a', more: 'b', of: {} } };
  assert.deepEqual(compareAreas(english, other, 'de/front.ts'), [
    'de/front.ts.front.lead is a function of 0. English has a text there.',
    'de/front.ts.front.all is nothing. English has a function of 1 there.',
    'de/front.ts.front.of.fix is nothing. English has a text there.',
    'de/front.ts.front.more is not in English. Remove it.',
  ]);
});
