/** Promises of a desk in another language than the catalogue's: what scripts show is told in its language too. */
import { expect, test } from 'playwright/test';
import { builtSite } from '../helpers/built-site.ts';
import { type ServedSite, serveSite } from '../helpers/served-site.ts';

let desk: ServedSite;
test.beforeAll(async () => {
  const url = { POSTERN_URL: 'http://localhost' };
  desk = await serveSite((await builtSite('two-languages', url)).folder);
});
test.afterAll(() => desk.close());

test('the answer of the check is in the page’s language, and each advisory’s title in the desk’s', async ({
  page,
}) => {
  await page.goto(`${desk.url}/check/#product=kloeppel&version=1.0.0`);
  await expect(page.getByRole('heading', { name: /is affected by one advisory/ })).toBeVisible();
  const title = page.getByRole('link', { name: 'Klöppel überschreibt fremde Wünsche' });
  await expect(title).toHaveAttribute('lang', 'de');
});

test('what the form knows of a version is told so too', async ({ page }) => {
  await page.goto(`${desk.url}/report/#product=kloeppel&version=1.0.0`);
  await page.getByRole('button', { name: 'Is it known already?' }).click();
  const link = page.getByRole('link', { name: 'Klöppel überschreibt fremde Wünsche' });
  await expect(link.getByText('Klöppel überschreibt fremde Wünsche')).toHaveAttribute('lang', 'de');
});

test('a word of a translation is found from the search of the site', async ({ page }) => {
  await page.goto(`${desk.url}/search/?q=Relatar`);
  const found = page.getByRole('link', { name: 'Security policy (português (Brasil))' });
  await expect(found).toHaveAttribute('href', '/policy/pt-br/');
});
