/** Promises of every page whatever a desk holds: nothing is cut off, nothing moves, focus is seen, on a phone, on paper, in forced colours. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { builtSite } from '../helpers/built-site.ts';
import { type HostileDesk, writeHostileDesk } from '../helpers/hostile-desk.ts';
import { type ServedSite, serveSite } from '../helpers/served-site.ts';

const folder = mkdtempSync(join(tmpdir(), 'postern-hostile-'));
let desk: HostileDesk;
let full: ServedSite;
let empty: ServedSite;
/** Every kind of page of the full desk, and those that look different without contents. */
let addresses: readonly string[];

test.beforeAll(async () => {
  // Two builds, one of 400 advisories, beside whatever else runs.
  test.setTimeout(300_000);
  desk = writeHostileDesk(join(folder, 'desk'), 400);
  const url = { POSTERN_URL: 'http://localhost' };
  const content = { POSTERN_CONTENT: join(folder, 'desk') };
  full = await serveSite((await builtSite('fixture', { ...url, ...content })).folder);
  empty = await serveSite((await builtSite('best-effort', url)).folder);
  const pages = [
    '/',
    '/policy/',
    '/report/',
    '/advisories/',
    '/advisories/page/2/',
    '/advisories/subscribe/',
    `/advisories/${desk.long}/`,
    `/advisories/${desk.rightToLeft}/`,
    '/check/',
    '/releases/',
    '/releases/anvil/3.0.0/',
    '/hall-of-fame/',
    '/keys/',
    '/search/',
  ];
  const bare = ['/', '/policy/', '/report/', '/advisories/', '/check/', '/releases/'];
  addresses = [
    ...pages.map((path) => full.url + path),
    ...[...bare, '/hall-of-fame/', '/keys/', '/guides/', '/search/'].map(
      (path) => empty.url + path,
    ),
  ];
});

test.afterAll(async () => {
  await full?.close();
  await empty?.close();
  rmSync(folder, { recursive: true, force: true });
});

// 320 pixels are also what is left of 1280 at a zoom of 400 %.
for (const width of [320, 1280, 1920]) {
  test(`at ${width} pixels nothing is cut off, nothing scrolls sideways, and nothing moves`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    for (const address of addresses) {
      await page.goto(address);
      expect(await findCutOff(page), address).toEqual([]);
      expect(await readShifts(page), address).toEqual([]);
    }
  });
}

test('what moves is noticed', async ({ page }) => {
  await page.goto(`${full.url}/policy/`);
  await page.evaluate(() => document.body.prepend(document.createElement('textarea')));
  await expect.poll(async () => (await readShifts(page)).length).toBeGreaterThan(0);
});

test('where the script of the form does not come, its place is given up for the way by hand', async ({
  page,
}) => {
  await page.route('**/*.js', (route) => route.abort());
  await page.goto(`${full.url}/report/`);
  const way = page.getByRole('heading', { name: 'Encrypt it by hand' });
  // Far below, as long as it might come.
  await expect
    .poll(async () => (await way.boundingBox())?.y ?? Number.POSITIVE_INFINITY, { timeout: 30_000 })
    .toBeLessThan(900);
  await expect(page.getByText('Save the keys of the maintainers')).toBeVisible();
});

test('on a phone the button stands beside the name however long that is, and both signs keep their names', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto(`${full.url}/`);
  const banner = page.getByRole('banner');
  const button = banner.getByRole('link', { name: 'Report a vulnerability', exact: true });
  const name = banner.getByRole('link', { name: /^A project with a rather long name/ });
  const [right, left] = [await button.boundingBox(), await name.boundingBox()];
  expect(right?.x).toBeGreaterThan((left?.x ?? 0) + (left?.width ?? 0));
  expect(right?.y).toBeLessThan((left?.y ?? 0) + (left?.height ?? 0));
  const search = banner.getByRole('link', { name: 'Search', exact: true });
  // WCAG 2.2, 2.5.8.
  expect((await search.boundingBox())?.width).toBeGreaterThanOrEqual(24);
  expect((await search.boundingBox())?.height).toBeGreaterThanOrEqual(24);
});

