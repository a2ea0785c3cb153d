/** Lengths of time as policies write them: "48 hours", "72h", "two business days", "1-2 weeks". */

export interface TimeSpan {
  readonly start: number;
  readonly end: number;
  /** At most so many hours; of a range the longer. */
  readonly hours: number;
  /** Whether `hours` says the same: not for a range, and not for business days, which a weekend makes longer. */
  readonly exact: boolean;
}

const words: Readonly<Record<string, number>> = {
  ...{ a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8 },
  ...{ nine: 9, ten: 10, twelve: 12, fourteen: 14, fifteen: 15, twenty: 20, thirty: 30 },
  ...{ 'forty-five': 45, 'forty-eight': 48, sixty: 60, 'seventy-two': 72, ninety: 90 },
};

const number = `\\d{1,4}|${Object.keys(words)
  .toSorted((a, b) => b.length - a.length)
  .join('|')}`;
const pattern = new RegExp(
  `(?<![\\w.])(?:(${number})\\s*(?:-|–|to|or)\\s*)?(${number})(?:\\s*\\(\\d+\\))?(?:(?<=\\d)[\\s-]*|[\\s-]+)((?:business|working|work|week)[\\s-]+)?(hours?|hrs?|h|days?|d|weeks?|wks?|months?)(?![\\p{L}\\d])`,
  'giu',
);

/** Every length of time in a text, in order; one of nothing is none. */
export function findTimeSpans(text: string): TimeSpan[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [whole, from, count = '', business, unit = ''] = match;
    const value = words[count.toLowerCase()] ?? Number(count);
    if (value < 1) return [];
    const exact = from === undefined && business === undefined;
    const hours = toHours(value, unit.toLowerCase(), business !== undefined);
    return [{ start: match.index, end: match.index + whole.length, hours, exact }];
  });
}

function toHours(value: number, unit: string, business: boolean): number {
  if (unit.startsWith('h')) return value;
  if (unit.startsWith('w')) return value * 7 * 24;
  if (unit.startsWith('m')) return value * 30 * 24;
  // Every five working days, begun or whole, can have a weekend between them.
  return (value + (business ? 2 * Math.ceil(value / 5) : 0)) * 24;
}
