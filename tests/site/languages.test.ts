/** A desk in another language than the catalogue's: every text of its pages is told in the language it is written in. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
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
});
