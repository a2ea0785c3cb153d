/** What a search among many advisories fetches until its first results stand there. */

import { withChromium } from './open-browser.ts';
import { serveCompressed } from './serve-compressed.ts';

/** Words that many advisories of a generated desk hold, that fewer do, and that one does. */
const questions = ['socket', 'symbolic link', 'crafted file', 'lock file leaks', 'case 777'];

/**
 * @param site a built folder with its search index
 * @returns of each question, asked by a browser that has been nowhere yet, thousands of bytes with the search page itself
 */
export async function weighFirstResults(site: string): Promise<number[]> {
  let bytes = 0;
  const served = await serveCompressed(site, (_path, sent) => {
    bytes += sent;
  });
  try {
    return await withChromium(async (browser) => {
      const weights: number[] = [];
      for (const question of questions) {
        bytes = 0;
        const page = await browser.newPage({ baseURL: served.url });
        await page.goto(`/search/?${new URLSearchParams({ q: question })}`);
        await page.getByRole('main').getByRole('listitem').first().waitFor();
        weights.push(bytes / 1000);
        await page.close();
      }
      return weights;
    });
  } finally {
    await served.close();
  }
}
