/** The one drawing of the mark, a small guarded door: an arch, its opening, and the latch that waits in it. */

/** Side of the square that it is drawn in; every edge lies on a whole pixel at half of it, so that 16 pixels are sharp. */
export const markSize = 32;

/** One path of one colour, filled by the even-odd rule, so that it stands on any ground. */
export const markPath =
  'M2 30V16a14 14 0 0 1 28 0v14zm8 0h12V16a6 6 0 0 0-12 0zm6-8a2 2 0 1 0 4 0 2 2 0 1 0-4 0z';

/** The colours of an icon on light and on dark: the accents of tokens.css, where no theme changes them. */
export const markColours = { light: '#0a5f59', dark: '#6fd3c4' } as const;

/** What `public/favicon.svg` holds: it follows the reader's scheme by itself, for a page's styles do not reach it. */
export function renderFavicon(): string {
  const { light, dark } = markColours;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${markSize} ${markSize}"><title>Security</title>` +
    `<style>path{fill:${light}}@media(prefers-color-scheme:dark){path{fill:${dark}}}</style>` +
    `<path fill="${light}" fill-rule="evenodd" d="${markPath}"/></svg>\n`
  );
}
