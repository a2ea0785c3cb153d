/** What the tests of the form share: filling it in, and opening what came of it as a maintainer would, with gpg. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from 'playwright/test';
import PostalMime, { type Email } from 'postal-mime';
import type { ReportConfig } from '../../src/report/config.ts';
import { createGpg } from '../helpers/gpg.ts';

const state = process.env.POSTERN_TEST_STATE ?? '';

/** Answers by the label that a reporter reads. */
export const answers = {
  'Which version?': '2.3.0',
  Summary: 'A crafted scene writes outside its folder',
  'Your report': '## Steps\n\nOpen it.',
  'Where can we answer you?': 'wick@example.org',
};

export async function openForm(page: Page): Promise<void> {
  await page.goto('/report/');
  await expect(page.getByRole('button', { name: 'Encrypt and send' })).toBeVisible();
}

/** Fills in everything but files. */
export async function fillForm(page: Page, typed: Record<string, string> = answers): Promise<void> {
  await page.getByLabel('What is the report about?').selectOption({ index: 1 });
  for (const [label, answer] of Object.entries(typed)) await page.getByLabel(label).fill(answer);
}

/** Opens “Add details” and every group in it. */
export async function openDetails(page: Page): Promise<void> {
  await page.locator('summary', { hasText: 'Add details' }).click();
  for (const summary of await page.locator('.details-group > summary').all()) await summary.click();
}

export async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Encrypt and send' }).click();
}

/** Changes what the page tells its form, as another desk would. */
export async function changeConfig(
  page: Page,
  change: (config: ReportConfig) => object,
): Promise<void> {
  await page.route('**/report/', async (route) => {
    const response = await route.fetch();
    const html = (await response.text()).replace(/data-config="([^"]*)"/, (_, found: string) => {
      const json = found.replaceAll(/&(?:quot|#34);/g, '"').replaceAll(/&(?:amp|#38);/g, '&');
      const changed = JSON.stringify({ ...JSON.parse(json), ...change(JSON.parse(json)) });
      return `data-config="${changed.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
    });
    await route.fulfill({ response, body: html });
  });
}

/** Opens a binary or armored message with the desk's secret key, by gpg and not by the library that made it. */
export async function openWithGpg(message: Uint8Array | string): Promise<Email & { raw: string }> {
  const gpg = await createGpg();
  try {
    await gpg.run(['--import'], readFileSync(join(state, 'keys', 'secret.asc')));
    const plaintext = await gpg.decrypt(message);
    return { ...(await PostalMime.parse(plaintext)), raw: plaintext.toString('latin1') };
  } finally {
    await gpg.close();
  }
}

/** The mail that the relay wrote for a receipt, waited for. */
export async function readMail(receiptId: string): Promise<string> {
  const folder = join(state, 'mail', 'new');
  let mail = '';
  await expect
    .poll(() => {
      const name = readdirSync(folder).find((file) => file.includes(receiptId));
      if (name !== undefined) mail = readFileSync(join(folder, name), 'latin1');
      return mail;
    })
    .toContain('-----END PGP MESSAGE-----');
  return mail;
}

/** The armored message in a mail. */
export function findArmor(mail: string): string {
  return /-----BEGIN PGP MESSAGE-----[\s\S]*-----END PGP MESSAGE-----\r?\n/.exec(mail)?.[0] ?? '';
}
