/** The browser tests: one Chromium, one started desk, each test once. */
import { defineConfig, devices } from 'playwright/test';
import { findBrowser } from './src/cli/setup/browser-path.ts';

// Looked for once; the workers inherit it.
const browser = findBrowser(process.env);
if (browser !== null) process.env.CHROMIUM_PATH = browser;

const report = process.env.POSTERN_BROWSER_REPORT;
const root = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'test-results',
  globalSetup: './tests/helpers/browser-desk.ts',
  globalTimeout: 1_200_000,
  timeout: 60_000,
  forbidOnly: true,
  retries: 0,
  // Two cores: one for the browser, one for the desk. And one Maildir, whose newest mail is the test's own.
  workers: 1,
  reporter: [['list'], ...(report ? [['json', { outputFile: report }] as const] : [])],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env.POSTERN_TEST_URL ?? '',
    launchOptions: {
      ...(browser === null ? {} : { executablePath: browser }),
      args: [
        // Chromium refuses its sandbox to root.
        ...(root ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [{ name: 'chromium' }],
});
