/** Makes typed text harmless to show: control characters are pictured, lone surrogates replaced, lines kept to one. */

const carriageReturn = /\r\n?/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const c0Controls = /[\u0000-\u0008\u000b-\u001f]/g;
const deleteAndC1Controls = /[\u007f-\u009f]/g;
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const whiteSpace = /\s+/g;

/** Several lines: LF at line ends, tabs kept, every other control character shown as its Unicode picture. */
export function toCleanText(typed: string): string {
  return typed
    .toWellFormed()
    .replace(carriageReturn, '\n')
    .replace(c0Controls, (control) => String.fromCodePoint(0x2400 + (control.codePointAt(0) ?? 0)))
    .replace(deleteAndC1Controls, (control) => (control === '\u007f' ? '\u2421' : '\ufffd'));
}

/** One line: as {@link toCleanText}, with runs of white space as one space and without marks that turn text around. */
export function toCleanLine(typed: string): string {
  return toCleanText(typed).replace(bidiControls, '').replace(whiteSpace, ' ').trim();
}
