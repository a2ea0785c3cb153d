/** What a reporter sees of a report before it leaves: files with their facts, the preview; and how it is stopped. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from 'playwright/test';
import { toJpeg } from '../unit/report/telling-picture.ts';
import {
  answers,
  fillForm,
  findArmor,
  openForm,
  openWithGpg,
  readMail,
  send,
} from './report-desk.ts';

const reports = '**/v1/reports';
const received = (page: Page) => page.getByRole('heading', { name: 'Your report was received' });
const previewed = (page: Page) => page.getByRole('heading', { name: 'This is what will be sent' });

test('the preview shows the very text that the maintainers open, the files with their hashes, and who can read it', async ({
  page,
}) => {
  const content = Buffer.from('proof of concept');
  const hash = createHash('sha256').update(content).digest('hex');
  let posted = 0;
  await page.route(reports, (route) => {
    posted += 1;
    return route.fallback();
  });
  await openForm(page);
  await fillForm(page);
  const file = { name: 'poc.txt', mimeType: 'text/plain', buffer: content };
  await page.getByLabel('Files').setInputFiles(file);
  await expect(page.getByText(`SHA-256 ${hash}`)).toBeVisible();
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(previewed(page)).toBeFocused();
  const shown = await page.getByLabel('The text as the maintainers see it').inputValue();
  await expect(page.getByText(`SHA-256 ${hash}`).filter({ visible: true })).toHaveCount(1);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  expect(posted).toBe(0);

  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(received(page)).toBeFocused();
  const id = (await page.getByText(/^[0-9a-f]{20}$/).textContent()) ?? '';
  const opened = await openWithGpg(findArmor(await readMail(id)));
  expect(opened.text?.replaceAll('\r\n', '\n').trimEnd()).toBe(shown.trimEnd());

  const copied = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save my copy (Markdown)' }).click();
  expect(readFileSync(await (await copied).path(), 'utf8')).toContain(`SHA-256 ${hash}`);
});

test('from the preview there is a way back to what was typed, and an edit encrypts anew', async ({
  page,
}) => {
  await openForm(page);
  await fillForm(page);
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(previewed(page)).toBeFocused();
  await page.getByRole('button', { name: 'Back to the report' }).click();
  const box = page.getByLabel('Your report');
  await expect(box).toBeFocused();
  await expect(box).toHaveValue(answers['Your report']);
  await box.fill('Corrected.');
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByLabel('The text as the maintainers see it')).toHaveValue(/Corrected\./);
});

test('a report under way can be stopped, keeps its text, and can be sent after all', async ({
  page,
}) => {
  let held = true;
  await page.route(reports, (route) => (held ? undefined : route.fallback()));
  await openForm(page);
  await fillForm(page);
  const asked = page.waitForRequest(reports);
  await send(page);
  await asked;
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('You stopped the sending')).toBeVisible();
  await expect(page.getByLabel('Your report')).toHaveValue(answers['Your report']);
  await expect(page.getByRole('button', { name: 'Stop' })).toBeHidden();
  held = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(received(page)).toBeFocused();
});

test('a report that was encrypted already is attached as it is, and not encrypted twice unawares', async ({
  page,
}) => {
  const armor = '-----BEGIN PGP MESSAGE-----\n\nd2Fpdw==\n-----END PGP MESSAGE-----\n';
  await openForm(page);
  await fillForm(page, { ...answers, 'Your report': armor });
  await expect(page.getByText('This was already encrypted.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove encrypted.asc' })).toBeVisible();
  await expect(page.getByLabel('Your report')).toHaveValue(/Already encrypted: see the attached/);
  await send(page);
  await expect(received(page)).toBeFocused();
  const id = (await page.getByText(/^[0-9a-f]{20}$/).textContent()) ?? '';
  const opened = await openWithGpg(findArmor(await readMail(id)));
  const attached = opened.attachments.at(-1);
  expect(Buffer.from(attached?.content as ArrayBuffer).toString()).toBe(armor);
});

