/** A draft is kept only when somebody wants it, only encrypted, and only until the report was received. On touch devices it is offered. */
import { randomBytes } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import { devices, expect, type Page, test } from 'playwright/test';
import { answers, fillForm, openDetails, openForm, send } from './report-desk.ts';

const received = (page: Page) => page.getByRole('heading', { name: 'Your report was received' });

/** Everything in every database of the page, bytes as Latin-1, and whether a key can be read out. */
async function readDatabases(page: Page): Promise<{ stored: string[]; extractable: boolean }> {
  return await page.evaluate(async () => {
    const wait = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const stored: string[] = [];
    let extractable = false;
    const show = (value: unknown): string => {
      if (value instanceof CryptoKey) {
        extractable ||= value.extractable;
        return 'key';
      }
      if (value instanceof ArrayBuffer) value = new Uint8Array(value);
      if (value instanceof Uint8Array) {
        return Array.from(value, (byte) => String.fromCharCode(byte)).join('');
      }
      if (typeof value === 'object' && value !== null) return Object.values(value).map(show).join();
      return String(value);
    };
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await wait(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const all = await wait(database.transaction(store).objectStore(store).getAll());
        stored.push(...all.map(show));
      }
      database.close();
    }
    return { stored, extractable };
  });
}

test('nothing is kept unless it is asked for; then only what is encrypted, and it is put back', async ({
  page,
}) => {
  const mark = randomBytes(9).toString('hex');
  await openForm(page);
  await fillForm(page, { ...answers, 'Your report': `report ${mark}` });
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
  await expect(page.getByText('Nothing you type is stored in this browser.')).toBeVisible();

  await page.getByRole('button', { name: 'Keep an encrypted draft on this device' }).click();
  await expect(page.getByText(/^A draft is kept on this device/)).toBeVisible();
  await expect(page.getByText('Nothing you type is stored in this browser.')).toBeHidden();
  await expect.poll(async () => (await readDatabases(page)).stored.length).toBe(2);
  const before = (await readDatabases(page)).stored.join();
  await page.getByLabel('Summary').fill(`summary ${mark}`);
  await expect.poll(async () => (await readDatabases(page)).stored.join()).not.toBe(before);
  const { stored, extractable } = await readDatabases(page);
  expect(extractable).toBe(false);
  for (const needle of [mark, [...mark].join('\0'), Buffer.from(mark).toString('base64')]) {
    for (const text of stored) expect(text).not.toContain(needle);
  }
  const kept = async () =>
    await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(await kept()).toBe('[{},{}]');

  page.on('dialog', (dialog) => dialog.accept());
  await page.reload();
  await expect(page.getByText(/^There is an encrypted draft/)).toBeVisible();
  await expect(page.getByLabel('Your report')).toHaveValue('');
  await page.getByRole('button', { name: 'Continue with it' }).click();
  await expect(page.getByLabel('Your report')).toHaveValue(`report ${mark}`);
  await expect(page.getByLabel('Where can we answer you?')).toHaveValue(
    answers['Where can we answer you?'],
  );
  await send(page);
  await expect(received(page)).toBeFocused();
  await expect.poll(() => page.evaluate(() => indexedDB.databases())).toEqual([]);
});

test('what was said of an answer is said again once the draft is put back, and reaches the mail', async ({
  page,
}) => {
  await openForm(page);
  await fillForm(page);
  await openDetails(page);
  const vector = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N';
  await page.getByLabel('CVSS vector').fill(vector);
  await page.getByLabel('Your OpenPGP key').fill('keys.example.org/wick');
  await page.getByRole('button', { name: 'Keep an encrypted draft on this device' }).click();
  await expect.poll(async () => (await readDatabases(page)).stored.length).toBe(2);

  page.on('dialog', (dialog) => dialog.accept());
  await page.reload();
  await page.getByRole('button', { name: 'Continue with it' }).click();
  await openDetails(page);
  await expect(page.getByText('This comes to 6.1 of 10, medium.')).toBeVisible();
  await expect(page.getByText(/not an OpenPGP public key/)).toBeVisible();
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByLabel('The text as the maintainers see it')).toHaveValue(
    new RegExp(`^Severity: ${vector} \\(6\\.1 of 10, medium\\)$`, 'm'),
  );
});

test('a draft can be deleted at any time, and nothing of it is left', async ({ page }) => {
  await openForm(page);
  await fillForm(page);
  await page.getByRole('button', { name: 'Keep an encrypted draft on this device' }).click();
  await expect.poll(async () => (await readDatabases(page)).stored.length).toBe(2);
  await page.getByRole('button', { name: 'Delete the draft' }).click();
  await expect.poll(() => page.evaluate(() => indexedDB.databases())).toEqual([]);
  await page.getByLabel('Summary').fill('More text');
  await expect(page.getByText('Nothing you type is stored in this browser.')).toBeVisible();
  await expect(page.getByLabel('Your report')).toHaveValue(answers['Your report']);
});

test.describe('on a phone', () => {
  const { defaultBrowserType: _, ...phone } = devices['Pixel 7'];
  test.use({ ...phone, viewport: { width: 390, height: 844 } });

  test('a draft is offered at the first keystroke, everything can be touched, and a report is sent', async ({
    page,
  }) => {
    await openForm(page);
    await expect(page.getByText(/^This device may close the page/)).toBeHidden();
    await page.getByLabel('Summary').tap();
    await page.getByLabel('Summary').pressSequentially('A');
    await expect(page.getByText(/^This device may close the page/)).toBeVisible();
    expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
    await page.getByRole('button', { name: 'No draft' }).tap();
    await expect(page.getByText(/^This device may close the page/)).toBeHidden();

    const small = await page.locator('report-form').evaluate((form) =>
      [...form.querySelectorAll<HTMLElement>('button, input, select, textarea, summary, .choice')]
        .filter((it) => it.checkVisibility() && !it.closest('.choice > *'))
        .map((it) => ({
          what: it.getAttribute('aria-label') ?? (it.id || (it.textContent ?? '').trim()),
          height: it.getBoundingClientRect().height,
          font: Number.parseFloat(getComputedStyle(it).fontSize),
          typed: it.matches('input:not([type="file"]), select, textarea'),
        }))
        // A phone zooms into a control whose text is smaller than 16 pixels.
        .filter(({ height, font, typed }) => height < 43.5 || (typed && font < 16)),
    );
    expect(small).toEqual([]);
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wide).toBe(0);
    const chooser = page.getByLabel('Files');
    await expect(chooser).not.toHaveAttribute('capture');
    await expect(chooser).not.toHaveAttribute('accept');

    await fillForm(page);
    await page.getByRole('button', { name: 'Encrypt and send' }).tap();
    await expect(received(page)).toBeFocused();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});
