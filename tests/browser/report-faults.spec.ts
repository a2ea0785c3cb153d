/** Whatever goes wrong on the way ends in a sentence, the text kept, and the encrypted report or another way at hand. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as openpgp from 'openpgp';
import { expect, type Page, test } from 'playwright/test';
import { type ProblemCode, proofHeader, toProblem } from '../../src/contract.ts';
import {
  answers,
  changeConfig,
  fillForm,
  findArmor,
  openForm,
  openWithGpg,
  send,
} from './report-desk.ts';

const reports = '**/v1/reports';
const received = (page: Page) => page.getByRole('heading', { name: 'Your report was received' });

/** The panel of a failure: heading, sentence, and everything typed still there. */
async function expectFailure(page: Page, heading: string, sentence: string | RegExp) {
  await expect(page.getByRole('heading', { name: heading })).toBeFocused();
  await expect(page.getByText(sentence)).toBeVisible();
  await expect(page.getByLabel('Your report')).toHaveValue(answers['Your report']);
  await expect(page.getByText(/was received/)).toBeHidden();
}

async function save(page: Page, button: string): Promise<{ name: string; content: string }> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const saved = await download;
  return { name: saved.suggestedFilename(), content: readFileSync(await saved.path(), 'utf8') };
}

async function sendFilled(page: Page): Promise<void> {
  await openForm(page);
  await fillForm(page);
  await send(page);
}

const answered: readonly (readonly [
  what: string,
  answer: Parameters<import('playwright/test').Route['fulfill']>[0],
  heading: string,
  sentence: RegExp,
])[] = [
  [
    '413',
    { status: 413, json: toProblem('too-large') },
    'Your report was not sent',
    /larger than the relay takes/,
  ],
  [
    '429 with Retry-After',
    { status: 429, headers: { 'Retry-After': '300' }, json: toProblem('too-many-requests', 300) },
    'Your report was not sent',
    /after 5 minutes/,
  ],
  [
    '500',
    { status: 500, json: toProblem('internal') },
    'Your report was not sent',
    /The relay failed\. Nothing was stored\./,
  ],
  [
    'the page of a proxy',
    { status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' },
    'Nobody has confirmed your report yet',
    /means nothing to this page \(status 502\)/,
  ],
  [
    '202 without a receipt',
    { status: 202, json: { ok: true } },
    'Nobody has confirmed your report yet',
    /means nothing to this page \(status 202\)/,
  ],
  [
    'a receipt for another report',
    {
      status: 202,
      json: {
        id: 'a'.repeat(20),
        sha256: 'a'.repeat(64),
        receivedAt: '2026-11-20T02:00:00Z',
        relay: 'https://relay.example',
        signature: 'A'.repeat(86),
      },
    },
    'Nobody has confirmed your report yet',
    /it speaks of another report/,
  ],
];

for (const [what, answer, heading, sentence] of answered) {
  test(`a relay that answers with ${what}: a sentence, the text kept, the same bytes again`, async ({
    page,
  }) => {
    const posted: Buffer[] = [];
    await page.route(reports, (route) => {
      posted.push(route.request().postDataBuffer() ?? Buffer.alloc(0));
      return posted.length === 1 ? route.fulfill(answer) : route.fallback();
    });
    await sendFilled(page);
    await expectFailure(page, heading, sentence);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(received(page)).toBeFocused();
    expect(posted.length).toBe(2);
    expect(posted[0]?.equals(posted[1] ?? Buffer.alloc(0))).toBe(true);
  });
}

test('what was encrypted can be saved as a file and as a ready mail, in three steps, and both open with gpg', async ({
  page,
}) => {
  await changeConfig(page, () => ({
    channels: [{ kind: 'mail', label: 'Mail', href: 'mailto:security@desk.example' }],
  }));
  await page.route(reports, (route) => route.abort());
  await sendFilled(page);
  await expectFailure(page, 'Nobody has confirmed your report yet', /could not be reached/);
  const steps = page.locator('.ways > li').filter({ visible: true });
  await expect(steps).toHaveCount(3);
  const file = await save(page, 'Save the encrypted file');
  expect(file.name).toMatch(/^security-report-[0-9a-f]{8}\.asc$/);
  const mail = await save(page, 'Save as a ready mail (.eml)');
  expect(mail.name).toMatch(/\.eml$/);
  expect(mail.content).toMatch(/^To: security@desk\.example\r$/m);
  expect(mail.content).not.toContain(answers.Summary);
  for (const armor of [file.content, findArmor(mail.content)]) {
    expect((await openWithGpg(armor)).subject).toContain(answers.Summary);
  }
});

test('a relay that says nothing for a minute is given up', async ({ page }) => {
  await page.clock.install();
  let asked = 0;
  await page.route(reports, () => {
    asked += 1;
  });
  await sendFilled(page);
  await expect.poll(() => asked).toBe(1);
  await page.clock.fastForward(70_000);
  await expectFailure(page, 'Nobody has confirmed your report yet', /did not answer in time/);
});

test('a key that expires while the page is open is named, and nothing is encrypted to it', async ({
  page,
}) => {
  const hour = 3600;
  const { publicKey } = await openpgp.generateKey({
    userIDs: [{ name: 'Soon' }],
    keyExpirationTime: hour,
    format: 'object',
  });
  const key = {
    owner: 'Soon',
    fingerprint: publicKey.getFingerprint().toUpperCase(),
    armored: publicKey.armor(),
    expires: null,
  };
  await changeConfig(page, () => ({ certificates: [key] }));
  await openForm(page);
  await fillForm(page);
  const now = new Date(Date.now() + 2 * hour * 1000).toISOString();
  await page.route('**/health', (route) =>
    route.fulfill({ json: { status: 'ok', now, proof: 0 } }),
  );
  await send(page);
  await expectFailure(page, 'Your report was not sent', /Soon: the key has expired/);
  await expect(page.getByRole('button', { name: 'Save the encrypted file' })).toBeHidden();
});

test('a browser that refuses workers keeps the text and shows the way by hand', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'Worker', {
      value: class {
        constructor() {
          throw new DOMException('', 'SecurityError');
        }
      },
    });
  });
  await sendFilled(page);
  await expectFailure(page, 'Your report was not sent', /could not run the encryption/);
  await page.getByRole('heading', { name: 'Encrypt it by hand' }).click();
  await expect(page.getByText('gpg --armor --encrypt')).toBeVisible();
});

