/** The whole way in one go: a report through the form, opened, made a draft, published, and read on page and in feeds. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'playwright/test';
import { startDesk } from '../helpers/started-desk.ts';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

test('a sample report becomes an advisory that page, feed and OSV hold', async ({ page }) => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), 'postern-publishing-'));
  const content = join(folder, 'content');
  cpSync(join(root, 'content'), content, { recursive: true });
  const env = { POSTERN_CONTENT: content, POSTERN_DATE: '2026-11-22' };
  const desk = await startDesk(env);
  const command = async (...args: string[]) => {
    const options = { cwd: root, env: { ...process.env, ...env } };
    return (await run(process.execPath, ['src/cli/desk.ts', ...args], options)).stdout;
  };
  const key = ['--key', join(desk.state, 'keys', 'secret.asc')];
  const maildir = ['--maildir', join(desk.state, 'mail')];
  try {
    await page.goto(`${desk.url}/report/`);
    await page.getByRole('button', { name: 'Fill in a sample' }).click();
    await page.getByRole('button', { name: 'Encrypt and send' }).click();
    await expect(page.getByRole('heading', { name: 'Your report was received' })).toBeVisible({
      timeout: 30_000,
    });
    // Asking for the inbox delivers what is waiting.
    await page.goto(`${desk.url}/_inbox/`);
    await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();

    const report = await command('open', '--json', ...maildir, ...key);
    const { summary } = JSON.parse(report) as { summary: string };
    writeFileSync(join(folder, 'report.json'), report);
    const begun = JSON.parse(
      await command(
        ...['new', 'advisory', '--json', '--from', join(folder, 'report.json')],
        ...['--introduced', '2.3.0', '--fixed', '2.4.2', '--summary', 'Whoever exports is hit.'],
        ...['--cvss', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:N/I:H/A:H', '--cwe', 'CWE-22'],
      ),
    ) as { id: string; file: string };
    const { id } = begun;
    const draft = resolve(root, begun.file);
    const written = readFileSync(draft, 'utf8').replaceAll(/^Write .*$/gm, 'Words of our own.');
    writeFileSync(draft, written);
    const published = await command('publish', id);
    expect(published).toContain(` commit -m 'advisory: ${id}'`);
    expect(published).toContain('Thanks to: wick');

    await desk.stop();
    const out = join(folder, 'out');
    await run(process.execPath, ['src/cli/build.ts'], {
      cwd: root,
      env: { ...process.env, ...env, POSTERN_OUT: out },
    });
    const read = (path: string) => readFileSync(join(out, path), 'utf8');
    for (const text of [read(`advisories/${id}/index.html`), read('advisories/rss.xml')]) {
      expect(text).toContain(summary);
      expect(text).toContain('2.4.2');
      expect(text).toContain('Words of our own.');
      expect(text).not.toContain('wick@example.org');
    }
    expect(read(`advisories/${id}/index.html`)).toContain('wick');
    const osv = JSON.parse(read(`osv/${id}.json`));
    expect(osv.summary).toBe(summary);
    expect(osv.affected[0].ranges[0].events).toEqual([{ introduced: '2.3.0' }, { fixed: '2.4.2' }]);
    expect(osv.credits).toEqual([{ name: 'wick', type: 'REPORTER' }]);
  } finally {
    await desk.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
