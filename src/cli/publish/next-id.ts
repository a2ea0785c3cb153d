/** The next free advisory id of a year. */

/**
 * @param prefix what ids begin with, such as `ACME`
 * @param taken every id and alias in use, published or not
 * @returns one above the highest number of that year, with at least four digits
 */
export function toNextId(prefix: string, year: string, taken: Iterable<string>): string {
  const start = `${prefix}-${year}-`;
  let highest = 0;
  for (const id of taken) {
    const rest = id.toUpperCase().startsWith(start) ? id.slice(start.length) : '';
    if (/^\d{1,15}$/.test(rest)) highest = Math.max(highest, Number(rest));
  }
  return `${start}${String(highest + 1).padStart(4, '0')}`;
}
