/** Promises of every page to its reader: accessible, nothing cut off, no script needed, nothing asked of anybody else. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from 'playwright/test';

const pages = [
  '/',
  '/policy/',
  '/advisories/',
  '/advisories/by/severity/medium/',
  '/advisories/subscribe/',
  '/advisories/EXAMPLE-2026-0001/',
  '/advisories/EXAMPLE-2025-0003/',
  '/check/',
  '/check/#product=lantern&version=2.3.0',
  '/releases/',
  '/releases/lantern/2.3.0/',
  '/hall-of-fame/',
  '/keys/',
  '/guides/',
  '/guides/first-desk/',
  '/search/',
  '/report/',
  '/no-such-page/',
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const path of pages) {
    test(`${path} passes axe at WCAG 2.2 AA in ${colorScheme}, asks only this site, and breaks no policy`, async ({
      browser,
      baseURL,
    }) => {
      const context = await browser.newContext({
        colorScheme,
        viewport: { width: 1280, height: 900 },
      });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(`${baseURL}/`)) faults.push(`asks ${request.url()}`);
      });
      page.on('console', (message) => {
        // A page that is not there is a fault of the address, which the browser reports too.
        if (message.type() === 'error' && !message.text().includes('404'))
          faults.push(message.text());
      });
      page.on('pageerror', (error) => faults.push(String(error)));
      await page.goto(path);
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(
        violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.html).join(' | ')}`),
      ).toEqual([]);
      expect(faults).toEqual([]);
      await context.close();
    });
  }
}

for (const width of [320, 390, 1280]) {
  test(`no page scrolls sideways at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const path of pages) {
      await page.goto(path);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, path).toBeLessThanOrEqual(0);
    }
  });
}

test('every page has one h1, one main, and headings that go down a step at a time', async ({
  page,
}) => {
  for (const path of pages) {
    await page.goto(path);
    await expect(page.getByRole('main')).toHaveCount(1);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    const levels = await page
      .locator('h1, h2, h3, h4')
      .evaluateAll((all) =>
        all.filter((it) => it.checkVisibility()).map((it) => Number(it.tagName[1])),
      );
    for (const [index, level] of levels.entries()) {
      expect(level - (levels[index - 1] ?? 0), `${path} ${levels.join(' ')}`).toBeLessThanOrEqual(
        1,
      );
    }
  }
});

test('without script, policy, advisories and hall of fame are read from the front page by links alone', async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/');
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Advisories' })
    .click();
  await page.getByRole('link', { name: 'Looking at a template runs its commands' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Looking at a template runs its commands',
  );
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Policy' })
    .click();
  await expect(page.getByRole('heading', { name: 'What to expect' })).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Hall of fame' })
    .click();
  await expect(page.getByRole('heading', { name: 'Nora Sampleton' })).toBeVisible();
  await context.close();
});

test('the keyboard reaches the text first, then the ways through the site', async ({ page }) => {
  await page.goto('/policy/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the text' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('a word finds its pages, with what matched marked', async ({ page }) => {
  await page.goto('/search/');
  await page.getByRole('searchbox', { name: 'Search for' }).fill('symbolic link');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByRole('status')).toHaveText(/result/);
  await expect(
    page.getByRole('listitem').getByRole('link', { name: /template archive/ }),
  ).toBeVisible();
  await expect(page.locator('mark').first()).toBeVisible();
});

test('an id in any case goes straight to its page, and a word that is nowhere is said to be so', async ({
  page,
}) => {
  await page.goto('/search/?q=example-2026-0001');
  await expect(page).toHaveURL(/\/advisories\/EXAMPLE-2026-0001\/$/);
  await page.goto('/search/?q=qqqxyzzy');
  await expect(page.getByRole('status')).toHaveText(/Nothing found/);
});
