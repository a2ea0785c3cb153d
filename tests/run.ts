/** `npm test`: gets what the checks need, runs every suite, fast ones first, and counts what was run. */
import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { compose } from 'node:stream';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { stripVTControlCharacters } from 'node:util';

/** How a suite ended; the counts are null where nothing counts tests. */
interface Outcome {
  readonly ok: boolean;
  readonly counts: { readonly passed: number; readonly failed: number } | null;
  /** One text for each test that failed; said once more at the end, where a reader of a long log looks. */
  readonly failures?: readonly string[];
}

/** Fast ones first. */
const suites: Record<string, () => Promise<Outcome>> = {
  format: () => runTools([['@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']]),
  types: () =>
    runTools([
      // This one comes first: it also writes the types of the content collections.
      ['astro/bin/astro.mjs', 'check', '--minimumFailingSeverity', 'warning'],
      ['typescript/bin/tsc', '--noEmit'],
    ]),
  unit: () => runTests('unit'),
  relay: () => runTests('relay'),
  site: () => runTests('site'),
  browser: () => runBrowser(),
};

/** Longer than any one test may take, so that a hanging one ends with its name. */
const testTimeoutMs = 180_000;

/** A test file whose process never ends, for it left something open, is stopped by this. */
const suiteTimeoutMs = 300_000;

/** Ends whatever runs when this process is told to end. */
const stop = new AbortController();

process.chdir(join(import.meta.dirname, '..'));
process.exitCode = await main(process.argv.slice(2));

async function main(asked: readonly string[]): Promise<number> {
  const names = asked.length > 0 ? asked : Object.keys(suites);
  const unknown = names.filter((name) => suites[name] === undefined);
  if (unknown.length > 0) {
    say(`There is no suite ${unknown.join(', ')}. Suites are: ${Object.keys(suites).join(', ')}.`);
    return 2;
  }
  // Whatever a test or a browser leaves in the temporary folder goes with it.
  const temporary = mkdtempSync(join(tmpdir(), 'pt-'));
  const clean = () => rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  process.on('exit', clean);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stop.abort();
      process.exit(130);
    });
  }
  process.env.TMPDIR = temporary;
  process.env.POSTERN_TEST_SITES = join(temporary, 'sites');
  process.env.ASTRO_TELEMETRY_DISABLED = '1';

  say('Setup');
  if (!(await runNode(['src/cli/setup.ts']))) return 1;

  const results: { name: string; seconds: number; outcome: Outcome }[] = [];
  for (const name of names) {
    const begun = performance.now();
    say(`\n${'-'.repeat(72)}\n${name}\n`);
    const outcome = (await suites[name]?.()) ?? { ok: false, counts: null };
    results.push({ name, outcome, seconds: (performance.now() - begun) / 1000 });
  }

  say(`\n${'-'.repeat(72)}`);
  for (const { name, seconds, outcome } of results) {
    const { ok, counts } = outcome;
    const tests = counts === null ? '' : `  ${counts.passed} passed, ${counts.failed} failed`;
    say(
      `${ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(8)}${`${seconds.toFixed(1)} s`.padStart(9)}${tests}`,
    );
  }
  for (const { name, outcome } of results) {
    for (const failure of outcome.failures ?? []) say(`\n${name}: ${failure}`);
  }
  const failed = [...results.filter((it) => !it.outcome.ok).map((it) => it.name), ...checkStrays()];
  if (failed.length > 0) say(`Failed: ${failed.join(', ')}`);
  const sum = (key: 'passed' | 'failed') =>
    results.reduce((total, it) => total + (it.outcome.counts?.[key] ?? 0), 0);
  say(`${sum('passed')} passed, ${sum('failed')} failed`);
  return failed.length > 0 ? 1 : 0;
}

/** Test files that no suite would ever run. */
function checkStrays(): string[] {
  const known = new Set(['unit', 'relay', 'site', 'browser', 'long']);
  return globSync('tests/**/*.{test,spec}.ts')
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !known.has(file.split('/')[1] ?? ''))
    .map((file) => `${file} is in no suite`);
}

