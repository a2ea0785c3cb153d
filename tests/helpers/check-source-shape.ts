/** Rules for every source file that are not about imports: size, name, first line, and what a page may not hold. */
import { posix } from 'node:path';

const maxLines = 300;

/** Names that say nothing of what is in a file. */
const emptyNames = new Set([
  'common',
  'helper',
  'helpers',
  'index',
  'misc',
  'types',
  'util',
  'utils',
]);

/** What the site's policy forbids, or what lets text in as markup. */
const forbiddenMarkup: readonly (readonly [RegExp, string])[] = [
  [/\bis:inline\b/, 'is:inline; the policy allows no inline code, so import the script'],
  [/\bdefine:vars\b/, 'define:vars, which writes inline code; hand data over in an attribute'],
  [/\bset:html\b/, 'set:html; only a rendered body may be markup, as a component'],
  [/\sstyle=/, 'style=; the policy allows no inline style, so use a class'],
  [/<[a-z][^<>]*\son[a-z]+=/, 'an event attribute, which is inline code; listen in a script'],
];

/**
 * @param files text by path from the top of the repository
 * @param markupExceptions .astro files that may hold what is forbidden there, each for a reason named where it is listed
 * @returns one sentence a fault
 */
export function checkSourceShape(
  files: ReadonlyMap<string, string>,
  markupExceptions: readonly string[] = [],
): readonly string[] {
  return [...files].flatMap(([path, text]) => [
    ...checkSize(path, text),
    ...checkName(path),
    ...checkFirstLine(path, text),
    ...(markupExceptions.includes(path) ? [] : checkMarkup(path, text)),
  ]);
}

/** Lines of the file in the middle, of all by their size. */
export function medianLines(files: ReadonlyMap<string, string>): number {
  const sizes = [...files.values()].map(countLines).sort((a, b) => a - b);
  return sizes[Math.floor((sizes.length - 1) / 2)] ?? 0;
}

function countLines(text: string): number {
  return text.replace(/\n$/, '').split('\n').length;
}

function checkSize(path: string, text: string): string[] {
  const lines = countLines(text);
  return lines <= maxLines
    ? []
    : [
        `${path} has ${lines} lines. Take what can stand alone into a file of its own; ${maxLines} is the most.`,
      ];
}

function checkName(path: string): string[] {
  const name = posix.basename(path).replace(/\..*$/, '');
  const isPage = path.startsWith('src/pages/');
  if (emptyNames.has(name) && !isPage)
    return [`${path} has a name that says nothing. Name it after its one main export.`];
  if (isPage) return [];
  const wanted = path.endsWith('.astro') ? /^[A-Z][A-Za-z0-9]*$/ : /^[a-z0-9]+(-[a-z0-9]+)*$/;
  if (wanted.test(name)) return [];
  return [`${path} is not in ${path.endsWith('.astro') ? 'PascalCase' : 'kebab-case'}. Rename it.`];
}

function checkFirstLine(path: string, text: string): string[] {
  const code = path.endsWith('.astro') ? text.replace(/^---\r?\n/, '') : text;
  if (/^(?:\/\*[\s*]+|\/\/[\s/]*)[^\s*/]/.test(code)) return [];
  return [`${path} does not begin with a comment. Say at its top what it is for.`];
}

function checkMarkup(path: string, text: string): string[] {
  if (!path.endsWith('.astro')) return [];
  return text
    .split('\n')
    .flatMap((line, index) =>
      forbiddenMarkup
        .filter(([pattern]) => pattern.test(line))
        .map(([, said]) => `${path}:${index + 1} holds ${said}.`),
    );
}
