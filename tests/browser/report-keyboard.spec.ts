/** The form for whoever has a keyboard alone or hears the page: the focus is never lost, and stands where things go on. */
import { expect, type Page, test } from 'playwright/test';
import { fillForm, openDetails, openForm } from './report-desk.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const status = (page: Page) => page.locator('.report-status');

/** Holds every request to an address until the test lets them go. */
async function hold(page: Page, address: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(address, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

test('while a report is on its way the focus is on what is said of it, Stop is next, and leads back to the button', async ({
  page,
}) => {
  const release = await hold(page, '**/prove.worker-*.js');
  await openForm(page);
  await fillForm(page);
  await button(page, 'Encrypt and send').press('Enter');
  await expect(status(page)).toBeFocused();
  await expect(status(page)).toHaveText('Encrypted. Doing the work that the relay asks for…');
  await page.keyboard.press('Tab');
  await expect(button(page, 'Stop')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button(page, 'Encrypt and send')).toBeFocused();
  await expect(status(page)).toHaveText('Stopped. Nothing was sent.');
  release();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Your report was received' })).toBeFocused();
});

test('preview, sending from it and trying again each leave the focus on what comes next', async ({
  page,
}) => {
  await openForm(page);
  await fillForm(page);
  await button(page, 'Preview').press('Enter');
  await expect(page.getByRole('heading', { name: 'This is what will be sent' })).toBeFocused();
  const release = await hold(page, '**/v1/reports');
  await button(page, 'Send').press('Enter');
  await expect(status(page)).toBeFocused();
  await expect(status(page)).toContainText('Encrypted.');
  await page.keyboard.press('Tab');
  await expect(button(page, 'Stop')).toBeFocused();
  await expect(status(page)).toContainText('Sending');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^Nobody has confirmed/ })).toBeFocused();
  release();
  await page.keyboard.press('Tab');
  await expect(button(page, 'Try again')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Your report was received' })).toBeFocused();
});

test('the button of a draft takes the focus along when it goes', async ({ page }) => {
  await openForm(page);
  await fillForm(page);
  const notice = page.locator('[data-part="draft"]');
  await button(page, 'Keep an encrypted draft on this device').press('Enter');
  await expect(notice).toBeFocused();
  await expect(notice).toContainText('A draft is kept on this device');
  await page.keyboard.press('Tab');
  await expect(button(page, 'Delete the draft')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Your report')).toBeFocused();
  await expect(notice).toBeHidden();

  await button(page, 'Keep an encrypted draft on this device').press('Enter');
  await expect.poll(() => page.evaluate(async () => (await indexedDB.databases()).length)).toBe(1);
  page.on('dialog', (dialog) => dialog.accept());
  await page.reload();
  await button(page, 'Continue with it').press('Enter');
  await expect(notice).toBeFocused();
});

test('the questions of severity are begun where they begin', async ({ page }) => {
  await openForm(page);
  await openDetails(page);
  await button(page, 'Work it out with questions').press('Enter');
  await expect(page.getByLabel('4.0, the newer one')).toBeFocused();
});

test('what a button has filled in is said as if it had been typed', async ({ page }) => {
  await openForm(page);
  await button(page, 'Fill in a sample').press('Enter');
  const needs = page.getByRole('region', { name: 'What a maintainer still needs' });
  await expect(needs.getByRole('status')).toHaveText('5 of 5 are there.');
});

test('what was copied after a failure is said beside its button', async ({ page }) => {
  await page.route('**/v1/reports', (route) => route.abort());
  await openForm(page);
  await fillForm(page);
  await button(page, 'Encrypt and send').press('Enter');
  const ways = page.locator('[data-end="ways"]');
  await ways.getByRole('button', { name: 'Copy the encrypted text' }).press('Enter');
  await expect(ways.getByRole('status')).toHaveText(
    /^(Copied: |The encrypted text is shown above)/,
  );
});