test('on paper the text stands alone and whole', async ({ page }) => {
  // A4 between margins, at 96 pixels to the inch.
  await page.setViewportSize({ width: 680, height: 960 });
  await page.emulateMedia({ media: 'print' });
  for (const address of addresses) {
    await page.goto(address);
    expect(await findCutOff(page), address).toEqual([]);
    await expect(page.getByRole('banner')).toBeHidden();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  // A printer leaves grounds out, so nothing may be said by one, but for the shape of a severity.
  await page.goto(`${full.url}/`);
  const button = page.getByRole('main').getByRole('link', { name: 'Report a vulnerability' });
  await expect(button).toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
  const shape = page.locator('.severity').first();
  expect(await shape.evaluate((it) => getComputedStyle(it, '::before').printColorAdjust)).toBe(
    'exact',
  );
});

test('the keyboard sees where it is, on every link and control, in given and in forced colours', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 800 });
  for (const forcedColors of ['none', 'active'] as const) {
    // Without it, pages scroll smoothly to what has the focus, and it is in sight a moment later.
    await page.emulateMedia({ forcedColors, reducedMotion: 'reduce' });
    for (const path of ['/', '/report/', `/advisories/${desk.long}/`]) {
      await page.goto(full.url + path);
      const unseen: string[] = [];
      for (let step = 0; step < 40; step += 1) {
        await page.keyboard.press('Tab');
        const fault = await readFocusFault(page);
        if (fault !== null) unseen.push(fault);
      }
      expect(unseen, `${path} ${forcedColors}`).toEqual([]);
    }
  }
});

test('in forced colours the button has an edge, and severity keeps its shape', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(`${full.url}/advisories/`);
  const button = page.getByRole('banner').getByRole('link', { name: 'Report a vulnerability' });
  const edge = await button.evaluate((it) => {
    const style = getComputedStyle(it);
    return [style.borderTopStyle, style.borderTopColor === style.backgroundColor];
  });
  expect(edge).toEqual(['solid', false]);
  const shape = await page
    .locator('.severity')
    .first()
    .evaluate((it) => {
      const style = getComputedStyle(it, '::before');
      return [
        style.clipPath === 'none',
        style.backgroundColor === getComputedStyle(document.body).backgroundColor,
      ];
    });
  expect(shape).toEqual([false, false]);
});

test('a title is shown whole, and one from right to left is read from its own side', async ({
  page,
}) => {
  await page.goto(`${full.url}/advisories/${desk.long}/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(desk.longTitle);
  await page.goto(`${full.url}/advisories/${desk.rightToLeft}/`);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(desk.arabicTitle);
  expect(await heading.evaluate((it) => getComputedStyle(it).unicodeBidi)).toBe('plaintext');
});

test('prose in two writings is read block by block from its own side, its lists and tables too, and code from the left', async ({
  page,
}) => {
  await page.goto(`${full.url}/advisories/${desk.rightToLeft}/`);
  const sides = await page.locator('.prose > *').evaluateAll((blocks) =>
    blocks.map((it) => {
      const { direction, textAlign } = getComputedStyle(it);
      const arabic = /^[^a-z]*[\u0600-\u06ff]/i.test(it.textContent ?? '');
      const name =
        arabic && it.tagName !== 'PRE' ? 'Arabic' : it.tagName === 'PRE' ? 'code' : 'English';
      return `${name} ${direction} ${textAlign}`;
    }),
  );
  expect([...new Set(sides)].toSorted()).toEqual([
    'Arabic rtl start',
    'English ltr start',
    'code ltr left',
  ]);
  expect(sides.filter((it) => it.startsWith('Arabic'))).toHaveLength(5);
  const list = page.locator('.prose ul').filter({ hasText: 'النقطة' });
  expect(await list.evaluate((it) => getComputedStyle(it).paddingRight)).not.toBe('0px');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`two lines of theme.css give the whole ${colorScheme} site another accent, and all of it can be read`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${full.url}/`);
    const button = page.getByRole('main').getByRole('link', { name: 'Report a vulnerability' });
    const link = page.getByRole('link', { name: 'Check your version' });
    const accent = desk.accent[colorScheme];
    await expect(button).toHaveCSS('background-color', accent);
    await expect(link).toHaveCSS('color', accent);
    expect(
      await readContrast(page, 'var(--color-accent-contrast)', 'var(--color-accent)'),
    ).toBeGreaterThan(4.5);
    for (const surface of ['surface', 'surface-raised', 'accent-surface']) {
      for (const text of ['accent', 'accent-hover']) {
        const contrast = await readContrast(
          page,
          `var(--color-${text})`,
          `var(--color-${surface})`,
        );
        expect(contrast, `${text} on ${surface}`).toBeGreaterThan(4.5);
      }
    }
  });
}

