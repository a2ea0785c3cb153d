/** The relay stays small enough to be read in an hour before it is trusted. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { readSources } from '../helpers/read-sources.ts';
import { nodeAdapters } from '../helpers/relay-adapters.ts';

const mostLines = 2000;

/** Lines to read: those that hold a word and are no comment. Blank lines and lone brackets are the formatter's. */
function countLines(source: string): number {
  const lines = source.replaceAll(/^\s*\/\*\*.*?\*\/$/gms, '').split('\n');
  return lines.filter((line) => /\w/.test(line) && !/^\s*\/\//.test(line)).length;
}

test('lines that hold a word and are no comment are what counts', () => {
  const source =
    '/** A file. */\nimport a from "a";\n\n/**\n * Two.\n */\nf(\n  // Why.\n  a,\n);\n';
  assert.equal(countLines(source), 3);
});

test('without its adapters to Node the relay has fewer than 2,000 lines', (t) => {
  const files = [...readSources()].filter(([path]) => path.startsWith('src/relay/'));
  const own = files.filter(([path]) => !nodeAdapters.includes(basename(path)));
  assert.equal(files.length - own.length, nodeAdapters.length, 'each adapter is a file');
  const lines = own.reduce((sum, [, text]) => sum + countLines(text), 0);
  t.diagnostic(`${lines} lines`);
  assert.ok(lines > 1000 && lines < mostLines, `${lines} lines`);
});

test('it runs on three packages', () => {
  const file = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
  const { dependencies } = JSON.parse(file) as { dependencies: Record<string, string> };
  assert.deepEqual(Object.keys(dependencies), ['@hono/node-server', 'hono', 'nodemailer']);
});
