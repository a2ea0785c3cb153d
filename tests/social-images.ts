/**
 * `node tests/social-images.ts`: draws what stands beside a shared link, and the icons that cannot be SVG, and writes
 * them into `public/`. They name no project, so that every desk can use them.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright';
import { findBrowser } from '../src/cli/setup/browser-path.ts';
import { markColours, markPath, markSize, renderFavicon } from '../src/styles/mark.ts';

interface Card {
  readonly colour: string;
  readonly title: string;
  readonly below: string;
  /** How many of four bars are filled, so that severity is not told by colour alone; none on a page without one. */
  readonly bars: number | null;
}

const folder = resolve(import.meta.dirname, '../public');

/** The colours are those of the dark page. */
const cards: Readonly<Record<string, Card>> = {
  plain: {
    colour: '#6fd3c4',
    title: 'Security',
    below: 'Policy, advisories, encrypted reports',
    bars: null,
  },
  low: { colour: '#90c7ea', title: 'Low', below: 'Security advisory', bars: 1 },
  medium: { colour: '#ecca6a', title: 'Medium', below: 'Security advisory', bars: 2 },
  high: { colour: '#ffb07a', title: 'High', below: 'Security advisory', bars: 3 },
  critical: { colour: '#ff8fa3', title: 'Critical', below: 'Security advisory', bars: 4 },
};

function renderCard({ colour, title, below, bars }: Card): string {
  const filled = (index: number) => (index < (bars ?? 0) ? colour : '#2c383e');
  const scale = [0, 1, 2, 3].map(
    (index) =>
      `<rect x="${96 + index * 92}" y="498" width="76" height="14" rx="7" fill="${filled(index)}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630" width="1200" height="630">
<rect width="1200" height="630" fill="#10171b"/>
<rect width="1200" height="10" fill="${colour}"/>
<path transform="translate(800 146) scale(10.5)" fill="${colour}" fill-rule="evenodd" d="${markPath}"/>
<g font-family="Inter, 'Liberation Sans', 'DejaVu Sans', sans-serif">
<text x="96" y="330" font-size="128" font-weight="700" fill="#e4eaec" letter-spacing="-3">${title}</text>
<text x="96" y="410" font-size="38" fill="#a0afb6">${below}</text>
</g>
${bars === null ? '' : scale.join('')}
</svg>`;
}

/** @param share of the side that the mark takes, in the middle */
function renderMark(colour: string, share: number, ground = ''): string {
  const edge = (markSize * (1 - share)) / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${markSize} ${markSize}">${ground}
<path transform="translate(${edge} ${edge}) scale(${share})" fill="${colour}" fill-rule="evenodd" d="${markPath}"/>
</svg>`;
}

const browser = await chromium.launch({
  executablePath: findBrowser(process.env) ?? '',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage();
  mkdirSync(join(folder, 'social'), { recursive: true });
  for (const [name, card] of Object.entries(cards)) {
    await write(page, join('social', `${name}.png`), renderCard(card), 1200, 630);
  }
  writeFileSync(join(folder, 'favicon.svg'), renderFavicon());
  // A picture cannot follow the scheme: one colour that is seen on light and on dark.
  await write(page, 'favicon-32.png', renderMark('#12857c', 1), 32, 32);
  // Where a phone puts it, it needs a ground of its own; corners are cut by the phone.
  const ground = `<rect width="100%" height="100%" fill="${markColours.light}"/>`;
  await write(page, 'apple-touch-icon.png', renderMark('#fff', 0.6, ground), 180, 180);
} finally {
  await browser.close();
}

async function write(
  page: Page,
  file: string,
  svg: string,
  width: number,
  height: number,
): Promise<void> {
  await page.setViewportSize({ width, height });
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  await page.setContent(
    `<body style="margin:0"><img src="${source}" width="${width}" height="${height}" style="display:block">`,
  );
  await page.locator('img').evaluate((image: HTMLImageElement) => image.decode());
  const png = await page.screenshot({ omitBackground: true });
  writeFileSync(join(folder, file), png);
  process.stdout.write(`${file}: ${png.length} bytes\n`);
}
