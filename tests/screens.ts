/** `npm run screens`: a picture of every page and state, narrow and wide, light and dark, on one contact sheet outside version control. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { findBrowser } from '../src/cli/browser-path.ts';
import { startDesk } from './helpers/started-desk.ts';

const folder = resolve('.postern/screens');
const widths = [390, 1280] as const;
const schemes = ['light', 'dark'] as const;

interface View {
  readonly name: string;
  readonly path: string;
  readonly prepare?: (page: Page) => Promise<void>;
}

const views: readonly View[] = [
  { name: 'front', path: '/' },
  { name: 'policy', path: '/policy/' },
  { name: 'advisories', path: '/advisories/' },
  { name: 'advisory', path: '/advisories/EXAMPLE-2026-0001/' },
  { name: 'advisories-medium', path: '/advisories/by/severity/medium/' },
  { name: 'subscribe', path: '/advisories/subscribe/' },
  { name: 'advisory-withdrawn', path: '/advisories/EXAMPLE-2025-0003/' },
  { name: 'check', path: '/check/' },
  {
    name: 'check-answer',
    path: '/check/#product=lantern&version=2.3.0',
    prepare: (page) => page.getByRole('heading', { name: /is affected/ }).waitFor(),
  },
  { name: 'releases', path: '/releases/' },
  { name: 'release', path: '/releases/lantern/0.9.2/' },
  { name: 'hall-of-fame', path: '/hall-of-fame/' },
  { name: 'keys', path: '/keys/' },
  { name: 'guides', path: '/guides/' },
  { name: 'search', path: '/search/' },
  { name: 'not-found', path: '/no-such-page/' },
  { name: 'guide', path: '/guides/first-desk/' },
  { name: 'report', path: '/report/' },
  { name: 'report-faults', path: '/report/', prepare: send },
  {
    name: 'report-details',
    path: '/report/#product=lantern&version=2.3.0',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Is it known already?' }).click();
      await page.getByText(/Lantern 2\.3\.0\./).waitFor();
      for (const summary of await page.locator('.details summary').all()) await summary.click();
      await page.getByRole('button', { name: 'Work it out with questions' }).click();
      await page.getByText(/^0 of 11 questions/).waitFor();
    },
  },
  {
    name: 'report-sample',
    path: '/report/',
    prepare: (page) => page.getByRole('button', { name: 'Fill in a sample' }).click(),
  },
  {
    name: 'report-received',
    path: '/report/',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Fill in a sample' }).click();
      await send(page);
      await page.getByRole('heading', { name: /receipt|received|stored/i }).waitFor();
    },
  },
  {
    name: 'report-failed',
    path: '/report/',
    prepare: async (page) => {
      await page.route('**/v1/reports', (route) => route.abort());
      await page.getByRole('button', { name: 'Fill in a sample' }).click();
      await send(page);
      await page.getByRole('heading', { name: 'Nobody has confirmed your report yet' }).waitFor();
    },
  },
  { name: 'inbox', path: '/_inbox/' },
  {
    name: 'inbox-mail',
    path: '/_inbox/',
    prepare: async (page) => {
      await page.getByRole('main').getByRole('link').first().click();
      await page.getByRole('heading', { name: 'What travelled' }).waitFor();
    },
  },
];

async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Encrypt and send' }).click();
}

const desk = await startDesk();
const browser = await chromium.launch({
  executablePath: findBrowser(process.env) ?? '',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  mkdirSync(folder, { recursive: true });
  const rows = await draw(browser, desk.url);
  writeFileSync(join(folder, 'index.html'), renderSheet(rows));
  process.stdout.write(`${rows.length} pictures: ${join(folder, 'index.html')}\n`);
} finally {
  await browser.close();
  await desk.stop();
}

async function draw(browser: Browser, url: string): Promise<string[]> {
  const files: string[] = [];
  for (const colorScheme of schemes) {
    for (const width of widths) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      for (const view of views) {
        await page.goto(url + view.path);
        await view.prepare?.(page);
        const file = `${view.name}-${width}-${colorScheme}.png`;
        await page.screenshot({ path: join(folder, file), fullPage: true });
        files.push(file);
      }
      await page.close();
    }
  }
  return files;
}

function renderSheet(files: readonly string[]): string {
  const figures = files
    .toSorted()
    .map(
      (file) =>
        `<figure><img src="${file}" width="320" loading="lazy"><figcaption>${file}</figcaption></figure>`,
    );
  return `<!doctype html><meta charset="utf-8"><title>Screens</title><style>body{display:flex;flex-wrap:wrap;gap:1rem;font:14px sans-serif}figure{margin:0}</style>${figures.join('\n')}\n`;
}
