/** A started desk and a real Chromium beside it, for as long as one measurement lasts. */
import { type Browser, chromium } from 'playwright';
import { findBrowser } from '../../src/cli/setup/browser-path.ts';
import { type StartedDesk, startDesk } from '../helpers/started-desk.ts';

/** @throws Error where there is no Chromium */
export async function withBrowser<T>(
  work: (browser: Browser, desk: StartedDesk) => Promise<T>,
): Promise<T> {
  const executablePath = findBrowser(process.env);
  if (executablePath === null) {
    throw new Error('There is no Chromium. `npm run setup` gets one.');
  }
  const desk = await startDesk();
  try {
    // Chromium refuses its sandbox to root.
    const args = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'];
    const browser = await chromium.launch({ executablePath, args });
    try {
      return await work(browser, desk);
    } finally {
      await browser.close();
    }
  } finally {
    await desk.stop();
  }
}
