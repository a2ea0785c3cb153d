/** Search over a thousand advisories: ids in every form go to their page, words and filters find what they say, and little is loaded. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import { getRequestListener } from '@hono/node-server';
import { expect, type Locator, type Page, test } from 'playwright/test';
import { createStaticFiles } from '../../src/cli/site/static-files.ts';
import { buildFolder } from '../helpers/build-folder.ts';
import { type Generated, writeGeneratedDesk } from '../helpers/generated-desk.ts';

const wireLimitBytes = 200_000;

let folder = '';
let server: Server | null = null;
let url = '';
let all: readonly Generated[] = [];

test.beforeAll(async () => {
  test.setTimeout(150_000);
  folder = mkdtempSync(join(tmpdir(), 'postern-search-'));
  all = writeGeneratedDesk(join(folder, 'desk'), 1000);
  await buildFolder(folder);
  const site = { url: 'https://security.generated.test', date: '2026-12-31' };
  const rest = { preview: false, throwAwayKey: false, relay: null };
  const files = createStaticFiles(join(folder, 'out'), { ...site, ...rest });
  const started = createServer(getRequestListener(files));
  server = started;
  await new Promise<void>((done) => started.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
});

test.afterAll(() => {
  server?.close();
  server?.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

/** The same id as people type it, another way for each. */
const manners: readonly ((id: string) => string)[] = [
  (id) => id,
  (id) => id.toLowerCase(),
  (id) => ` ${id.replaceAll('-', ' ')} `,
  (id) => id.replace(/^[A-Z]+-/, ''),
  (id) => `(${id}),`,
  (id) => id.replaceAll('-', '\u2011'),
  (id) => `https://elsewhere.test/vuln/${id}`,
  (id) => id.toUpperCase(),
];

test('sixty-four ids, ours, CVE and GHSA, each typed in some manner, go straight to their page', async ({
  page,
}) => {
  // Where it goes is what is asked; answered with nothing, the browser stays here for the next one.
  await page.route(`${url}/advisories/**`, (route) => route.fulfill({ status: 204 }));
  await page.goto(`${url}/search/`);
  for (let sample = 0; sample < 64; sample++) {
    const advisory = all[(sample * 62) % all.length];
    const ids = [advisory?.id, ...(advisory?.aliases ?? [])];
    const id = ids[sample % ids.length] ?? '';
    const typed = manners[Math.floor(sample / 3) % manners.length]?.(id) ?? '';
    const gone = page.waitForRequest((it) => it.isNavigationRequest());
    await search(page, typed);
    expect((await gone).url(), typed).toBe(`${url}/advisories/${advisory?.id}/`);
    expect(existsSync(join(folder, 'out/advisories', advisory?.id ?? '', 'index.html'))).toBe(true);
  }
});

test('a weakness that several advisories name gives their list, and more of it when asked', async ({
  page,
}) => {
  const wanted = all.filter((it) => it.cwe === 'CWE-79');
  await page.goto(`${url}/search/`);
  await search(page, 'cwe 79');
  await expect(page.getByRole('status')).toHaveText(`${wanted.length} results, 10 shown.`);
  expect(subset(await shownIds(page), wanted)).toBe(true);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(page.getByRole('status')).toHaveText(`${wanted.length} results, 20 shown.`);
  await expect(results(page).nth(10).getByRole('link')).toBeFocused();
});