/** What is wider than the page or than the box that hides the rest of it. What can be scrolled by itself is not cut off. */
async function findCutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const name = (it: Element) =>
      `${it.tagName.toLowerCase()}.${it.getAttribute('class') ?? ''}: ${(it.textContent ?? '').trim().slice(0, 40)}`;
    // One pixel that is clipped away: it is there to be heard.
    const isForEars = (it: Element | null): boolean =>
      it !== null &&
      (getComputedStyle(it).clipPath === 'inset(50%)' || isForEars(it.parentElement));
    const width = document.documentElement.clientWidth;
    const found = document.documentElement.scrollWidth > width ? ['the page scrolls sideways'] : [];
    for (const it of document.querySelectorAll('body *')) {
      if (!it.checkVisibility() || it.closest('svg') !== null || isForEars(it)) continue;
      const hides = /hidden|clip/.test(getComputedStyle(it).overflowX);
      if (hides && it.scrollWidth > it.clientWidth + 1) found.push(`hidden in ${name(it)}`);
      const box = it.getBoundingClientRect();
      if (box.left >= -1 && box.right <= width + 1) continue;
      let parent = it.parentElement;
      while (parent !== null && !/auto|scroll/.test(getComputedStyle(parent).overflowX)) {
        parent = parent.parentElement;
      }
      if (parent === null) found.push(`outside ${name(it)}`);
    }
    return found;
  });
}

/** What has moved since the page began to load, by the browser's own account. */
async function readShifts(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const found: PerformanceEntry[] = [];
    const observer = new PerformanceObserver((list) => found.push(...list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    // What this frame changes is laid out by the next.
    await frame();
    await frame();
    found.push(...observer.takeRecords());
    return found.map((it) => {
      const { value, sources = [] } = it as PerformanceEntry & {
        value: number;
        sources?: { node: Node | null }[];
      };
      const nodes = sources.map(({ node }) =>
        node instanceof Element ? `${node.tagName}.${node.className}` : String(node?.nodeName),
      );
      return `${value.toFixed(4)} ${nodes.join(' ')}`;
    });
  });
}

/** Why what has the focus cannot be told from the rest, or null. */
async function readFocusFault(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const it = document.activeElement;
    if (it === null || it === document.body) return null;
    const name = `${it.tagName.toLowerCase()} ${(it.textContent ?? '').trim().slice(0, 40)}`;
    const style = getComputedStyle(it);
    if (style.outlineStyle === 'none' || Number.parseFloat(style.outlineWidth) < 2) {
      return `${name} has no outline`;
    }
    const box = it.getBoundingClientRect();
    const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return seen ? null : `${name} is out of sight`;
  });
}

/** Contrast of two colours of the page by WCAG 2.2, section "contrast ratio". */
async function readContrast(page: Page, text: string, surface: string): Promise<number> {
  const colours = await page.evaluate(
    (values) => {
      const canvas = new OffscreenCanvas(1, 1).getContext('2d');
      const probe = document.createElement('span');
      document.body.append(probe);
      const read = values.map((value) => {
        probe.style.color = value;
        if (canvas === null) return [];
        canvas.fillStyle = getComputedStyle(probe).color;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
      });
      probe.remove();
      return read;
    },
    [text, surface],
  );
  const [first = 0, second = 0] = colours.map((parts) => {
    const [red = 0, green = 0, blue = 0] = parts.map((part) => {
      const share = part / 255;
      return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  });
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}
