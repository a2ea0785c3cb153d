/** Promises of a desk on a static host: without a relay the form ends in a file to hand over, without a key it says so. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { builtSite } from '../helpers/built-site.ts';
import { type ServedSite, serveSite } from '../helpers/served-site.ts';

test.describe('a desk with keys and without a relay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-static-'));
  let site: ServedSite;

  test.beforeAll(async () => {
    cpSync('tests/fixtures/desk', join(folder, 'desk'), { recursive: true });
    const file = join(folder, 'desk', 'desk.yaml');
    const lines = readFileSync(file, 'utf8').split('\n');
    const from = lines.findIndex((line) => line.startsWith('relay:'));
    const rest = lines.findIndex((line, index) => index > from && /^\S/.test(line));
    lines.splice(from, (rest < 0 ? lines.length : rest) - from);
    writeFileSync(file, lines.join('\n'));
    const built = await builtSite('fixture', {
      POSTERN_CONTENT: join(folder, 'desk'),
      POSTERN_URL: 'http://localhost',
    });
    site = await serveSite(built.folder);
  });

  test.afterAll(async () => {
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('the report is encrypted, handed over as a file, and never called received; nothing is posted', async ({
    page,
  }) => {
    const asked: string[] = [];
    await page.goto(`${site.url}/report/`);
    page.on('request', (request) =>
      asked.push(`${request.method()} ${new URL(request.url()).pathname}`),
    );
    await page.getByLabel('What is the report about?').selectOption({ index: 1 });
    await page.getByLabel('Summary').fill('A shape file runs code');
    await page.getByLabel('Your report').fill('Open it.');
    await page.getByRole('button', { name: 'Encrypt', exact: true }).click();
    await expect(
      page.getByRole('heading', { name: 'Your report is encrypted. Now hand it over' }),
    ).toBeVisible();
    await expect(page.getByText(/received/i).filter({ visible: true })).toHaveCount(0);
    await expect(
      page.getByRole('link', { name: /security@fixture\.test|Mail/ }).first(),
    ).toBeVisible();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the encrypted file' }).click(),
    ]);
    const saved = readFileSync(await download.path(), 'latin1');
    // A public-key encrypted session key packet comes first, in the current format (RFC 9580 section 4.2).
    const [, first = ''] = /^-----BEGIN PGP MESSAGE-----\n\n(\S{4})/.exec(saved) ?? [];
    expect(Buffer.from(first, 'base64')[0]).toBe(0xc1);
    // The page's own files, and the host's clock by the head of one of them.
    const own = /^GET \/(_astro\/|favicon)|^HEAD \/report\/readers\.json$/;
    expect(asked.filter((line) => !own.test(line))).toEqual([]);
  });
});

test('a desk without a key says that it cannot receive, and its form takes no text', async ({
  page,
}) => {
  const built = await builtSite('demonstration', { POSTERN_URL: 'http://localhost' });
  const site = await serveSite(built.folder);
  try {
    await page.goto(`${site.url}/report/`);
    await expect(
      page.getByRole('heading', { name: 'This form cannot receive a report yet' }),
    ).toBeVisible();
    await expect(page.getByLabel('Your report')).toBeDisabled();
    await expect(page.getByRole('button', { name: /Encrypt/ })).toBeDisabled();
  } finally {
    await site.close();
  }
});
