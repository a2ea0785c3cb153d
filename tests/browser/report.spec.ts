/** Promises of the form to the reporter: nobody else reads it, it is never lost, and it says only what is true. */
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from 'playwright/test';
import { toProblem } from '../../src/contract.ts';
import {
  answers,
  changeConfig,
  fillForm,
  findArmor,
  openDetails,
  openForm,
  openWithGpg,
  readMail,
  send,
} from './report-desk.ts';

const received = (page: Page) => page.getByRole('heading', { name: 'Your report was received' });
const notConfirmed = (page: Page) =>
  page.getByRole('heading', { name: 'Nobody has confirmed your report yet' });
const reports = '**/v1/reports';

test('plaintext leaves in no request, URL, storage or console, and the mail opened with gpg has all of it', async ({
  page,
  context,
}) => {
  const mark = randomBytes(9).toString('hex');
  const typed = {
    'Which version?': `version${mark}`,
    Summary: `summary${mark}`,
    'Your report': `report${mark}\n${'x'.repeat(2000)}`,
    'Where can we answer you?': `reply${mark}`,
    'The name or handle to print': `credit${mark}`,
  };
  const detailed = Object.fromEntries(
    [
      'Steps to reproduce',
      'What should happen then?',
      'What happens instead?',
      'Proof of concept',
      'What does an attacker gain?',
      'What has to be true for it to work?',
      'Affected since',
      'CVSS vector',
      'Who else knows?',
      'Suggested fix',
      'Your OpenPGP key',
    ].map((label, index) => [label, `detail${index}${mark}`]),
  );
  const file = Buffer.concat([
    Buffer.from(`file${mark}`),
    randomBytes(40_000),
    Buffer.from('\r\n\n'),
  ]);
  const needles = [mark, mark.toUpperCase(), Buffer.from(mark).toString('hex')];
  for (const shift of ['', 'a', 'ab']) {
    // Base64 of the mark at each of its three alignments, without the characters that its neighbours change.
    needles.push(Buffer.from(`${shift}${mark}`).toString('base64').slice(4, -4));
  }
  const seen: string[] = [];
  const posted: string[] = [];
  context.on('request', (request) => {
    if (!['GET', 'HEAD'].includes(request.method())) posted.push(new URL(request.url()).pathname);
    seen.push(`${request.url()} ${JSON.stringify(request.headers())}`);
  });
  page.on('websocket', (socket) => seen.push(`${mark} in a socket to ${socket.url()}`));
  context.on('console', (message) => seen.push(message.text()));
  context.on('weberror', (error) => seen.push(String(error.error())));

  await openForm(page);
  await page.getByLabel('With a handle').check();
  await openDetails(page);
  await fillForm(page, { ...typed, ...detailed });
  // Everything that loads or asks for something while somebody writes.
  await page.getByRole('button', { name: 'Is it known already?' }).click();
  await expect(page.getByText(`Lantern version${mark}`, { exact: false }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Work it out with questions' }).click();
  await expect(page.getByText(/not an OpenPGP public key/)).toBeVisible();
  await page
    .getByLabel('Files')
    .setInputFiles({ name: `name${mark}.bin`, mimeType: 'application/octet-stream', buffer: file });
  await send(page);
  await expect(received(page)).toBeFocused();

  expect(posted).toEqual(['/v1/reports']);
  seen.push(page.url(), JSON.stringify(await context.storageState({ indexedDB: true })));
  seen.push(
    await page.evaluate(async () =>
      JSON.stringify([
        { ...localStorage },
        { ...sessionStorage },
        document.cookie,
        await caches.keys(),
        history.state,
        performance.getEntries().map(({ name }) => name),
      ]),
    ),
  );
  for (const text of seen) for (const needle of needles) expect(text).not.toContain(needle);

  const id = (await page.getByText(/^[0-9a-f]{20}$/).textContent()) ?? '';
  const mail = await readMail(id);
  const armor = findArmor(mail);
  const body = Buffer.from(armor.replace(/^=.*|^-.*/gm, ''), 'base64');
  // The receipt's id is the beginning of the hash: these are all the bytes that the relay was posted.
  expect(createHash('sha256').update(body).digest('hex').slice(0, 20)).toBe(id);
  for (const needle of needles) expect(mail + body.toString('latin1')).not.toContain(needle);
  const opened = await openWithGpg(armor);
  expect(opened.subject).toBe(`[Postern] summary${mark}`);
  for (const answer of Object.values({ ...typed, ...detailed })) {
    expect(opened.text?.replaceAll('\r\n', '\n')).toContain(answer);
  }
  const [json, attachment] = opened.attachments;
  const report = JSON.parse(Buffer.from(json?.content as ArrayBuffer).toString());
  expect(report).toMatchObject({
    format: 'postern-report',
    affectedVersion: typed['Which version?'],
    summary: typed.Summary,
    report: typed['Your report'],
    reply: typed['Where can we answer you?'],
    credit: { kind: 'handle', name: typed['The name or handle to print'] },
    files: [{ name: `name${mark}.bin`, bytes: file.length }],
  });
  expect(attachment?.filename).toBe(`name${mark}.bin`);
  expect(Buffer.from(attachment?.content as ArrayBuffer).equals(file)).toBe(true);
  // RFC 9788: what is repeated inside has to be what stands outside.
  const outer = await (await import('postal-mime')).default.parse(mail);
  expect(opened.raw).toContain(`HP-Outer: Subject: ${outer.subject}\r\n`);
  expect(opened.raw).toContain(`HP-Outer: From: ${outer.from?.name} <${outer.from?.address}>\r\n`);
});

test('before the first keystroke neither the worker nor OpenPGP is loaded, and then they are', async ({
  page,
}) => {
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.js')) scripts.push(request.url());
  });
  await openForm(page);
  await page.waitForLoadState('networkidle');
  expect(scripts.join()).not.toMatch(/worker|openpgp|flow/);
  const worker = page.waitForEvent('worker');
  await page.getByLabel('Summary').pressSequentially('a');
  expect((await worker).url()).toMatch(/seal\.worker/);
});

