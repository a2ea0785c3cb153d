/** Promises of the form beyond its short part: details, severity, hints and limits help, and none of them stands in the way. */
import { AxeBuilder } from '@axe-core/playwright';
import { generateKey } from 'openpgp';
import { expect, type Page, test } from 'playwright/test';
import {
  answers,
  fillForm,
  findArmor,
  openDetails,
  openForm,
  openWithGpg,
  readMail,
  send,
} from './report-desk.ts';

const received = (page: Page) => page.getByRole('heading', { name: 'Your report was received' });
const group = (page: Page, name: string) => page.locator('summary', { hasText: name });

/** What the maintainers read, opened by gpg. */
async function readReport(page: Page): Promise<string> {
  await expect(received(page)).toBeFocused();
  const id = (await page.getByText(/^[0-9a-f]{20}$/).textContent()) ?? '';
  const { text = '' } = await openWithGpg(findArmor(await readMail(id)));
  return text.replaceAll('\r\n', '\n');
}

test('a link fills in product and version, then leaves the address and no request', async ({
  page,
}) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto('/report/#product=lantern&version=2.3.0%2Bmark');
  await expect(page.getByLabel('What is the report about?')).toHaveValue('lantern');
  await expect(page.getByLabel('Which version?')).toHaveValue('2.3.0+mark');
  await expect(page).toHaveURL(/\/report\/$/);
  expect(requests.join()).not.toMatch(/mark|version=/);
  await page.goto('about:blank');
  await page.goto('/report/#product=nothing-like-it');
  await expect(page).toHaveURL(/\/report\/$/);
  await expect(page.getByLabel('What is the report about?')).toHaveValue('');
  await page.goto('/report/#by-hand');
  await expect(page).toHaveURL(/#by-hand$/);
});

test('the list of what is needed follows what is written, and is said once a field is left', async ({
  page,
}) => {
  await openForm(page);
  const list = page.getByRole('region', { name: 'What a maintainer still needs' });
  const item = (name: RegExp) => list.getByRole('listitem').filter({ hasText: name });
  await expect(list.getByText('Not yet')).toHaveCount(5);
  await page.getByLabel('Your report').fill('1. Open it.\n2. An attacker reads it all.');
  await expect(item(/step by step/)).toContainText('Found');
  await expect(item(/attacker gains/)).toContainText('Found');
  await expect(item(/The version/)).toContainText('Not yet');
  await page.getByLabel('Which version?').focus();
  await expect(list.getByRole('status')).toHaveText('2 of 5 are there.');
  await item(/shows it/)
    .getByRole('link')
    .click();
  await expect(page.getByLabel('Proof of concept')).toBeFocused();
});

test('details are opened and answered by keyboard alone, and reach the mail in words', async ({
  page,
}) => {
  await openForm(page);
  await fillForm(page);
  await group(page, 'Add details').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(group(page, 'How to see it')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Steps to reproduce')).toBeFocused();
  await page.keyboard.type('Open it.');
  await group(page, 'What kind it is').press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('A path leads out');
  await expect(page.getByLabel('Which of these comes closest?')).toHaveValue('CWE-22');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^0 of 11 questions are answered/)).toBeVisible();
  const questions = page.getByRole('group', { name: 'Severity in questions' }).getByRole('group');
  for (const question of await questions.all()) {
    await question.getByRole('radio').first().press('Space');
  }
  const vector = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H';
  await expect(page.getByLabel('CVSS vector')).toHaveValue(vector);
  await expect(page.getByText('This comes to 10.0 of 10, critical.')).toBeVisible();
  await page.getByRole('button', { name: 'Encrypt and send' }).press('Enter');
  const text = await readReport(page);
  expect(text).toContain(`Severity: ${vector} (10.0 of 10, critical)`);
  expect(text).toContain('Kind of problem: A path leads out of its folder (CWE-22)');
  expect(text).toContain('Steps to reproduce\n------------------\nOpen it.\n');
});

test('a vector may be typed, changed to the other version, and be left empty after all', async ({
  page,
}) => {
  await openForm(page);
  await openDetails(page);
  const field = page.getByLabel('CVSS vector');
  await field.fill('CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N');
  await field.blur();
  await expect(page.getByText('This comes to 6.1 of 10, medium.')).toBeVisible();
  await page.getByRole('button', { name: 'Work it out with questions' }).click();
  await expect(page.getByLabel('3.1, with fewer questions')).toBeChecked();
  await expect(page.getByText('All questions are answered.')).toBeVisible();
  await page.getByLabel('4.0, the newer one').check();
  await expect(page.getByText(/of 11 questions are answered/)).toBeVisible();
  await field.fill('quite bad');
  await field.blur();
  await expect(page.getByText(/not a complete vector.*sent as you wrote it/)).toBeVisible();
  await page.getByRole('button', { name: 'I don’t know' }).click();
  await expect(field).toHaveValue('');
  await expect(page.getByText(/not a complete vector/)).toBeHidden();
});

