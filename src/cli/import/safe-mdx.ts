/** Markdown of another place as prose of ours: everything that MDX would take for code or markup survives as text. */
import { type MdastNode, markdownToMdast } from 'satteri';
import { textOf } from '../../desk/prose/mdast.ts';
import { checkProse } from '../../desk/prose/prose.ts';
import { toSourceText } from '../../desk/source/source-text.ts';
import { ImportFault } from './imported.ts';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** An address that links without one begin from, or what says where a link leads; null where it leads nowhere. */
export type Base = string | null | ((url: string) => string | null);

/**
 * @param base address that links without one begin from; without it they become text
 * @returns prose in which the desk's own check finds nothing
 * @throws ImportFault where no such text can be made
 */
export function toSafeMdx(markdown: string, base: Base): string {
  const clean = toSourceText(markdown);
  const edited = apply(clean, toEdits(clean, markdownToMdast(clean), base)).trim();
  if (isSafe(edited)) return edited;
  // Whatever construct that was, as plain paragraphs every character survives.
  const plain = clean.split('\n').map(escapeLine).join('\n');
  if (isSafe(plain)) return plain.trim();
  throw new ImportFault('its text cannot be made prose');
}

function isSafe(body: string): boolean {
  const source = { file: 'imported.mdx', data: {}, body, bodyLine: 1, lineOf: () => 1 };
  const { plain, findings } = checkProse(source, []);
  return plain && findings.length === 0;
}

function toEdits(text: string, root: MdastNode, base: Base): Edit[] {
  const edits: Edit[] = [];
  const visit = (node: MdastNode, top: boolean): void => {
    const [start, end] = [node.position?.start.offset, node.position?.end.offset];
    if (start === undefined || end === undefined) return;
    const slice = text.slice(start, end);
    const edit = (replacement: string) => edits.push({ start, end, text: replacement });
    switch (node.type) {
      case 'html':
        edit(/^<!--/.test(slice) ? '' : slice.split('\n').map(escapeLine).join('\n'));
        return;
      case 'code':
        if (!isFenced(slice, node.value)) edit(toFence(text, start, node.value));
        return;
      case 'image':
        edit(toLink(node.alt || 'image', node.url, base));
        return;
      case 'imageReference':
        // Its picture is a link, as every picture is.
        edits.push({ start, end: start + 1, text: '' });
        break;
      case 'definition':
        if (toAddress(node.url, base) !== node.url) edit(toDefinition(slice, node, base));
        return;
      case 'link':
        if (/^(?!\[).*[<{]/.test(slice) || toAddress(node.url, base) !== node.url) {
          edit(toLink(textOf(node), node.url, base));
          return;
        }
        break;
      case 'text':
        edits.push(...escapeMarkup(slice, start));
        return;
      case 'paragraph':
        // At the beginning of a block these words begin a program.
        if (top && /^(?:import|export)\b/.test(slice)) {
          const code = `&#${slice.charCodeAt(0)};`;
          edits.push({ start, end: start + 1, text: code });
        }
        break;
    }
    if ('children' in node) for (const it of node.children) visit(it as MdastNode, false);
  };
  if ('children' in root) for (const it of root.children) visit(it as MdastNode, true);
  return edits;
}

function escapeMarkup(slice: string, offset: number): Edit[] {
  return [...slice.matchAll(/\\[\s\S]|[{<]/g)]
    .filter(({ 0: token }) => token.length === 1)
    .map(({ index, 0: token }) => ({
      start: offset + index,
      end: offset + index + 1,
      text: `\\${token}`,
    }));
}

/** A link where the address can be reached from anywhere, else its text with the address behind it. */
function toLink(label: string, url: string, base: Base): string {
  const address = toAddress(url, base);
  const text = escapeText(label.replaceAll(/\s+/g, ' '));
  if (address === null) return label === url ? text : `${text} (${escapeText(url)})`;
  return `[${text}](${toLinkTarget(address)})`;
}

function toLinkTarget(address: string): string {
  const escaped = (it: string) => encodeURIComponent(it).replace('(', '%28').replace(')', '%29');
  return address.replaceAll(/[\s()<>{}\\]/g, escaped);
}

/** Where a link that is written apart leads. Where it leads nowhere, both stay as text. */
function toDefinition(
  slice: string,
  { label, identifier, url }: Extract<MdastNode, { type: 'definition' }>,
  base: Base,
): string {
  const address = toAddress(url, base);
  if (address === null) return slice.split('\n').map(escapeLine).join('\n');
  return `[${label ?? identifier}]: ${toLinkTarget(address)}`;
}

function toAddress(url: string, base: Base): string | null {
  if (typeof base === 'function') return base(url);
  if (/^(?:https?:\/\/|mailto:)\S+$/i.test(url)) return url;
  if (base === null || !URL.canParse(url, base)) return null;
  const { protocol, href } = new URL(url, base);
  return protocol === 'https:' || protocol === 'mailto:' ? href : null;
}

/** Code that is only indented may begin with what looks like a fence. */
function isFenced(slice: string, code: string): boolean {
  const [first = ''] = slice.trim().split('\n');
  return /^(?:`{3,}|~{3,})/.test(first) && first !== code.split('\n')[0]?.trim();
}

function toFence(text: string, start: number, code: string): string {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  // Within a list the lines go on below its text; within a quotation its marks go on.
  const indent = before.replaceAll(/[^\s>]/g, ' ');
  const ticks = '`'.repeat(Math.max(3, 1 + longestRun(code)));
  return [ticks, ...code.split('\n'), ticks].join(`\n${indent}`);
}

function longestRun(code: string): number {
  return Math.max(0, ...[...code.matchAll(/`+/g)].map(({ 0: run }) => run.length));
}

function escapeLine(line: string): string {
  return escapeAll(line.trim());
}

/** Every character that Markdown or MDX could take for more than itself. */
function escapeText(text: string): string {
  return text
    .replaceAll(/[\\`*_{}[\]<>#|~!&$]/g, '\\$&')
    .replace(/^([-+=])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^(import|export)\b/, (word) => `&#${word.charCodeAt(0)};${word.slice(1)}`);
}

/** Bare addresses too, which end where Markdown and MDX do not agree. */
function escapeAll(text: string): string {
  return escapeText(text).replaceAll(/[:@]|(?<=www)\./gi, '\\$&');
}

function apply(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((whole, it) => whole.slice(0, it.start) + it.text + whole.slice(it.end), text);
}
