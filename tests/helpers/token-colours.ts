/** The colours of tokens.css as a browser works them out, in each scheme, and the contrast between them. */

export type Scheme = 'light' | 'dark';

/** Red, green and blue in sRGB, each from 0 to 1. */
type Colour = readonly [number, number, number];

/** @param css the sheet; of a token that it sets twice the later one counts, as in a browser */
export function readColours(css: string, scheme: Scheme): (token: string) => Colour {
  const declared = new Map(
    [...css.matchAll(/--color-([a-z-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [
      name,
      value.trim(),
    ]),
  );
  const read = (token: string): Colour => {
    const value = declared.get(token);
    if (value === undefined) throw new Error(`tokens.css has no --color-${token}.`);
    return parse(value);
  };
  const parse = (value: string): Colour => {
    const pair = /^light-dark\((.+), (.+)\)$/.exec(value);
    if (pair !== null) return parse((scheme === 'light' ? pair[1] : pair[2]) ?? '');
    const token = /^var\(--color-([a-z-]+)\)$/.exec(value);
    if (token !== null) return read(token[1] ?? '');
    const mix = /^color-mix\(in oklab, (.+) (\d+)%, (.+)\)$/.exec(value);
    if (mix !== null) return mixed(parse(mix[1] ?? ''), Number(mix[2]) / 100, parse(mix[3] ?? ''));
    const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(value);
    if (hex === null) throw new Error(`A colour is written in a way that is not known: ${value}`);
    const [red = 0, green = 0, blue = 0] = hex.slice(1).map((it) => Number.parseInt(it, 16) / 255);
    return [red, green, blue];
  };
  return read;
}

/** Contrast of WCAG 2.2: from 1, no difference, to 21, black on white. */
export function toContrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [toLuminance(one), toLuminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function toLuminance(colour: Colour): number {
  const [red, green, blue] = toLinear(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function toLinear(colour: Colour): Colour {
  const [red = 0, green = 0, blue = 0] = colour.map((it) =>
    it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4,
  );
  return [red, green, blue];
}

function toSrgb(linear: Colour): Colour {
  const [red = 0, green = 0, blue = 0] = linear.map((it) => {
    const part = it <= 0.0031308 ? it * 12.92 : 1.055 * it ** (1 / 2.4) - 0.055;
    return Math.min(1, Math.max(0, part));
  });
  return [red, green, blue];
}

/** `color-mix(in oklab, …)` of CSS Color 5; the matrices are those of CSS Color 4. */
function mixed(one: Colour, share: number, other: Colour): Colour {
  const [a, b] = [toOklab(one), toOklab(other)];
  const [l = 0, m = 0, n = 0] = a.map(
    (part, index) => part * share + (b[index] ?? 0) * (1 - share),
  );
  const long = (l + 0.3963377773761749 * m + 0.2158037573099136 * n) ** 3;
  const middle = (l - 0.1055613458156586 * m - 0.0638541728258133 * n) ** 3;
  const short = (l - 0.0894841775298119 * m - 1.2914855480194092 * n) ** 3;
  return toSrgb([
    4.0767416360759574 * long - 3.3077115392580616 * middle + 0.2309699031821043 * short,
    -1.2684379732850317 * long + 2.6097573492876887 * middle - 0.3413193760026573 * short,
    -0.0041960761386756 * long - 0.7034186179359362 * middle + 1.7076146940746117 * short,
  ]);
}

function toOklab(colour: Colour): Colour {
  const [red, green, blue] = toLinear(colour);
  const long = Math.cbrt(
    0.412221469470763 * red + 0.5363325372617348 * green + 0.0514459932675022 * blue,
  );
  const middle = Math.cbrt(
    0.2119034958178252 * red + 0.6806995506452344 * green + 0.1073969535369406 * blue,
  );
  const short = Math.cbrt(
    0.0883024591900564 * red + 0.2817188391361215 * green + 0.6299787016738222 * blue,
  );
  return [
    0.210454268309314 * long + 0.7936177747023054 * middle - 0.0040720430116193 * short,
    1.9779985324311684 * long - 2.4285922420485799 * middle + 0.450593709617411 * short,
    0.0259040424655478 * long + 0.7827717124575296 * middle - 0.8086757549230774 * short,
  ];
}
