/** Header fields that hold any text without letting it out: encoded words (RFC 2047) and parameters (RFC 2231). */

import { toCleanLine } from './clean-text.ts';

const plainText = /^[\x20-\x7e]*$/;
const plainName = /^[\w.-]+$/;
const attributeCharacter = /[\w!#$&+.^`{}~-]/;
/** Keeps a line within 76 characters: a field's name, the frame `=?utf-8?B?…?=` and its base64 (RFC 2047 section 2). */
const encodedWordBytes = 39;
const parameterPieceLength = 54;

/** Text for an unstructured field such as Subject: as it is where that is short ASCII, else as encoded words. */
export function toHeaderText(text: string): string {
  const line = toCleanLine(text);
  if (plainText.test(line) && line.length <= 66 && !line.includes('=?')) return line;
  return cutByBytes(line, encodedWordBytes).map(toEncodedWord).join('\r\n ');
}

/** `; filename=…`, continued over several lines where the name is long or not ASCII. */
export function toFileNameParameter(name: string): string {
  if (plainName.test(name) && name.length <= parameterPieceLength) return `;\r\n filename=${name}`;
  const encoded = [...utf8(toCleanLine(name))].map(toPercentCode);
  const pieces = [''];
  for (const code of encoded) {
    const last = pieces.at(-1) ?? '';
    if (last.length + code.length > parameterPieceLength) pieces.push(code);
    else pieces[pieces.length - 1] = last + code;
  }
  return pieces
    .map((piece, index) => `;\r\n filename*${index}*=${index === 0 ? "utf-8''" : ''}${piece}`)
    .join('');
}

function toEncodedWord(text: string): string {
  return `=?utf-8?B?${btoa(String.fromCodePoint(...utf8(text)))}?=`;
}

function toPercentCode(byte: number): string {
  const character = String.fromCodePoint(byte);
  if (byte < 0x80 && attributeCharacter.test(character)) return character;
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

function cutByBytes(text: string, bytes: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of text) {
    const size = utf8(character).length;
    if (used + size > bytes) {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += character;
    used += size;
  }
  return [...pieces, piece];
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
