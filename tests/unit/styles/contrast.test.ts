/** Promises of every pair of colours that meets on a page, on light and on dark (WCAG 2.2, 1.4.3 and 1.4.11). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readColours, type Scheme, toContrast } from '../../helpers/token-colours.ts';

const tokens = readFileSync('src/styles/tokens.css', 'utf8');
const moreContrast = tokens.indexOf('@media (prefers-contrast: more)');
const given = tokens.slice(0, moreContrast);

const grounds = ['surface', 'surface-raised'] as const;
const tinted = ['danger-surface', 'warning-surface', 'success-surface', 'accent-surface'] as const;
const bands = ['critical', 'high', 'medium', 'low', 'none'] as const;

/** What is written, and what on. */
const texts: readonly (readonly [texts: readonly string[], grounds: readonly string[]])[] = [
  [
    ['text', 'text-muted', 'accent', 'accent-hover'],
    [...grounds, ...tinted],
  ],
  [['danger', 'warning', 'success', ...bands], grounds],
  [['accent-contrast'], ['accent', 'accent-hover']],
  [['danger'], ['danger-surface']],
  [['warning'], ['warning-surface']],
  [['success'], ['success-surface']],
];

/** What is seen by its edge: controls, rings, marks. */
const edges: typeof texts = [
  [['border-strong'], [...grounds, ...tinted]],
  [['focus'], [...grounds, ...tinted, 'surface-sunken']],
  [['danger', 'success', 'accent'], grounds],
];

function findWeak(css: string, pairs: typeof texts, least: number): string[] {
  return (['light', 'dark'] as const satisfies readonly Scheme[]).flatMap((scheme) => {
    const read = readColours(css, scheme);
    return pairs.flatMap(([fronts, backs]) =>
      fronts.flatMap((front) =>
        backs.flatMap((back) => {
          const contrast = toContrast(read(front), read(back));
          return contrast >= least
            ? []
            : [`${front} on ${back}, ${scheme}: ${contrast.toFixed(2)}`];
        }),
      ),
    );
  });
}

test('the contrast of two colours is that of WCAG', () => {
  const read = readColours('--color-a: #000000; --color-b: #ffffff; --color-c: #777777;', 'light');
  assert.equal(toContrast(read('a'), read('b')), 21);
  assert.equal(toContrast(read('c'), read('b')).toFixed(2), '4.48');
});

test('every text can be read on every ground that it stands on', () => {
  assert.deepEqual(findWeak(given, texts, 4.5), []);
});

test('every edge that says something is seen', () => {
  assert.deepEqual(findWeak(given, edges, 3), []);
});

test('who asks for more contrast gets it, for texts and for edges', () => {
  assert.ok(moreContrast > 0);
  const text = [[['text', 'text-muted', 'accent'], grounds]] as const;
  assert.deepEqual(findWeak(tokens, text, 7), []);
  assert.deepEqual(findWeak(tokens, [[['border-strong'], grounds]], 4.5), []);
  assert.deepEqual(findWeak(tokens, [[['border'], grounds]], 3), []);
});

test('a colour that is too weak is named, with its ground and its scheme', () => {
  const faint = given.replace(
    '--color-text-muted: light-dark(#51606c',
    '--color-text-muted: light-dark(#8a98a3',
  );
  assert.deepEqual(findWeak(faint, [[['text-muted'], ['surface']]], 4.5), [
    'text-muted on surface, light: 2.90',
  ]);
});
