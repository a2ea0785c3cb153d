/** Translations by file: what a name says, what a translation takes from its original, and what is wrong with one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toProsePage } from '../../../../src/desk/prose/links.ts';
import type { Guide } from '../../../../src/desk/prose/section.ts';
import {
  checkTranslations,
  parseTranslationName,
  toLanguageName,
  toTranslated,
  toVersions,
} from '../../../../src/desk/prose/translation.ts';
import { checkFiles } from '../../../../src/desk/source/files.ts';
import { parseSource, type Source } from '../../../../src/desk/source/source.ts';

test('a language stands between the name of a section or guide and its ending', () => {
  assert.deepEqual(parseTranslationName('policy/scope.de.mdx'), {
    original: 'scope',
    language: 'de',
  });
  assert.deepEqual(parseTranslationName('guides/first-desk.pt-br.mdx'), {
    original: 'first-desk',
    language: 'pt-BR',
  });
  for (const file of [
    'policy/scope.mdx',
    'products/tool.de.yaml',
    'hall-of-fame/finder.de.mdx',
    'advisories/2026/A-2026-0001.de.mdx',
    'policy/scope.DE.mdx',
    'policy/scope.german.mdx',
  ]) {
    assert.equal(parseTranslationName(file), null, file);
  }
});

test('a translation has an address below its original’s', () => {
  assert.equal(toProsePage('policy/scope.de.mdx'), '/policy/de/');
  assert.equal(toProsePage('guides/first-desk.pt-br.mdx'), '/guides/first-desk/pt-br/');
});

test('a name that cannot be an address is refused in a translation too', () => {
  assert.deepEqual(checkFiles(['policy/scope.de.mdx', 'guides/first.pt-br.mdx']), []);
  for (const file of ['policy/Our Scope.de.mdx', 'policy/scope.de.fr.mdx', 'policy/scope..mdx']) {
    assert.deepEqual(
      checkFiles([file]).map((it) => it.rule),
      ['file-name'],
      file,
    );
  }
});

function read(file: string): Source {
  const { value } = parseSource(file, '---\ntitle: a\n---\n\nText.\n');
  if (value === null) throw new Error(`${file} cannot be read.`);
  return value;
}

test('a translation takes from its original what it does not say itself', () => {
  const original: Guide = {
    ...{ id: 'first', file: 'guides/first.mdx', body: 'Text.', plain: true },
    ...{ title: 'First', summary: 'One.', audience: 'user', order: 4 },
  };
  const facts = { title: 'Zuerst', summary: 'Eins.' };
  const translated = toTranslated(
    [original],
    [
      { source: read('guides/first.de.mdx'), facts },
      { source: read('guides/second.de.mdx'), facts },
    ],
    ({ file }) => ({ id: 'first.de', file, body: 'Satz.', plain: true }),
  );
  assert.deepEqual(translated, [
    {
      ...{ id: 'first.de', file: 'guides/first.de.mdx', body: 'Satz.', plain: true },
      ...{ title: 'Zuerst', summary: 'Eins.', audience: 'user', order: 4 },
      ...{ original: 'first', language: 'de' },
    },
  ]);
});

test('versions of a text are named in their own language, the original first', () => {
  assert.deepEqual(toVersions('en', [], '/policy/'), []);
  assert.deepEqual(toVersions('en', ['fr', 'de', 'fr'], '/policy/'), [
    { language: 'en', name: 'English', path: '/policy/' },
    { language: 'de', name: 'Deutsch', path: '/policy/de/' },
    { language: 'fr', name: 'français', path: '/policy/fr/' },
  ]);
  assert.equal(toLanguageName('old'), undefined);
});

test('a translation without an original, in the desk’s own language or in none is found', () => {
  const rules = (language: string, ...files: string[]) =>
    checkTranslations(files, language).map((it) => `${it.file} ${it.rule}`);
  assert.deepEqual(rules('en', 'policy/a.mdx', 'policy/a.de.mdx', 'guides/b.mdx'), []);
  assert.deepEqual(rules('en', 'guides/a.mdx', 'policy/a.de.mdx'), [
    'policy/a.de.mdx translation-original',
  ]);
  assert.deepEqual(rules('pt-BR', 'policy/a.mdx', 'policy/a.pt-br.mdx', 'policy/a.pt.mdx'), [
    'policy/a.pt-br.mdx translation-language',
  ]);
  assert.deepEqual(rules('en', 'policy/a.mdx', 'policy/a.old.mdx'), [
    'policy/a.old.mdx translation-language',
  ]);
});
