/** A receipt is kept as a file, and judged again later without a request. */
import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from 'playwright/test';
import { fillForm, openForm, send } from './report-desk.ts';

test('a receipt that was saved, as text or JSON, is found good later, and a changed one is not', async ({
  page,
}) => {
  await openForm(page);
  await fillForm(page);
  await send(page);
  await expect(page.getByRole('heading', { name: 'Your report was received' })).toBeFocused();
  const saved: string[] = [];
  for (const name of ['Save the receipt', 'Save it as text']) {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    saved.push(readFileSync(await (await download).path(), 'utf8'));
  }
  await page.reload();
  await page.getByRole('heading', { name: 'Check a receipt' }).click();
  const box = page.getByLabel('Paste the receipt that you saved');
  const posted: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') posted.push(request.url());
  });
  for (const text of saved) {
    await box.fill(text);
    await expect(page.getByText(/^This receipt is good\. The relay had report/)).toBeVisible();
  }
  await box.fill(saved[0]?.replace(/("receivedAt": ")\d{4}/, '$12025') ?? '');
  await expect(page.getByText(/not good: its signature was made with none/)).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await box.fill('');
  await expect(page.locator('#receipt-said')).toBeEmpty();
  expect(posted).toEqual([]);
});

test('a receipt stands alone on the page, and on paper it is whole', async ({ page }) => {
  await openForm(page);
  const ways = page.getByRole('heading', { name: 'Ways to report, the preferred first' });
  await expect(ways).toBeVisible();
  await fillForm(page);
  await send(page);
  await expect(page.getByRole('heading', { name: 'Your report was received' })).toBeFocused();
  await expect(ways).toBeHidden();
  await expect(page.getByRole('complementary', { name: 'Who can read it' })).toBeHidden();
  const signature = page.getByText(/signature: [\w-]{86}/);
  await expect(signature).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(signature).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save the receipt' })).toBeHidden();
});
