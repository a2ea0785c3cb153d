/** Promises of “am I affected?”: the right answer, by hand or by link, and nothing of the question leaves the browser. */
import { expect, test } from 'playwright/test';

test('a version that is hit gets its advisories, the safe version and an address to share; the question is sent nowhere', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
  await page.goto('/check/');
  await page.getByLabel('Product').selectOption('lantern');
  await page.getByRole('combobox', { name: 'Version' }).fill('2.1.0');
  await page.getByRole('button', { name: 'Check' }).click();
  const answer = page.getByRole('heading', { name: 'Lantern 2.1.0 is affected by 3 advisories.' });
  await expect(answer).toBeFocused();
  await expect(page).toHaveURL(/\/check\/#product=lantern&version=2\.1\.0$/);
  const affected = page.locator('section', {
    has: page.getByRole('heading', { name: 'Affected by', exact: true }),
  });
  await expect(affected.getByRole('listitem')).toHaveCount(3);
  await expect(affected.getByText('Low 2.8')).toBeVisible();
  await page.getByRole('link', { name: 'The page of this release' }).click();
  await expect(page.getByText('Lantern 2.1.0 is affected by 3 advisories.')).toBeVisible();
  const check = asked.filter((it) => !it.includes('/releases/'));
  expect(check.filter((it) => it.includes('2.1.0'))).toEqual([]);
  expect(check.filter((it) => it.includes('/check/index.json'))).toHaveLength(1);
});

test('a link with a question opens with its answer, and another version asked gets another', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/check/#product=lantern&version=v1.4.0');
  await expect(
    page.getByRole('heading', { name: 'Lantern 1.4.0 has no known advisories.' }),
  ).toBeVisible();
  await page.getByRole('combobox', { name: 'Version' }).fill('0.9.2');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('heading', { name: 'Lantern 0.9.2 has not been assessed for 5 advisories.' }),
  ).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Not assessed', exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Not affected by' })).toHaveCount(0);
  expect(asked.filter((it) => /1\.4\.0|0\.9\.2|lantern/.test(it.replace(/#.*/, '')))).toEqual([]);
  await page.goBack();
  await expect(page.getByRole('heading', { name: /Lantern 1\.4\.0/ })).toBeVisible();
});

test('a version that cannot be placed gets a sentence and no answer, and an unknown product a list to choose from', async ({
  page,
}) => {
  await page.goto('/check/#product=lantern&version=<b>tonight</b>');
  await expect(
    page.getByRole('heading', { name: /<b>tonight<\/b> cannot be placed/ }),
  ).toBeVisible();
  await page.goto('/check/#product=nothing&version=1');
  await page.reload();
  await expect(page.getByRole('status')).toHaveText(/no product “nothing”/);
});

test('the keyboard alone asks and reads the answer', async ({ page }) => {
  await page.goto('/check/');
  await page.getByLabel('Product').focus();
  await page.keyboard.type('Lan');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2.4.1');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /Lantern 2\.4\.1 is affected/ })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'The page of this release' })).toBeFocused();
});

test('when the list cannot be loaded the page says so, and asking again tries again', async ({
  page,
}) => {
  await page.route('**/check/index.json', (route) => route.abort());
  await page.goto('/check/#product=lantern&version=2.1.0');
  await expect(page.getByRole('status')).toHaveText(/could not be loaded/);
  await page.unroute('**/check/index.json');
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByRole('heading', { name: /Lantern 2\.1\.0 is affected/ })).toBeVisible();
});

test('without script the question is answered by the page of each release', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/advisories/');
  await page.getByRole('link', { name: 'Check your version' }).click();
  await expect(page.getByRole('button', { name: 'Check' })).toBeHidden();
  await page.getByRole('link', { name: '2.3.1', exact: true }).click();
  await expect(page.getByText('Lantern 2.3.1 is affected by 3 advisories.')).toBeVisible();
  await page.getByRole('link', { name: 'Looking at a template runs its commands' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Looking at a template/);
  await context.close();
});

test('the table of releases scrolls by itself, by keyboard too, with its headers in sight', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/releases/');
  const region = page.getByRole('region', { name: 'Releases of Lantern and its advisories' });
  await region.focus();
  await page.keyboard.press('End');
  const header = page.getByRole('rowheader', { name: '0.9.0' });
  await region.evaluate((it) => it.scrollTo(200, it.scrollHeight));
  await expect(header).toBeInViewport();
  const box = await header.boundingBox();
  const outer = await region.boundingBox();
  expect(Math.abs((box?.x ?? 0) - (outer?.x ?? 0))).toBeLessThanOrEqual(2);
  await expect(page.getByRole('columnheader', { name: 'Release', exact: true })).toBeInViewport();
});

test('an alias leads to its advisory, without script', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/advisories/EXAMPLE-ALIAS-2026-0417/');
  await expect(page).toHaveURL(/\/advisories\/EXAMPLE-2026-0002\/$/);
  await context.close();
});
