/** Texts in another language beside their original: `policy/<name>.<language>.mdx` and `guides/<name>.<language>.mdx`. */
import { z } from 'zod';
import { createFinding, type Finding } from '../finding.ts';
import { line } from '../source/fields.ts';
import type { Source } from '../source/source.ts';
import type { Guide, Prose, Section } from './section.ts';

/** Schema of a translated section of the policy; its place is the original's. */
export const sectionTranslationSchema = z
  .strictObject({ title: line.describe('Heading of the section, translated.') })
  .describe('A section of the policy in another language.');

/** Schema of a translated guide; its audience and its place are the original's. */
export const guideTranslationSchema = z
  .strictObject({
    title: line.describe('What the guide is called, translated.'),
    summary: line.describe('What a reader has at the end, in one sentence, translated.'),
  })
  .describe('A guide in another language.');

/** A text whose `id` is that of its file, with the language. */
export type Translated<T> = T & {
  /** Id of the text in the language of the desk. */
  readonly original: string;
  /** Tag of BCP 47, as `lang` takes it. */
  readonly language: string;
};

/** Whether a text is a translation. */
export function isTranslated<T extends object>(text: T): text is Translated<T> {
  return 'original' in text;
}

export interface Translations {
  readonly policy: readonly Translated<Section>[];
  readonly guides: readonly Translated<Guide>[];
}

/** What the name of a file says: the original's id and the language, or null where it is no translation. */
export function parseTranslationName(file: string): { original: string; language: string } | null {
  const [, original, tag] =
    /^(?:policy|guides)\/([^./]+)\.([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\.mdx$/.exec(file) ?? [];
  if (original === undefined || tag === undefined) return null;
  return { original, language: Intl.getCanonicalLocales(tag)[0] ?? tag };
}

/** The translations of one folder with what their originals say; those without one are left out. */
export function toTranslated<T extends Section | Guide, Facts extends object>(
  originals: readonly T[],
  read: readonly { readonly source: Source; readonly facts: Facts }[],
  toProse: (source: Source) => Prose,
): Translated<T>[] {
  return read.flatMap(({ source, facts }) => {
    const prose = toProse(source);
    const name = parseTranslationName(source.file);
    const original = originals.find((it) => it.id === name?.original);
    if (name === null || original === undefined) return [];
    return [{ ...original, ...facts, ...prose, ...name }];
  });
}

/** One version of a text: its language, the language's name in itself, and its page. */
export interface LanguageVersion {
  readonly language: string;
  readonly name: string;
  readonly path: `/${string}/`;
}

/**
 * Every version of a text, the original's first; empty where there is no translation.
 * @param own language of the desk
 * @param languages of the translations; may repeat
 * @param path of the original's page
 */
export function toVersions(
  own: string,
  languages: readonly string[],
  path: `/${string}/`,
): LanguageVersion[] {
  const others = [...new Set(languages)].sort();
  if (others.length === 0) return [];
  return [own, ...others].map((language) => ({
    language,
    name: toLanguageName(language) ?? language,
    path: language === own ? path : `${path}${toLanguagePath(language)}/`,
  }));
}

/** A language’s name in that language, such as “Deutsch”; undefined for a tag that names none. */
export function toLanguageName(tag: string): string | undefined {
  return new Intl.DisplayNames([tag], { type: 'language', fallback: 'none' }).of(tag);
}

/** Last part of the address of a text in that language. */
export function toLanguagePath(language: string): string {
  return language.toLowerCase();
}

/**
 * Findings: `translation-original` and `translation-language` (errors).
 * @param files of policy/ and guides/
 * @param language the desk’s own
 */
export function checkTranslations(files: readonly string[], language: string): Finding[] {
  return files.flatMap((file) => {
    const name = parseTranslationName(file);
    if (name === null) return [];
    const [folder = ''] = file.split('/');
    const original = `${folder}/${name.original}.mdx`;
    const faults: Finding[] = [];
    if (!files.includes(original)) {
      const found = `a translation of ${original}, which is not there`;
      const wanted = 'Write the original first, or give the translation the name of one.';
      faults.push(createFinding({ rule: 'translation-original', file, found, wanted }));
    }
    const isOwn = name.language.toLowerCase() === language.toLowerCase();
    if (isOwn || toLanguageName(name.language) === undefined) {
      const found = isOwn
        ? `a text in ${name.language}, which is the language of the desk`
        : `${name.language}, which is no language that is known here`;
      const wanted =
        'Write the tag of another language between the name and .mdx, such as de or pt-br.';
      faults.push(createFinding({ rule: 'translation-language', file, found, wanted }));
    }
    return faults;
  });
}