test('a browser without Web Crypto in the page keeps the encrypted report for another way', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });
  });
  await sendFilled(page);
  await expectFailure(page, 'Your report was not sent', /small piece of work/);
  const { content } = await save(page, 'Save the encrypted file');
  expect((await openWithGpg(content)).subject).toContain(answers.Summary);
});

test('a page that did not arrive safely says so, and takes nothing', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'isSecureContext', { value: false });
  });
  await page.goto('/report/');
  await expect(page.getByRole('heading', { name: /opened without https/ })).toBeVisible();
  await expect(page.getByLabel('Summary')).toBeDisabled();
});

for (const code of ['proof-wrong', 'proof-missing'] as const satisfies readonly ProblemCode[]) {
  test(`work that the relay no longer accepts (${code}) is done anew without a word`, async ({
    page,
  }) => {
    const proofs: string[] = [];
    await page.route(reports, async (route) => {
      const headers = await route.request().allHeaders();
      proofs.push(headers[proofHeader.toLowerCase()] ?? '');
      const body = route.request().postDataBuffer() ?? Buffer.alloc(0);
      expect(proofs.at(-1)).toContain(createHash('sha256').update(body).digest('hex'));
      if (proofs.length > 1) return route.fallback();
      return route.fulfill({ status: 400, json: toProblem(code) });
    });
    await sendFilled(page);
    await expect(received(page)).toBeFocused();
    expect(proofs.length).toBe(2);
  });
}
