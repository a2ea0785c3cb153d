/** What a reader's browser fetches, in bytes as a host with brotli sends them. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Browser } from 'playwright';
import type { Figure, Row } from './figure.ts';
import { toSpread } from './in-pairs.ts';
import { withBrowser } from './open-browser.ts';

/** @returns thousands of bytes */
function weigh(contents: Iterable<string | Buffer>): number {
  return [...contents].reduce((sum, text) => sum + brotliCompressSync(text).length, 0) / 1000;
}

/** A page and the style sheets it links. */
function weighPage(site: string, path: string): number {
  const html = readFileSync(join(site, path), 'utf8');
  const sheets = [...html.matchAll(/<link[^>]+href="([^"]+\.css)"/g)];
  return weigh([html, ...sheets.map(([, href = '']) => readFileSync(join(site, href)))]);
}

/** Scripts that the report page has fetched when it is quiet, and those that the first keystroke adds. */
async function weighForm(browser: Browser, url: string): Promise<{ page: number; typed: number }> {
  const page = await browser.newPage({ baseURL: url });
  const scripts = new Map<string, Promise<Buffer>>();
  page.context().on('response', (response) => {
    const address = response.url();
    if (!new URL(address).pathname.endsWith('.js')) return;
    scripts.set(address, scripts.get(address) ?? readScript(address));
  });
  await page.goto('/report/');
  await page.waitForLoadState('networkidle');
  const first = new Map(scripts);
  const isWorker = /seal\.worker/;
  const fetched = page.context().waitForEvent('response', (it) => isWorker.test(it.url()));
  await page.getByLabel('Summary').pressSequentially('a');
  await fetched;
  const added = [...scripts].filter(([address]) => !first.has(address));
  await page.close();
  return {
    page: weigh(await Promise.all(first.values())),
    typed: weigh(await Promise.all(added.map(([, script]) => script))),
  };
}

async function readScript(address: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(address)).arrayBuffer());
}

export const weight: Figure = {
  name: 'weight',
  measure: () =>
    withBrowser(async (browser, desk): Promise<readonly Row[]> => {
      const site = join(desk.state, 'site');
      const pages = globSync('advisories/EXAMPLE-*/index.html', { cwd: site });
      const form = await weighForm(browser, desk.url);
      return [
        {
          what: 'advisory page, HTML and CSS; the spread is over all of the demonstration',
          spread: toSpread(pages.map((path) => weighPage(site, path))),
          unit: 'KB',
          goal: { most: 10 },
        },
        {
          what: 'script of the report page before the first keystroke',
          spread: toSpread([form.page]),
          unit: 'KB',
          goal: { most: 10 },
        },
        {
          what: 'script that the first keystroke adds: the rest of the form, the worker, OpenPGP',
          spread: toSpread([form.typed]),
          unit: 'KB',
          goal: { most: 60 },
        },
      ];
    }),
};
