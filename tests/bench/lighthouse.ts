/**
 * What Lighthouse says of six pages of a built desk, as a phone of its own settings would fetch them. It is fetched from
 * the npm registry for the measurement, into npm's own cache, and is no dependency of the project.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { findBrowser } from '../../src/cli/setup/browser-path.ts';
import type { Figure, Row } from './figure.ts';
import { toSpread } from './in-pairs.ts';
import { serveCompressed } from './serve-compressed.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const lighthousePackage = 'lighthouse@13.5.0';

const pages = [
  '/',
  '/policy/',
  '/advisories/FIXTURE-2026-0001/',
  '/report/',
  '/search/',
  '/keys/',
] as const;

/** The part of Lighthouse's result that is read here. */
interface Result {
  readonly runtimeError?: { readonly message: string };
  readonly categories: Readonly<
    Record<
      string,
      {
        readonly title: string;
        readonly score: number | null;
        readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
      }
    >
  >;
  readonly audits: Readonly<Record<string, { readonly score: number | null }>>;
}

interface Visit {
  readonly path: string;
  readonly result: Result;
}

const categories = [
  { id: 'accessibility', goal: { least: 100 } },
  { id: 'best-practices', goal: { least: 100 } },
  { id: 'seo', goal: { least: 100 } },
  { id: 'performance', goal: null },
] as const;

export const lighthouse: Figure = {
  name: 'lighthouse',
  async measure(rounds) {
    const browser = findBrowser(process.env);
    if (browser === null) throw new Error('There is no Chromium. `npm run setup` gets one.');
    const folder = mkdtempSync(join(tmpdir(), 'postern-lighthouse-'));
    const site = await serveCompressed(join(folder, 'site'));
    try {
      await assertFetched(folder);
      await buildDesk(folder, site.url);
      const visits: Visit[] = [];
      for (let round = 0; round < rounds; round += 1) {
        for (const path of pages) {
          const result = await ask(folder, browser, site.url + path);
          visits.push({ path, result });
        }
      }
      return categories.map(({ id, goal }) => toRow(id, goal, visits));
    } finally {
      await site.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** A desk in earnest, for a demonstration asks search engines to stay away; without a relay, for its own is nowhere. */
async function buildDesk(folder: string, url: string): Promise<void> {
  const desk = join(folder, 'desk');
  cpSync(join(root, 'tests/fixtures/desk'), desk, { recursive: true });
  const file = join(desk, 'desk.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^relay:.*\n(?: .*\n)*/m, ''));
  await run(process.execPath, ['src/cli/build.ts'], {
    cwd: root,
    env: {
      ...process.env,
      POSTERN_CONTENT: desk,
      POSTERN_DATE: '2026-11-22',
      POSTERN_OUT: join(folder, 'site'),
      POSTERN_URL: url,
    },
  });
}

/** @throws Error in a sentence where the registry does not give it */
async function assertFetched(folder: string): Promise<void> {
  try {
    await runLighthouse(folder, ['--version']);
  } catch (error) {
    const printed = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    const reason =
      /^npm error (?!code|syscall|errno|address|port)(.+)$/m.exec(printed)?.[1] ?? String(error);
    throw new Error(`${lighthousePackage} could not be fetched with npm: ${reason}`);
  }
}

async function ask(folder: string, browser: string, url: string): Promise<Result> {
  const output = join(folder, 'result.json');
  // Chromium refuses its sandbox to root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const flags = ['--headless=new', ...sandbox, '--disable-gpu', '--disable-background-networking'];
  await runLighthouse(
    folder,
    [
      url,
      '--quiet',
      '--no-enable-error-reporting',
      '--output=json',
      `--output-path=${output}`,
      `--only-categories=${categories.map(({ id }) => id).join(',')}`,
      '--form-factor=mobile',
      `--chrome-flags=${flags.join(' ')}`,
    ],
    { CHROME_PATH: browser },
  );
  const result = JSON.parse(readFileSync(output, 'utf8')) as Result;
  if (result.runtimeError !== undefined) throw new Error(result.runtimeError.message);
  return result;
}

/** In a folder of its own, so that npm writes to its cache and nowhere else, and settings are not kept. */
async function runLighthouse(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const command = ['exec', '--yes', `--prefix=${folder}`, `--package=${lighthousePackage}`, '--'];
  await run('npm', [...command, 'lighthouse', ...args], {
    cwd: folder,
    env: { ...process.env, XDG_CONFIG_HOME: folder, CI: '1', ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
}

function toRow(id: string, goal: Row['goal'], visits: readonly Visit[]): Row {
  const scores = visits.map(({ path, result }) => {
    const score = result.categories[id]?.score;
    if (typeof score !== 'number') throw new Error(`Lighthouse gave no ${id} for ${path}.`);
    return { path, result, score: Math.round(score * 100) };
  });
  const short = goal === null ? [] : scores.filter(({ score }) => score < 100);
  const said =
    goal === null ? toPageScores(scores) : [...new Set(short.map((it) => toFaults(id, it)))];
  return {
    what: `${id} by Lighthouse, mobile settings, over ${pages.length} pages of a small desk`,
    spread: toSpread(scores.map(({ score }) => score)),
    goal,
    ...(said.length === 0 ? {} : { shown: said.join('; ') }),
  };
}

function toPageScores(scores: readonly { path: string; score: number }[]): string[] {
  return pages.map((path) => {
    const own = scores.filter((it) => it.path === path).map(({ score }) => score);
    return `${path} ${toSpread(own).median}`;
  });
}

function toFaults(id: string, { path, result }: Visit): string {
  const failed = (result.categories[id]?.auditRefs ?? []).filter(
    (it) => it.weight > 0 && (result.audits[it.id]?.score ?? 1) < 1,
  );
  return `${path} ${failed.map((it) => it.id).join(', ')}`;
}