test('a key for the answer is looked at, each wrong one ends in a sentence, and none stops the report', async ({
  page,
}) => {
  const { privateKey } = await generateKey({
    userIDs: [{ name: 'Wick' }],
    date: new Date('2024-01-01'),
    format: 'object',
  });
  const good = privateKey.toPublic().armor();
  const { publicKey: expired } = await generateKey({
    userIDs: [{ name: 'Old' }],
    date: new Date('2024-01-01'),
    keyExpirationTime: 3600,
  });
  await openForm(page);
  await fillForm(page);
  await openDetails(page);
  const field = page.getByLabel('Your OpenPGP key');
  for (const [typed, said] of [
    ['keys.example.org/wick', /not an OpenPGP public key/],
    [`${good}\n${good}`, /more than one key/],
    [good.slice(0, 200), /cannot be read/],
    [expired, /has expired/],
    [good, /key of Wick\. It can be used\. Fingerprint: [0-9A-F]{4} /],
    [privateKey.armor(), /private key, which nobody else may have/],
  ] as const) {
    await field.fill(typed);
    await field.blur();
    await expect(page.getByText(said)).toBeVisible();
  }
  await send(page);
  expect(await readReport(page)).not.toContain('PRIVATE KEY');
});

test('a private key under a public name is told, and nothing is sent until it is taken out', async ({
  page,
}) => {
  const posts: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(request.url());
  });
  const { privateKey } = await generateKey({ userIDs: [{ name: 'Wick' }], format: 'object' });
  await openForm(page);
  await fillForm(page);
  await openDetails(page);
  const field = page.getByLabel('Your OpenPGP key');
  await field.fill(privateKey.armor().replaceAll('PRIVATE', 'PUBLIC'));
  await field.blur();
  await expect(
    page.getByText(/private key, which nobody else may have\. It is never/),
  ).toBeVisible();
  await send(page);
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/so nothing was encrypted or sent/);
  await expect(page.getByLabel('Your report')).toHaveValue(answers['Your report']);
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByRole('alert').getByRole('link')).toHaveText(/^OpenPGP key for replies: /);
  expect(posts).toEqual([]);
  await field.fill('');
  await send(page);
  await expect(received(page)).toBeFocused();
});

test('what is too long is said while it is typed, kept whole, and never sent', async ({ page }) => {
  const posts: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(request.url());
  });
  await openForm(page);
  await fillForm(page);
  const box = page.getByLabel('Your report');
  await box.fill('x'.repeat(160_000));
  await expect(page.getByText('More than 150000 of 200000 bytes are used.')).toBeVisible();
  await box.fill('🔥'.repeat(150_000));
  await expect(box).toHaveAccessibleDescription(/have 600\d{3} bytes, and 200000 fit/);
  await send(page);
  await expect(page.getByRole('alert')).toBeFocused();
  expect(await box.inputValue()).toBe('🔥'.repeat(150_000));
  await box.fill('short');
  await expect(box).not.toHaveAttribute('aria-invalid');
  expect(posts).toEqual([]);
});

test('a fault in a closed group opens the group', async ({ page }) => {
  await openForm(page);
  await fillForm(page);
  await openDetails(page);
  await page.getByLabel('Affected since').fill('x'.repeat(1001));
  await group(page, 'Add details').click();
  await expect(page.getByLabel('Affected since')).toBeHidden();
  await send(page);
  const link = page.getByRole('alert').getByRole('link');
  await expect(link).toHaveText('Affected since: Shorten this: it has 1001 bytes, and 1000 fit.');
  await link.click();
  await expect(page.getByLabel('Affected since')).toBeFocused();
});

test('what is known is told when asked, from one file, and follows without another request', async ({
  page,
}) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  await openForm(page);
  await page.getByLabel('What is the report about?').selectOption('lantern');
  await page.getByLabel('Which version?').pressSequentially('2.3.0');
  await page.getByLabel('Summary').focus();
  expect(requests).not.toContain('/check/index.json');
  await page.getByRole('button', { name: 'Is it known already?' }).click();
  await expect(page.getByText(/published advisor(y hits|ies hit) Lantern 2\.3\.0\./)).toBeVisible();
  expect(requests.filter((path) => path === '/check/index.json')).toHaveLength(1);
  const asked = requests.length;
  await page.getByLabel('Which version?').fill('1.0.0');
  await page.getByLabel('Summary').focus();
  await expect(page.getByText(/Lantern 1\.0\.0/)).toBeVisible();
  await page.getByLabel('What is the report about?').selectOption('other');
  await expect(page.getByText('Say above what the report is about')).toBeVisible();
  // Parts of the form itself may come at any moment while somebody writes; they are the same for everybody.
  const told = requests.slice(asked).filter((path) => !/^\/_astro\/[\w.-]+\.js$/.test(path));
  expect(told).toEqual([]);
});

test('right-to-left text is written from its own side', async ({ page }) => {
  await openForm(page);
  for (const label of ['Summary', 'Your report']) {
    await page.getByLabel(label).fill('דליפת זיכרון');
    await expect(page.getByLabel(label)).toHaveCSS('direction', 'rtl');
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`with everything open it passes axe in ${colorScheme} colours and needs no scrolling sideways at 320 pixels`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 320, height: 640 });
    await openForm(page);
    await page.getByLabel('What is the report about?').selectOption('lantern');
    await page.getByLabel('Which version?').fill('2.3.0');
    await page.getByRole('button', { name: 'Is it known already?' }).click();
    await expect(page.getByText(/Lantern 2\.3\.0\./)).toBeVisible();
    await openDetails(page);
    await page.getByRole('button', { name: 'Work it out with questions' }).click();
    await page.getByLabel('Anywhere: it works over the internet').check();
    await page.getByLabel('Affected since').fill('x'.repeat(1001));
    await page.getByLabel('Your OpenPGP key').fill('none');
    await page.getByLabel('Your OpenPGP key').blur();
    await expect(page.getByText(/not an OpenPGP public key/)).toBeVisible();
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await new AxeBuilder({ page }).include('form').withTags(tags).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
}
