/** Promises of a whole deployment: each product's maintainers alone read its reports, a dead key closes no door, and a key is exchanged while forms are open. */
import { expect, type Page, test } from 'playwright/test';
import PostalMime from 'postal-mime';
import { type Deployment, deploy } from '../helpers/deployment.ts';
import { createGpg, type Gpg, type MadeKey } from '../helpers/gpg.ts';
import { answers, findArmor } from './report-desk.ts';

test.use({ ignoreHTTPSErrors: true });
// It builds sites, and encrypts where other work goes on.
test.describe.configure({ timeout: 180_000 });

/** Encrypting, proving, sending and mailing have no speed of their own to keep. */
const patience = { timeout: 45_000 };

let deployment: Deployment;
/** One home a key, so that what opens a message is known. */
const homes = new Map<string, Gpg>();

/** Makes a key in a home of its own; keys are older than any clock that the tests run by. */
async function makeKey(home: string, name: string, expires = '0'): Promise<MadeKey> {
  const gpg = await createGpg();
  homes.set(home, gpg);
  const wish = { name, kind: 'curve25519', made: '20240101T000000', expires } as const;
  return await gpg.makeKey(wish);
}

test.beforeAll(async () => {
  test.setTimeout(180_000);
  deployment = await deploy('tests/desks/two-teams');
  deployment.putKeys({
    ana: (await makeKey('ana', 'Ana')).armored,
    bea: (await makeKey('bea', 'Bea')).armored,
    cleo: (await makeKey('cleo', 'Cleo', '2027-01-01')).armored,
  });
  await deployment.build();
  await deployment.startRelay('2026-11-22T12:00:00Z');
});

test.afterAll(async () => {
  await deployment.close();
  for (const gpg of homes.values()) await gpg.close();
});

/** Opens the form and writes a whole report about a product. */
async function writeReport(page: Page, product: string): Promise<void> {
  await page.goto(`${deployment.url}/report/`);
  await page.getByLabel('What is the report about?').selectOption({ label: product });
  for (const [label, answer] of Object.entries(answers)) await page.getByLabel(label).fill(answer);
}

async function sendReport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Encrypt and send' }).click();
}

/** Sends, and reads the status of the relay's answer. */
async function sendForStatus(page: Page): Promise<number> {
  const answer = page.waitForResponse('**/v1/reports', patience);
  await sendReport(page);
  return (await answer).status();
}

/** Waits for the receipt, and reads who can open the mail that came of it, and its text. */
async function receive(page: Page): Promise<{ readers: string[]; text: string }> {
  await expect(page.getByRole('heading', { name: 'Your report was received' })).toBeFocused(
    patience,
  );
  const id = (await page.getByText(/^[0-9a-f]{20}$/).textContent()) ?? '';
  await expect.poll(() => deployment.findMail(id), patience).toContain('-----END PGP MESSAGE-----');
  const armor = findArmor(deployment.findMail(id) ?? '');
  const readers: string[] = [];
  let text = '';
  for (const [name, gpg] of homes) {
    const opened = await gpg.decrypt(armor).catch(() => null);
    if (opened === null) continue;
    readers.push(name);
    ({ text = '' } = await PostalMime.parse(opened));
  }
  return { readers, text };
}

test('a report about a product can be opened by its maintainers and by nobody else, and is promised what they promise', async ({
  page,
}) => {
  const posts: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'GET') return;
    posts.push(`${request.method()} ${request.url()} ${JSON.stringify(request.headers())}`);
  });
  const readers = page.getByRole('complementary', { name: 'Who can read it' });
  await writeReport(page, 'Loom');
  await expect(readers.getByRole('listitem')).toHaveText([/^Ana/]);
  await page.getByLabel('What is the report about?').selectOption({ label: 'Shuttle' });
  await expect(readers.getByRole('listitem')).toHaveText([/^Bea/, /^Cleo/]);
  await expect(readers.getByText('answered within 12 hours')).toBeVisible();
  await expect(page.getByText('Only Bea and Cleo can read it.')).toBeVisible();

  await sendReport(page);
  const opened = await receive(page);
  expect(opened.readers).toEqual(['bea', 'cleo']);
  expect(opened.text).toContain('Product: Shuttle');
  // Half a day after the relay's clock, where the desk would promise two days.
  expect(opened.text).toContain('An answer was promised by 2026-11-23 00:00 UTC.');
  await expect(page.getByText('by 2026-11-23 00:00 UTC')).toBeVisible();
  expect(posts.filter((it) => it.startsWith('POST'))).toHaveLength(1);
  expect(posts.join('\n')).not.toMatch(/shuttle/i);
});

test('when sending fails, the ways that are offered are those of the product', async ({ page }) => {
  await page.route('**/v1/reports', (route) => route.abort());
  await writeReport(page, 'Shuttle');
  await sendReport(page);
  await expect(page.getByRole('link', { name: 'shuttle@weavers.test' })).toBeVisible(patience);
  await expect(page.getByText('takes the encrypted text as the description')).toBeHidden();
  await page.getByLabel('What is the report about?').selectOption({ label: 'Thread' });
  await sendReport(page);
  await expect(page.getByText('takes the encrypted text as the description')).toBeVisible(patience);
  await expect(page.getByRole('link', { name: 'shuttle@weavers.test' })).toBeHidden();
});

test('a desk of three keys with one dead still receives, and names the one that is left out', async ({
  page,
}) => {
  await deployment.setClock('2027-01-02T12:00:00Z');
  await writeReport(page, 'Something else, or I am not sure');
  await sendReport(page);
  await expect(page.getByText('Not encrypted to Cleo: the key has expired')).toBeVisible(patience);
  expect((await receive(page)).readers).toEqual(['ana', 'bea']);
});

test('a key is exchanged while forms are open: the relay follows, the old key is good for seven days, and then a form asks', async ({
  page,
  context,
}) => {
  const late = await context.newPage();
  const fresh = await context.newPage();
  await deployment.setClock('2027-02-01T12:00:00Z');
  await writeReport(page, 'Loom');
  await writeReport(late, 'Loom');

  const key = await makeKey('ana again', 'Ana');
  deployment.putKeys({ ana: key.armored });
  await deployment.build();

  // Nobody tells the relay: it looks when a report comes that is encrypted to a key it does not know.
  await deployment.setClock('2027-02-02T12:00:00Z');
  await writeReport(fresh, 'Loom');
  await sendReport(fresh);
  expect((await receive(fresh)).readers).toEqual(['ana again']);

  await deployment.setClock('2027-02-09T11:59:59Z');
  expect(await sendForStatus(page)).toBe(202);
  expect((await receive(page)).readers).toEqual(['ana']);

  const log = await deployment.setClock('2027-02-09T12:00:00Z');
  expect(log.filter(({ event }) => event === 'desk-read')).toHaveLength(2);
  expect(await sendForStatus(late)).toBe(409);
  const changed = late.getByRole('heading', { name: 'The maintainers have changed their keys' });
  await expect(changed).toBeFocused(patience);
  const groups = key.fingerprint.match(/.{4}/g)?.join(' ') ?? '';
  await expect(late.getByText(groups)).toBeVisible();
  await late.getByRole('button', { name: 'Encrypt again and send' }).click();
  expect((await receive(late)).readers).toEqual(['ana again']);
});
