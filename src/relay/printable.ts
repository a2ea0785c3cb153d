/** Words of others fit for a terminal, which obeys what it is sent (CWE-150). */

/** Letters, digits and signs of ASCII as they are, everything else by its number. */
export function toPrintable(text: string): string {
  return text.replaceAll(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
