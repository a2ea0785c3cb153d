/** Promises of `npm run dev`: the same desk with its relay and inbox, and an edit is on the page without a new start. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'playwright/test';

const root = resolve(import.meta.dirname, '../..');

test('a report is taken, the inbox shows it, and an edited policy is seen at once', async ({
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-dev-'));
  const content = join(folder, 'content');
  cpSync(join(root, 'content'), content, { recursive: true });
  const child = spawn(process.execPath, ['src/cli/dev.ts'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: '0',
      POSTERN_STATE: join(folder, 'state'),
      POSTERN_CONTENT: content,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const url = await new Promise<string>((done, fail) => {
      let printed = '';
      const look = (chunk: Buffer) => {
        printed += chunk.toString();
        const [, address] = /(http:\/\/localhost:\d+)[\s\S]*Ctrl-C/.exec(printed) ?? [];
        if (address !== undefined) done(address);
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      child.once('exit', (code) => fail(new Error(`It ended with ${code}:\n${printed}`)));
    });
    // Beside the site Vite answers with files, to whoever is on this machine.
    const draft = '/tests/checks/embargo-due/embargoed/BASE-2026-0002.mdx';
    expect(existsSync(join(root, draft))).toBe(true);
    expect((await page.request.get(`${url}${draft}`)).status()).toBe(403);
    await page.goto(`${url}/report/`);
    await page.getByRole('button', { name: 'Fill in a sample' }).click();
    await page.getByRole('button', { name: 'Encrypt and send' }).click();
    await expect(page.getByRole('heading', { name: 'Your report was received' })).toBeVisible({
      timeout: 30_000,
    });
    await page.goto(`${url}/_inbox/`);
    await page.getByRole('main').getByRole('link').first().click();
    await expect(page.getByRole('heading', { name: 'What the maintainer reads' })).toBeVisible();

    await page.goto(`${url}/policy/`);
    const file = join(content, 'policy', 'thanks.mdx');
    writeFileSync(file, `${readFileSync(file, 'utf8')}\nAn edit of this moment.\n`);
    await expect
      .poll(
        async () => {
          await page.reload();
          return page.getByText('An edit of this moment.').count();
        },
        { timeout: 20_000 },
      )
      .toBe(1);
  } finally {
    child.kill('SIGINT');
    await new Promise((done) => child.once('exit', done));
    rmSync(folder, { recursive: true, force: true });
  }
});
