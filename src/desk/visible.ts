/**
 * Makes what a report, a file or a name could use to trick its reader visible: terminal escapes, control, bidirectional
 * and zero-width characters. All of that is hostile until read, and a terminal obeys what it is sent (CWE-150).
 */

/**
 * Every character that moves, hides or reorders others: all controls and format characters (UTS #18 general categories
 * Cc, Cf, Zl, Zp), those that draw nothing (Default_Ignorable_Code_Point, U+2800), private use and lone surrogates. The
 * emoji selector U+FE0F stays: it can only choose between two pictures, and ordinary text is full of it.
 */
const tricky =
  /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u2800]--\ufe0f]/gv;

/** Text of many lines: line feeds and tabs stay, every other tricky character becomes its `\u` number. */
export function toVisible(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(tricky, (character) =>
      character === '\n' || character === '\t' ? character : toEscape(character),
    );
}

/** Text of one line, such as a header or a file name: line feeds and tabs become visible too. */
export function toVisibleLine(text: string): string {
  return text.replace(tricky, toEscape);
}

/** JSON that means the same data, indented, with every tricky character as a JSON escape. Throws on a cycle. */
export function toVisibleJson(data: unknown): string {
  return JSON.stringify(data, null, 2).replace(tricky, (character) =>
    character === '\n' ? character : toUnits(character).map(toUnitEscape).join(''),
  );
}

function toEscape(character: string): string {
  const units = toUnits(character);
  const point = character.codePointAt(0) ?? 0;
  return units.length > 1 ? `\\u{${point.toString(16)}}` : units.map(toUnitEscape).join('');
}

function toUnits(character: string): number[] {
  return Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
}

function toUnitEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
