/** Which language a page is in: the catalogue's, whose words are all around, while the desk's own texts may be in another. */
import { language } from '#words/language';
import type { Desk } from '../desk.ts';

export interface PageLanguages {
  /** Of the page as a whole: the catalogue's, as the desk spells it where it is the same, such as `en-GB`. */
  readonly page: string;
  /** `lang` of what the desk wrote; undefined where everything on the page is in one language. */
  readonly texts: string | undefined;
  /** `lang` of our own words between such texts; undefined there too. */
  readonly words: string | undefined;
}

/** @param mixed whether the page has texts in a language that is not the desk's, such as a translation */
export function toPageLanguages(desk: Pick<Desk, 'language'>, mixed = false): PageLanguages {
  const page = desk.language.split('-')[0] === language.split('-')[0] ? desk.language : language;
  return page === desk.language && !mixed
    ? { page, texts: undefined, words: undefined }
    : { page, texts: desk.language, words: page };
}
