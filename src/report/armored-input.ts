/** Finds what was encrypted already in a text, so that it is not encrypted a second time unawares. */

import { files } from '#words/report-writing';

const message = /-----BEGIN PGP MESSAGE-----[\s\S]*?-----END PGP MESSAGE-----[^\S\n]*\n?/g;
const standIn = `${files.standIn}\n`;

/** @returns the text with a line in place of each whole armored message, and the messages */
export function takeArmored(text: string): { text: string; messages: string[] } {
  return { text: text.replace(message, standIn), messages: text.match(message) ?? [] };
}
