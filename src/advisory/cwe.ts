/** Names of weaknesses (CWE), from the table that CSAF validators compare with; never typed. */
import names from './cwe-names.json' with { type: 'json' };

/** Categories (CWE 4.x) that older advisories carry and that no table of weaknesses has. */
const categories = [
  16, 17, 18, 19, 21, 189, 199, 254, 255, 264, 265, 275, 310, 320, 355, 361, 371, 387, 388, 389,
  398, 399, 411, 417, 429, 438, 452, 465, 485, 557, 569,
];

/** Views (CWE 4.x) that are taken for weaknesses now and then. */
const views = [604, 629, 631, 635, 677, 678, 699, 700, 701, 702, 1000, 1003, 1008, 1194, 1400];

const table: Readonly<Record<string, string>> = names;

/** The official name, or null for an id that is not in the table. */
export function cweName(id: string): string | null {
  return Object.hasOwn(table, id) ? (table[id] ?? null) : null;
}

/** The id with its name, for a page; the id alone where there is no name. */
export function toCwe(id: string): { readonly id: string; readonly name: string | null } {
  return { id, name: cweName(id) };
}

/** What an id stands for. `unknown` may also be a category or a view that is not known here. */
export function cweKind(id: string): 'weakness' | 'deprecated' | 'category' | 'view' | 'unknown' {
  const name = cweName(id);
  if (name !== null) return name.startsWith('DEPRECATED') ? 'deprecated' : 'weakness';
  const number = Number(id.slice('CWE-'.length));
  if (categories.includes(number)) return 'category';
  return views.includes(number) ? 'view' : 'unknown';
}