test('an empty form names each missing answer, and the focus goes to the list and from there to the field', async ({
  page,
}) => {
  await openForm(page);
  await send(page);
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveText([
    'Product: Choose what the report is about.',
    'Summary: Write one line that says what is wrong.',
    'Report: Describe what you found.',
  ]);
  const field = page.getByLabel('Your report');
  await expect(field).toHaveAccessibleDescription(/Describe what you found\./);
  await summary.getByRole('link', { name: /Describe/ }).click();
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill('It breaks.');
  await expect(field).not.toHaveAttribute('aria-invalid');
});

test('files over the limit are refused by their size, without being read', async ({ page }) => {
  const posts: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(request.url());
  });
  await page.addInitScript(() => {
    for (const name of ['arrayBuffer', 'bytes', 'stream', 'text'] as const) {
      Blob.prototype[name] = () => {
        throw new Error('read');
      };
    }
  });
  await openForm(page);
  await fillForm(page);
  await page.getByLabel('Files').setInputFiles([
    { name: 'half.bin', mimeType: '', buffer: Buffer.alloc(4 * 1024 * 1024) },
    { name: 'more.bin', mimeType: '', buffer: Buffer.alloc(4 * 1024 * 1024 + 1) },
  ]);
  const sentence = /together have 8\.1 MiB; the limit is 8 MiB/;
  await expect(page.getByLabel('Files')).toHaveAccessibleDescription(sentence);
  await send(page);
  await expect(page.getByRole('alert').getByRole('link')).toHaveText(sentence);
  expect(posts).toEqual([]);
  await page.getByRole('button', { name: 'Remove more.bin' }).click();
  await expect(page.getByLabel('Files')).not.toHaveAttribute('aria-invalid');
});

