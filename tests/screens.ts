/**
 * `npm run screens`: a picture of every page and state at five widths, light and dark, on one contact sheet outside
 * version control. `npm run screens -- report keys` draws only those whose name begins so.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium } from 'playwright';
import { findBrowser } from '../src/cli/setup/browser-path.ts';
import { type OpenedDesk, openScreenDesk, type ScreenDesk } from './helpers/screen-desks.ts';
import { renderSheet, type Shot } from './helpers/screen-sheet.ts';
import { type ScreenView, screenViews } from './helpers/screen-views.ts';

const folder = resolve('.postern/screens');
const widths = [320, 390, 768, 1280, 1920] as const;
const schemes = ['light', 'dark'] as const;

/** For one step of a page; generous, for the machine may have other work. */
const stepMilliseconds = 60_000;

/** Pages drawn at the same time. */
const lanes = 2;

const asked = process.argv.slice(2);
const views = screenViews.filter(
  ({ name }) => asked.length === 0 || asked.some((it) => name.startsWith(it)),
);
const temporary = mkdtempSync(join(tmpdir(), 'postern-screens-'));
const desks = new Map<ScreenDesk, OpenedDesk>();
const browser = await chromium.launch({
  executablePath: findBrowser(process.env) ?? '',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  if (asked.length === 0) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of new Set(views.map(({ desk }) => desk))) {
    try {
      desks.set(name, await openScreenDesk(name, temporary));
    } catch (error) {
      fail(
        `The desk ${name} could not be opened: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
  const shots = await drawAll();
  writeFileSync(join(folder, 'index.html'), renderSheet(shots));
  process.stdout.write(`${shots.length} pictures: ${join(folder, 'index.html')}\n`);
} finally {
  await browser.close();
  await Promise.all([...desks.values()].map((desk) => desk.close()));
  rmSync(temporary, { recursive: true, force: true });
}

/** A view that cannot be drawn is named, and the others are drawn all the same. */
async function drawAll(): Promise<Shot[]> {
  const waiting = [...views.filter(({ desk }) => desks.has(desk)).entries()];
  const drawn: Shot[][] = [];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, view] = next;
      try {
        drawn[index] = await draw(browser, view);
      } catch (error) {
        const [reason] = String(error).split('\n');
        fail(`${view.name} could not be drawn: ${reason}`);
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return drawn.flat();
}

function fail(sentence: string): void {
  process.exitCode = 1;
  process.stderr.write(`${sentence}\n`);
}

/** Brings one page into its state once, and takes every picture of it. */
async function draw(browser: Browser, view: ScreenView): Promise<Shot[]> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(stepMilliseconds);
  try {
    const page = await context.newPage();
    await page.goto(`${desks.get(view.desk)?.url ?? ''}${view.path}`);
    await view.prepare?.(page);
    const shots: Shot[] = [];
    for (const scheme of view.schemes ?? schemes) {
      await page.emulateMedia({ ...view.media, colorScheme: scheme });
      for (const width of view.widths ?? widths) {
        await page.setViewportSize({ width, height: view.height ?? 900 });
        const file = `${view.name}-${width}-${scheme}.jpg`;
        const path = join(folder, file);
        await page.screenshot({
          path,
          fullPage: true,
          type: 'jpeg',
          quality: 70,
          animations: 'disabled',
        });
        shots.push({ view: view.name, width, scheme, file });
      }
    }
    return shots;
  } finally {
    await context.close();
  }
}
