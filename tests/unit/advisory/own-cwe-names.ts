/** The names of all weaknesses as `src/advisory/cwe-names.json` holds them, from the table of the CSAF validator. */
import { join } from 'node:path';
import { weaknesses } from '@secvisogram/csaf-validator-lib/cwe.js';

/** Where the file stands. */
export const cweNamesFile = join(import.meta.dirname, '../../../src/advisory/cwe-names.json');

/** By number, so that a new edition reads as a short difference. */
export function renderCweNames(): string {
  const sorted = weaknesses.toSorted((a, b) => number(a.id) - number(b.id));
  const names = Object.fromEntries(sorted.map(({ id, name }) => [id, name]));
  return `${JSON.stringify(names, null, 2)}\n`;
}

function number(id: string): number {
  return Number(id.slice('CWE-'.length));
}