test('a relay that is down costs nothing: the text stays, the encrypted file opens, the retry sends the same', async ({
  page,
}) => {
  await page.route(reports, (route) => route.abort(), { times: 1 });
  await openForm(page);
  await fillForm(page);
  await send(page);
  await expect(notConfirmed(page)).toBeFocused();
  await expect(received(page)).toBeHidden();
  await expect(page.getByLabel('Your report')).toHaveValue(answers['Your report']);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the encrypted file' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/^security-report-[0-9a-f]{8}\.asc$/);
  const file = readFileSync(await saved.path(), 'utf8');
  expect((await openWithGpg(file)).subject).toBe(`[Postern] ${answers.Summary}`);

  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(received(page)).toBeFocused();
  const bytes = Buffer.from(file.replace(/^=.*|^-.*/gm, ''), 'base64');
  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 20);
  await expect(page.getByText(id, { exact: true })).toBeVisible();
});

test('a receipt that none of the published keys signed is never shown as received', async ({
  page,
}) => {
  const { x = '' } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
  await changeConfig(page, ({ relay }) => ({ relay: { ...relay, receiptKeys: [x] } }));
  await openForm(page);
  await fillForm(page);
  await send(page);
  await expect(notConfirmed(page)).toBeFocused();
  await expect(page.getByText(/signature was made with none of the published keys/)).toBeVisible();
  await expect(page.getByText(/was received/)).toBeHidden();
  await expect(page.getByLabel('Your report')).toHaveValue(answers['Your report']);
});

test('a browser without Ed25519 is told that the report is stored, and that the signature was not checked', async ({
  page,
}) => {
  await page.addInitScript(() => {
    SubtleCrypto.prototype.importKey = () =>
      Promise.reject(new DOMException('', 'NotSupportedError'));
  });
  await openForm(page);
  await fillForm(page);
  await send(page);
  await expect(page.getByRole('heading', { name: 'Your report is stored' })).toBeFocused();
  await expect(page.getByText('This browser cannot check the signature')).toBeVisible();
  await expect(page.getByText(/was received/)).toBeHidden();
});

test('keys changed meanwhile are shown and agreed to before anything is encrypted to them', async ({
  page,
}) => {
  let attempts = 0;
  await changeConfig(page, ({ certificates: [key] }) => ({
    certificates: [key, { ...key, owner: 'Left the team', fingerprint: 'A'.repeat(40) }],
  }));
  await page.route(reports, (route) => {
    attempts += 1;
    if (attempts > 1) return route.fallback();
    return route.fulfill({ status: 409, json: toProblem('key-not-published') });
  });
  await openForm(page);
  await fillForm(page);
  await send(page);
  const heading = page.getByRole('heading', { name: 'The maintainers have changed their keys' });
  await expect(heading).toBeFocused();
  expect(attempts).toBe(1);
  await page.getByRole('button', { name: 'Encrypt again and send' }).click();
  await expect(received(page)).toBeFocused();
  expect(attempts).toBe(2);
});

test('a dead key among good ones is named, and the report goes to the others', async ({ page }) => {
  await changeConfig(page, ({ certificates: [key] }) => ({
    certificates: [{ ...key, owner: 'Ann', fingerprint: 'A'.repeat(40) }, key],
  }));
  await openForm(page);
  await fillForm(page);
  await send(page);
  await expect(received(page)).toBeFocused();
  await expect(page.getByText(/^Not encrypted to Ann: the key is not the one/)).toBeVisible();
});

