/** Header fields of a mail, as read. */
import { decodeWords, type Header } from 'postal-mime';

/** One header field. */
export interface Field {
  readonly name: string;
  /** Unfolded, encoded words decoded. Hostile: whoever wrote the mail wrote this. */
  readonly value: string;
}

/** The fields of a parsed header, in their order. */
export function toFields(headers: readonly Header[]): Field[] {
  return headers.map(({ originalKey, value }) => ({
    name: originalKey,
    value: decodeWords(value),
  }));
}

/** The value of the first field of that name in any case, or null. */
export function fieldValue(fields: readonly Field[], name: string): string | null {
  const wanted = name.toLowerCase();
  return fields.find((field) => field.name.toLowerCase() === wanted)?.value ?? null;
}
