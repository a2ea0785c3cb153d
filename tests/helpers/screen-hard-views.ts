/** What is hard on a page, for looking at: too much of everything, text from right to left, paper, forced colours, a zoom of 400 %. */
import type { ScreenView } from './screen-views.ts';

/** Pages whose look depends most on what a reader sets. */
const told: readonly (readonly [string, string])[] = [
  ['front', '/'],
  ['policy', '/policy/'],
  ['advisories', '/advisories/'],
  ['advisory', '/advisories/EXAMPLE-2026-0001/'],
  ['check-answer', '/check/#product=lantern&version=2.3.0'],
  ['keys', '/keys/'],
  ['report', '/report/'],
  ['search-results', '/search/#q=symbolic+link'],
];

/** A4 between margins, at 96 pixels to the inch. */
const paper = 680;

/** At 400 % a window of 1280 by 900 shows this much. */
const zoomed = { width: 320, height: 225 } as const;

const demonstration = { desk: 'demonstration' } as const;

const toldViews: readonly ScreenView[] = told.flatMap(([name, path]): ScreenView[] => [
  {
    name: `print-${name}`,
    ...demonstration,
    path,
    media: { media: 'print' },
    widths: [paper],
    schemes: ['light'],
  },
  {
    name: `forced-${name}`,
    ...demonstration,
    path,
    media: { forcedColors: 'active' },
    widths: [390, 1280],
  },
  {
    name: `zoom-${name}`,
    ...demonstration,
    path,
    widths: [zoomed.width],
    height: zoomed.height,

    schemes: ['light'],
  },
  {
    name: `still-${name}`,
    ...demonstration,
    path,
    media: { reducedMotion: 'reduce' },
    widths: [390],
    schemes: ['light'],
  },
]);

const hostileViews: readonly ScreenView[] = (
  [
    ['front', '/'],
    ['policy', '/policy/'],
    ['report', '/report/'],
    ['60-credits', '/advisories/GEN-2023-0001/'],
    ['right-to-left', '/advisories/GEN-2024-0002/'],
    ['advisories', '/advisories/by/year/2024/'],
    ['hall-of-fame', '/hall-of-fame/'],
    ['subscribe', '/advisories/subscribe/'],
    ['check', '/check/'],
    ['releases', '/releases/'],
  ] as const
).map(([name, path]) => ({ name: `hostile-${name}`, desk: 'hostile', path }));

export const hardViews: readonly ScreenView[] = [...hostileViews, ...toldViews];
