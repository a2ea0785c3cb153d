/** Promises of a desk whose only channel is a private advisory: no form, no false word about accounts, one way shown. */
import { expect, test } from 'playwright/test';
import { builtSite } from '../helpers/built-site.ts';
import { type ServedSite, serveSite } from '../helpers/served-site.ts';

let site: ServedSite;

test.beforeAll(async () => {
  site = await serveSite(
    (await builtSite('best-effort', { POSTERN_URL: 'http://localhost' })).folder,
  );
});

test.afterAll(async () => {
  await site.close();
});

test('the button leads to the one way there is, and no form asks for text', async ({ page }) => {
  await page.goto(`${site.url}/`);
  await expect(page.getByText('No account is needed')).toHaveCount(0);
  await page.getByRole('main').getByRole('link', { name: 'Report a vulnerability' }).click();
  await expect(page.getByText('Security tab → Report a vulnerability')).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await expect(page.getByText('Lantern')).toHaveCount(0);
});