test('an empty file, a dropped file and a pasted picture are taken; a file that is gone is named', async ({
  page,
}) => {
  await openForm(page);
  await fillForm(page);
  await page
    .getByLabel('Files')
    .setInputFiles({ name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) });
  await expect(page.getByText('This file is empty.')).toBeVisible();
  await page.getByLabel('Your report').evaluate((box) => {
    const put = (name: string) => {
      const data = new DataTransfer();
      data.items.add(new File(['x'], name, { type: 'image/png' }));
      return data;
    };
    const paste = { clipboardData: put('pasted.png'), bubbles: true, cancelable: true };
    box.dispatchEvent(new ClipboardEvent('paste', paste));
    const drop = { dataTransfer: put('dropped.png'), bubbles: true, cancelable: true };
    box.dispatchEvent(new DragEvent('drop', drop));
  });
  await expect(page.getByRole('button', { name: 'Remove pasted.png' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove dropped.png' })).toBeVisible();
  await expect(page.getByText(/^SHA-256 /)).toHaveCount(3);

  await page.evaluate(() => {
    Blob.prototype.arrayBuffer = () => Promise.reject(new DOMException('', 'NotFoundError'));
  });
  await page
    .getByLabel('Files')
    .setInputFiles({ name: 'gone.bin', mimeType: '', buffer: Buffer.from('gone') });
  await expect(page.getByText('This file cannot be read.')).toBeVisible();
  await expect(page.getByLabel('Your report')).toHaveValue(answers['Your report']);
});

test('a picture that was made to keep a program busy is taken, and the form stays usable', async ({
  page,
}) => {
  // TIFF: as many entries as there can be, each with the same text of nearly two megabytes.
  const hostile = Buffer.alloc(2_000_000);
  hostile.writeUInt32BE(0x4d4d002a, 0);
  hostile.writeUInt32BE(8, 4);
  hostile.writeUInt16BE(0xffff, 8);
  for (let at = 10; at < 10 + 0xffff * 12; at += 12) {
    hostile.set([0x87, 0x69, 0, 2, 0, 0x1c, 0xfd, 0xe0, 0, 0, 0, 10], at);
  }
  await openForm(page);
  await fillForm(page);
  await page
    .getByLabel('Files')
    .setInputFiles({ name: 'crash.tiff', mimeType: 'image/tiff', buffer: hostile });
  await page.getByLabel('Your report').fill('It crashes.');
  await expect(page.getByText(/^SHA-256 /)).toHaveCount(1, { timeout: 20_000 });
  await page.getByRole('button', { name: 'Remove crash.tiff' }).click();
  await expect(page.getByText('crash.tiff')).toHaveCount(0);
});

test('a photo that tells where it was taken is named, and sent without that at one click', async ({
  page,
}) => {
  await openForm(page);
  await fillForm(page);
  const photo = Buffer.from(toJpeg(6));
  await page
    .getByLabel('Files')
    .setInputFiles({ name: 'screen.jpg', mimeType: 'image/jpeg', buffer: photo });
  await expect(
    page.getByText('This picture tells the place it was taken and the camera.'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Take it out of screen.jpg' }).click();
  await expect(page.getByText('This picture tells')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Remove screen.jpg' })).toBeVisible();
  await page
    .getByLabel('Files')
    .setInputFiles({ name: 'notes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') });
  await expect(page.getByText(/^A PDF often names its author/)).toBeVisible();
  await send(page);
  await expect(received(page)).toBeFocused();
  const id = (await page.getByText(/^[0-9a-f]{20}$/).textContent()) ?? '';
  const opened = await openWithGpg(findArmor(await readMail(id)));
  const sent = opened.attachments.find(({ filename }) => filename === 'screen.jpg');
  expect(Buffer.from(sent?.content as ArrayBuffer).includes('Ace')).toBe(false);
  expect(photo.includes('Ace')).toBe(true);
});
