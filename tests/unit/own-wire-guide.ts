/** The guide of the wire with its table of answers, which is made from the contract. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problems } from '../../src/contract.ts';

/** Where the guide stands. */
export const wireGuideFile = join(import.meta.dirname, '../../content/guides/wire.mdx');

const head = '| status | code | what it says |\n| --- | --- | --- |\n';

/** The guide as it is, with the table as the contract has it. */
export function renderWireGuide(): string {
  const text = readFileSync(wireGuideFile, 'utf8');
  const at = text.indexOf(head);
  assert.ok(at > 0, 'the guide has the head of the table');
  const end = text.indexOf('\n\n', at);
  const rows = Object.entries(problems)
    .sort(([, [a]], [, [b]]) => a - b)
    .map(([code, [status, title]]) => `| ${status} | \`${code}\` | ${title} |`);
  return `${text.slice(0, at)}${head}${rows.join('\n')}${text.slice(end)}`;
}