test('filters alone and with words find exactly what they name', async ({ page }) => {
  await page.goto(`${url}/search/`);
  await page.getByLabel('Severity').selectOption('Critical');
  await page.getByLabel('Product').selectOption('Chisel');
  await page.getByLabel('Year').selectOption('2024');
  const wanted = all.filter(
    (it) => it.band === 'critical' && it.product === 'chisel' && it.year === 2024,
  );
  expect(wanted.length).toBeGreaterThan(2);
  await expect(page.getByRole('status')).toHaveText(new RegExp(`^${wanted.length} results`));
  expect(subset(await shownIds(page), wanted)).toBe(true);

  await search(page, 'socket');
  const fitting = wanted.filter((it) => it.title.includes('socket'));
  await expect(page.getByRole('status')).toHaveText(/result/);
  const shown = await shownIds(page);
  expect(fitting.length).toBeGreaterThan(0);
  expect(shown.length).toBeLessThan(wanted.length);
  expect(subset(shown, wanted)).toBe(true);
  expect(fitting.every((it) => shown.includes(it.id))).toBe(true);
  await expect(page).toHaveURL(/#q=socket&product=chisel&severity=critical&year=2024$/);

  await page.reload();
  await expect(page.getByLabel('Severity')).toHaveValue('critical');
  await expect(results(page).first()).toBeVisible();
  expect(await shownIds(page)).toEqual(shown);
});

test('the first result costs at most 200 KB over the wire, everything counted from opening the page', async ({
  page,
}) => {
  const bodies: Promise<number>[] = [];
  page.on('response', (response) => {
    bodies.push(response.body().then((body) => wireBytes(response.url(), body)));
  });
  await page.goto(`${url}/search/`);
  await search(page, 'freed block');
  await expect(results(page).first()).toBeVisible();
  const total = (await Promise.all(bodies)).reduce((sum, bytes) => sum + bytes, 0);
  expect(bodies.length).toBeGreaterThan(6);
  expect(total).toBeLessThanOrEqual(wireLimitBytes);
});

test('the keyboard alone searches, hears the count and opens a result; the results pass axe', async ({
  page,
}) => {
  await page.goto(`${url}/search/`);
  await page.getByRole('searchbox', { name: 'Search for' }).focus();
  await page.keyboard.type('freed block');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toHaveText(/\d+ results, 10 shown\./);
  await expect(page.getByRole('heading', { level: 2, name: 'Results' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((it) => it.id)).toEqual([]);
  for (const name of ['Search', 'Severity', 'Product', 'Year', 'Turn this off'] as const) {
    await page.keyboard.press('Tab');
    const isButton = name === 'Search' || name === 'Turn this off';
    const control = isButton ? page.getByRole('button', { name }) : page.getByLabel(name);
    await expect(control).toBeFocused();
  }
  await page.keyboard.press('Tab');
  await expect(results(page).first().getByRole('link')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/advisories\/GEN-/);
});

test('the key / leads back to the field with its words chosen, is a letter within it, and can be turned off', async ({
  page,
}) => {
  await page.goto(`${url}/search/`);
  const field = page.getByRole('searchbox', { name: 'Search for' });
  await expect(field).not.toBeFocused();
  await page.keyboard.press('/');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('');
  await page.keyboard.type('freed/block');
  await expect(field).toHaveValue('freed/block');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toHaveText(/result|Nothing found/);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('/');
  await expect(field).toBeFocused();
  await page.keyboard.type('socket');
  await expect(field).toHaveValue('socket');

  await page.getByRole('button', { name: 'Turn this off' }).click();
  await expect(field).toBeFocused();
  await expect(page.getByText('The key /')).toBeHidden();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('/');
  await expect(field).not.toBeFocused();
});

test('what matched is marked, in the very words that were asked for', async ({ page }) => {
  await page.goto(`${url}/search/`);
  await search(page, 'freed');
  await expect(results(page).first()).toBeVisible();
  const marked = await results(page).locator('mark').allTextContents();
  expect(marked.length).toBeGreaterThanOrEqual(10);
  expect(marked.filter((it) => !/^freed/i.test(it))).toEqual([]);
});

async function search(page: Page, words: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search for' }).fill(words);
  await page.getByRole('button', { name: 'Search' }).click();
}

function results(page: Page): Locator {
  return page.getByRole('region', { name: 'Results' }).getByRole('listitem');
}

async function shownIds(page: Page): Promise<string[]> {
  const links = results(page).getByRole('link');
  await expect(links.first()).toBeVisible();
  const addresses = await links.evaluateAll((all) =>
    all.map((it) => it.getAttribute('href') ?? ''),
  );
  return addresses.map((it) => /GEN-\d{4}-\d{4}/.exec(it)?.[0] ?? it);
}

function subset(ids: readonly string[], of: readonly Generated[]): boolean {
  const known = new Set(of.map((it) => it.id));
  return ids.every((id) => known.has(id));
}

/** What a host sends that compresses text; Pagefind's own files are compressed already. */
function wireBytes(address: string, body: Buffer): number {
  const text = ['', '.html', '.js', '.css', '.json', '.svg'];
  return text.includes(extname(new URL(address).pathname)) ? gzipSync(body).length : body.length;
}
