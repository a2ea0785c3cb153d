/** What to do about YAML that cannot be read, for somebody who knows none of its words; nothing of the file is quoted. */
import type { YAMLError } from 'yaml';

const advice: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  BAD_DQ_ESCAPE: 'Use single quotes, or write each backslash twice.',
  BAD_INDENT: 'Begin what belongs together in the same column, and close every bracket.',
  BAD_SCALAR_START: 'Put a value that begins with a sign in quotes.',
  BLOCK_AS_IMPLICIT_KEY:
    'Put a value that has a colon in it in quotes, and begin fields or entries that belong together in the same column.',
  BLOCK_IN_FLOW: 'Close the bracket before the next field.',
  DUPLICATE_KEY: 'Write the field once; it stands further up already.',
  MISSING_CHAR:
    'Close every quote and every bracket, and write a space after each colon and hyphen.',
  MULTILINE_IMPLICIT_KEY:
    'Write a colon and a space after the name of each field, and indent the further lines of a value.',
  MULTIPLE_DOCS: 'Keep one document in a file; remove the second --- line.',
  NON_STRING_KEY: 'Write a plain word before each colon.',
  RESOURCE_EXHAUSTION: 'Nest it less deeply.',
  TAB_AS_INDENT: 'Indent with spaces, not with tabs.',
  UNEXPECTED_TOKEN:
    'Put the whole value in quotes, begin each entry of a list on a line of its own, and close every bracket once.',
};

/** What to do about a fault that the parser found, in the words of an author. */
export function toYamlAdvice({ code }: Pick<YAMLError, 'code'>): string {
  return advice[code] ?? 'Write it anew, with the value in quotes.';
}
