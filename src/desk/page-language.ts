/** Which language a page is in: the catalogue's, whose words are all around, while the desk's own texts may be in another. */
import { language } from '#words/language';
import type { Desk } from './desk.ts';

type Spoken = Pick<Desk, 'language'>;

/** Of the page as a whole: the catalogue's language, as the desk spells it where it is the same, such as `en-GB`. */
export function toPageLanguage(desk: Spoken): string {
  return isCatalogue(desk.language) ? desk.language : language;
}

/** `lang` of a text that the desk wrote; undefined where it is in the language of the page. @param tag its language */
export function toTextLanguage(desk: Spoken, tag = desk.language): string | undefined {
  return tag === toPageLanguage(desk) ? undefined : tag;
}

/** `lang` of our own words within such a text; undefined where that is in the language of the page. */
export function toWordsLanguage(desk: Spoken, tag = desk.language): string | undefined {
  return toTextLanguage(desk, tag) === undefined ? undefined : toPageLanguage(desk);
}

function isCatalogue(tag: string): boolean {
  return tag.split('-')[0] === language.split('-')[0];
}
