/** A desk in another language than the catalogue's, with translations: every text is told in the language it is written in. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { type BuiltSite, builtSite } from '../helpers/built-site.ts';
import { readSpokenTexts } from '../helpers/spoken-texts.ts';

/** Letters that every German text of the desk has, but for the project's own name and a reporter's. */
const german = /[äöüß]/i;
const names = /Klöppel|Jörg Weber/g;
/** Words that every English sentence of ours has, near enough. */
const english = /\b(the|of|is|are|to|with|which|or|from|by|our|this|what)\b/i;

describe('the pages of a German desk', () => {
  let site: BuiltSite;
  before(async () => {
    site = await builtSite('two-languages');
  });

  function pages(): string[] {
    return site.paths.filter((path) => path.endsWith('.html'));
  }

  test('every page is in the language of the catalogue', () => {
    for (const page of pages()) assert.match(site.read(page), /<html lang="en">/, page);
  });

  test('what the desk wrote is told as German, and our own words as English', () => {
    const wrong: string[] = [];
    let told = 0;
    for (const page of pages()) {
      for (const { text, lang } of readSpokenTexts(site.read(page))) {
        const plain = text.replace(names, '');
        if (german.test(plain)) {
          told += 1;
          if (lang !== 'de') wrong.push(`${page} in ${lang}: ${text}`);
        }
        if (english.test(plain) && lang !== 'en') wrong.push(`${page} in ${lang}: ${text}`);
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(told > 50, `${told} German texts were seen`);
  });

  test('a policy is there in each language that a section of it is translated into, whole', () => {
    const told = (path: string, lang: string) =>
      readSpokenTexts(site.read(path))
        .filter((it) => it.lang === lang)
        .map((it) => it.text);
    assert.ok(told('/policy/', 'de').includes('Eine Lücke melden'));
    assert.ok(told('/policy/en/', 'en').includes('Report a flaw'));
    assert.ok(told('/policy/pt-br/', 'pt-BR').includes('Relatar uma falha'));
    for (const path of ['/policy/en/', '/policy/pt-br/']) {
      assert.ok(!site.read(path).includes('Eine Lücke melden'), path);
      // A section without a translation stands in the language of the desk, at the same place.
      assert.ok(told(path, 'de').includes('Wofür das gilt'), path);
      for (const anchor of ['melden', 'umfang']) {
        assert.match(site.read(path), new RegExp(`<h2 id="${anchor}"`), path);
      }
    }
  });

  test('a translated guide has its own page, title and summary', () => {
    const html = site.read('/guides/anfang/en/');
    assert.match(html, /<title lang="en">How to begin · Klöppel security<\/title>/);
    assert.match(html, /<h1 lang="en">How to begin<\/h1>/);
    assert.match(site.read('/guides/anfang/'), /<h1 lang="de">Für den Anfang<\/h1>/);
  });

  test('each version leads to the others, by the name of their language in itself', () => {
    const versions = [
      ['/policy/', 'de', 'Deutsch'],
      ['/policy/en/', 'en', 'English'],
      ['/policy/pt-br/', 'pt-BR', 'português (Brasil)'],
    ] as const;
    for (const [page, shown] of versions) {
      const html = site.read(page);
      assert.match(html, new RegExp(`<link rel="canonical" href="[^"]*${page}">`), page);
      for (const [path, language, name] of versions) {
        const alternate = `<link rel="alternate" hreflang="${language}" href="https://security.kloeppel.test${path}">`;
        assert.ok(html.includes(alternate), `${page}: ${alternate}`);
        const link = `<a href="${path}" hreflang="${language}" lang="${language}">${name}</a>`;
        assert.equal(html.includes(link), language !== shown, `${page}: ${link}`);
      }
    }
    assert.ok(
      !site.read('/keys/').includes('hreflang'),
      'a page in one language says nothing of it',
    );
  });

  test('translations are in the sitemap and found by the search, in one index with the rest', () => {
    const found = site.paths
      .filter((path) => path.endsWith('.pf_fragment'))
      .map((path) => gunzipSync(readFileSync(join(site.folder, path))).toString());
    for (const path of ['/policy/en/', '/policy/pt-br/', '/guides/anfang/en/']) {
      assert.ok(
        site.read('/sitemap-0.xml').includes(`<loc>https://security.kloeppel.test${path}</loc>`),
      );
      assert.ok(
        found.some((it) => it.includes(`"url":"${path}"`)),
        path,
      );
    }
    const { languages } = JSON.parse(site.read('/pagefind/pagefind-entry.json'));
    assert.deepEqual(Object.keys(languages), ['de']);
  });
});
