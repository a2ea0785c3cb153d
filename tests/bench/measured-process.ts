/** Runs a program to its end and tells how long that took and how much memory it had. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Use } from './note-use.ts';

/** What one run took. */
export interface Took {
  readonly seconds: number;
  /** Null where it is not Node. */
  readonly use: Use | null;
}

/** A script for Node, perhaps with modules loaded before it, or another program. */
export interface Started {
  readonly command: { readonly script: string } | { readonly program: string };
  readonly preload?: readonly string[];
  readonly args?: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

const noteUse = join(import.meta.dirname, 'note-use.ts');

/** @throws Error with the end of what it printed where it does not end well */
export async function measureProcess(started: Started): Promise<Took> {
  const folder = mkdtempSync(join(tmpdir(), 'postern-bench-'));
  try {
    return await runToEnd(started, join(folder, 'use.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runToEnd(started: Started, use: string): Promise<Took> {
  const { command, preload = [], args = [], cwd, env } = started;
  const imports = [noteUse, ...preload].flatMap((it) => ['--import', pathToFileURL(it).href]);
  const [program, own] =
    'script' in command ? [process.execPath, [...imports, command.script]] : [command.program, []];
  const begun = performance.now();
  const child = spawn(program, [...own, ...args], {
    cwd,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env, BENCH_USE: use },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let printed = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed = (printed + text).slice(-2000);
  });
  const [code] = await once(child, 'close');
  const seconds = (performance.now() - begun) / 1000;
  if (code !== 0) throw new Error(`A build ended with ${code}. ${printed.trim()}`);
  const isNode = 'script' in command;
  return { seconds, use: isNode ? (JSON.parse(readFileSync(use, 'utf8')) as Use) : null };
}