test('without a usable key nothing is encrypted or sent, and the text stays', async ({ page }) => {
  let posted = false;
  await page.route(reports, (route) => {
    posted = true;
    return route.abort();
  });
  await changeConfig(page, ({ certificates: [key] }) => ({
    certificates: [{ ...key, armored: '' }],
  }));
  await openForm(page);
  await fillForm(page);
  await send(page);
  await expect(page.getByRole('heading', { name: 'Your report was not sent' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Save the encrypted file' })).toBeHidden();
  await expect(page.getByLabel('Your report')).toHaveValue(answers['Your report']);
  expect(posted).toBe(false);
});

test('without a relay the encrypted report is handed to the reporter, and never called received', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const posts: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(request.url());
  });
  await changeConfig(page, () => ({ relay: null }));
  await openForm(page);
  await fillForm(page);
  await send(page);
  await expect(page.getByRole('heading', { name: 'Your report is encrypted' })).toBeFocused();
  await expect(page.getByText(/received/)).toBeHidden();
  await page.getByRole('button', { name: 'Copy the encrypted text' }).click();
  await expect(page.getByText(/^Copied: \d+ characters/)).toBeVisible();
  const armor = await page.evaluate(() => navigator.clipboard.readText());
  const opened = await openWithGpg(armor);
  expect(opened.subject).toBe(`[Postern] ${answers.Summary}`);
  expect(opened.raw).toContain('report-form@postern.invalid');
  expect(posts).toEqual([]);
});

test('leaving is warned of while there is unsent text, and not before or after', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    return dialog.accept();
  });
  await openForm(page);
  await page.reload();
  await fillForm(page);
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
  await fillForm(page);
  await send(page);
  await expect(received(page)).toBeFocused();
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
  await expect(page.getByLabel('Your report')).toHaveValue('');
});

test('my copy can be saved while writing and after, and then names the receipt', async ({
  page,
}) => {
  const save = async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save my copy (Markdown)' }).click();
    return readFileSync(await (await download).path(), 'utf8');
  };
  await openForm(page);
  await page.getByRole('button', { name: 'Insert a template' }).click();
  await expect(page.getByLabel('Your report')).toHaveValue(/## Steps to reproduce/);
  await fillForm(page);
  expect(await save()).toContain(answers['Your report']);
  await send(page);
  await expect(received(page)).toBeFocused();
  expect(await save()).toMatch(/- Receipt: [0-9a-f]{20}, /);
});

test('the sample is one click, and arrives', async ({ page }) => {
  await openForm(page);
  await page.getByRole('button', { name: 'Fill in a sample' }).click();
  await expect(page.getByRole('button', { name: 'Remove evil.lantern' })).toBeVisible();
  await send(page);
  await expect(received(page)).toBeFocused();
});

test('every state of the form passes axe at WCAG 2.2 AA', async ({ page }) => {
  const check = async (name: string) => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
    expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  };
  let down = true;
  await page.route(reports, (route) => (down ? route.abort() : route.fallback()));
  for (const colorScheme of ['light', 'dark'] as const) {
    down = true;
    await page.emulateMedia({ colorScheme });
    await openForm(page);
    await send(page);
    await expect(page.getByRole('alert')).toBeFocused();
    await page.getByText('Encrypt it by hand').click();
    await check('faults');
    await page.getByLabel('With my name').check();
    await page.getByRole('button', { name: 'Fill in a sample' }).click();
    await expect(page.getByRole('button', { name: 'Remove evil.lantern' })).toBeVisible();
    await send(page);
    await expect(notConfirmed(page)).toBeFocused();
    await check('failed');
    down = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(received(page)).toBeFocused();
    await check('received');
  }
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the page gives gpg commands for its own keys, and no way to post plaintext', async ({
    page,
  }) => {
    await page.goto('/report/');
    await expect(page.getByRole('button', { name: /Encrypt/ })).toBeHidden();
    const href = await page
      .getByRole('link', { name: /^Key of/ })
      .first()
      .getAttribute('href');
    const fingerprint = /([0-9A-F]{40})\.asc$/.exec(href ?? '')?.[1] ?? 'none';
    await expect(page.getByText('gpg --armor --encrypt')).toContainText(
      `--recipient-file ${fingerprint}.asc`,
    );
    const certificate = await page.request.get(href ?? '');
    expect(await certificate.text()).toContain('BEGIN PGP PUBLIC KEY BLOCK');
    expect(await page.locator('form[action], form[method="post"], [formaction]').count()).toBe(0);
  });
});