/** @param tools each a script below `node_modules` with its arguments; all run, also after one that failed */
async function runTools(tools: readonly (readonly string[])[]): Promise<Outcome> {
  let ok = true;
  for (const [script = '', ...args] of tools) {
    say(`${script.split('/').at(-1)} ${args.join(' ')}`);
    ok = (await runNode([join('node_modules', script), ...args])) && ok;
  }
  return { ok, counts: null };
}

/** `node --test` over one folder, its report printed and its own summary counted. */
async function runTests(folder: string): Promise<Outcome> {
  const counts = { passed: 0, failed: 0 };
  const failures: string[] = [];
  let skipped = 0;
  const events = run({
    globPatterns: [`tests/${folder}/**/*.test.ts`],
    concurrency: availableParallelism(),
    timeout: testTimeoutMs,
    signal: AbortSignal.any([stop.signal, AbortSignal.timeout(suiteTimeoutMs)]),
  });
  events.on('test:fail', ({ name, file, line, details }) => {
    const { cause, failureType } = details.error as Error & { failureType?: string };
    // What only contains a test that failed says nothing of its own.
    if (failureType === 'subtestsFailed') return;
    const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    failures.push(`${name} (${relative('.', file ?? folder)}:${line ?? 0})\n${toIndented(text)}`);
  });
  events.on('test:summary', (summary) => {
    // Each file sends one of its own before the one of all.
    if (summary.file !== undefined) return;
    counts.passed = summary.counts.passed;
    counts.failed = summary.counts.tests - summary.counts.passed;
    skipped = summary.counts.skipped + summary.counts.todo;
  });
  for await (const text of compose(events, new spec())) process.stdout.write(String(text));
  return { ...judge(counts, skipped, true), failures };
}

/** Playwright, its list printed and its own JSON report counted. */
async function runBrowser(): Promise<Outcome> {
  const report = join(tmpdir(), 'playwright.json');
  process.env.POSTERN_BROWSER_REPORT = report;
  const ok = await runNode(['node_modules/playwright/cli.js', 'test']);
  if (!existsSync(report)) return { ok: false, counts: { passed: 0, failed: 0 } };
  const { stats, suites: files } = JSON.parse(readFileSync(report, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    suites: readonly BrowserSuite[];
  };
  const failed = stats.unexpected + stats.flaky + stats.skipped;
  return {
    ...judge({ passed: stats.expected, failed }, stats.skipped, ok),
    failures: files.flatMap(toBrowserFailures),
  };
}

/** What of Playwright's JSON report is read here. */
interface BrowserSuite {
  readonly suites?: readonly BrowserSuite[];
  readonly specs: readonly {
    readonly title: string;
    readonly file: string;
    readonly line: number;
    readonly ok: boolean;
    readonly tests: readonly {
      readonly results: readonly { readonly error?: { readonly message?: string } }[];
    }[];
  }[];
}

function toBrowserFailures({ suites: inner = [], specs }: BrowserSuite): string[] {
  const own = specs
    .filter((it) => !it.ok)
    .map(({ title, file, line, tests }) => {
      const errors = tests.flatMap((it) => it.results).map((it) => it.error?.message ?? '');
      return `${title} (${file}:${line})\n${toIndented(stripVTControlCharacters(errors.join('\n')))}`;
    });
  return [...own, ...inner.flatMap(toBrowserFailures)];
}

/** The first lines, which hold what was found and wanted. */
function toIndented(text: string): string {
  const said = text.split('\n').filter((it) => it.trim() !== '' && !/^\s+at .*node:/.test(it));
  const lines = said.slice(0, 12);
  return lines.map((line) => `    ${line}`).join('\n');
}

/** A suite that ran nothing has failed, and so has one that left a test out. */
function judge(counts: { passed: number; failed: number }, skipped: number, ok: boolean): Outcome {
  if (counts.passed + counts.failed === 0) say('No test was run.');
  if (skipped > 0) say(`${skipped} left out with skip or todo, which counts as failed.`);
  return { ok: ok && counts.passed > 0 && counts.failed === 0, counts };
}

/** Runs a script with this Node, its output passed through, and nobody there to answer a question. */
function runNode(args: readonly string[]): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      signal: stop.signal,
    });
    child.on('error', () => done(false));
    child.on('close', (code) => done(code === 0));
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
