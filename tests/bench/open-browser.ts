/** A real Chromium, and a started desk beside it, for as long as one measurement lasts. */
import { type Browser, chromium } from 'playwright';
import { findBrowser } from '../../src/cli/setup/browser-path.ts';
import { type StartedDesk, startDesk } from '../helpers/started-desk.ts';

/** @throws Error where there is no Chromium */
export async function withChromium<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const executablePath = findBrowser(process.env);
  if (executablePath === null) {
    throw new Error('There is no Chromium. `npm run setup` gets one.');
  }
  // Chromium refuses its sandbox to root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'];
  const browser = await chromium.launch({ executablePath, args });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** With a started desk. @throws Error where there is no Chromium */
export async function withBrowser<T>(
  work: (browser: Browser, desk: StartedDesk) => Promise<T>,
): Promise<T> {
  return withChromium(async (browser) => {
    const desk = await startDesk();
    try {
      return await work(browser, desk);
    } finally {
      await desk.stop();
    }
  });
}
