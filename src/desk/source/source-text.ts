/** What a content file may hold: text in which every character stands where it is read. */

/**
 * The characters that turn text around within a line (UAX #9, explicit embeddings, overrides and isolates): with one of
 * them a version, a name or an address reads as another one. Writing from right to left needs none of them.
 */
const turning = '\\u202a-\\u202e\\u2066-\\u2069';

/** A control character other than tab and line feed, what was not UTF-8, or what turns text around. */
export const strayCharacter = new RegExp(`[^\\P{Cc}\\t\\n]|[\\ufffd${turning}]`, 'u');

/** One line, without white space at its ends. */
export const lineShape = new RegExp(
  `^(?=\\S)[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\ufffe\\uffff${turning}]*(?<=\\S)$`,
  'u',
);

/** A text of others as a content file can hold it. */
export function toSourceText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(new RegExp(strayCharacter, 'gu'), '');
}
