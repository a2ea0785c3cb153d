/** A Markdown file as code hosts take it, brought to the Markdown that every reader takes: no HTML, no references, no short codes. */
import { type MdastNode, markdownToMdast } from 'satteri';
import { toSourceText } from '../../../desk/source/source-text.ts';
import { createHtmlToMarkdown, toMarkdownTable } from './html-to-markdown.ts';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Short codes that policies use; any other stays as it is written. */
const emoji: ReadonlyMap<string, string> = new Map(
  Object.entries({
    white_check_mark: '✅',
    heavy_check_mark: '✔️',
    ballot_box_with_check: '☑️',
    check: '✅',
    x: '❌',
    negative_squared_cross_mark: '❎',
    heavy_multiplication_x: '✖️',
    no_entry: '⛔',
    no_entry_sign: '🚫',
    warning: '⚠️',
    lock: '🔒',
    shield: '🛡️',
    bug: '🐛',
    rotating_light: '🚨',
    heart: '❤️',
    pray: '🙏',
    tada: '🎉',
  }),
);

export interface PlainMarkdown {
  readonly markdown: string;
  /** Hidden comments, which no reader of the file ever saw. */
  readonly comments: readonly string[];
}

/** Comments are taken out and told apart: they were written to the author of the policy. */
export function toPlainMarkdown(text: string): PlainMarkdown {
  const clean = toSourceText(text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n'));
  const comments: string[] = [];
  const whole = withTables(clean);
  return { markdown: applyEdits(whole, toEdits(whole, comments)), comments };
}

/** HTML tables first: blank lines within one would cut it into pieces. */
function withTables(text: string): string {
  const code = collect(markdownToMdast(text), 'code');
  return text.replaceAll(/<table\b[\s\S]*?<\/table>/gi, (html, offset: number) => {
    const quoted = code.some((it) => it.start <= offset && offset < it.end);
    return quoted ? html : `\n\n${toMarkdownTable(html)}\n\n`;
  });
}

function collect(node: MdastNode, type: string): { start: number; end: number }[] {
  if (node.type === type) return [{ start: startOf(node), end: endOf(node) }];
  return 'children' in node ? node.children.flatMap((it) => collect(it as MdastNode, type)) : [];
}

function toEdits(text: string, comments: string[]): Edit[] {
  const root = markdownToMdast(text);
  const addresses = new Map<string, string>();
  see(root, (node) => {
    if (node.type === 'definition') addresses.set(node.identifier.toLowerCase(), node.url);
  });
  const edits: Edit[] = [];
  const toMarkdown = createHtmlToMarkdown();
  const visit = (node: MdastNode, inLink: boolean): void => {
    const [start, end] = [startOf(node), endOf(node)];
    const slice = text.slice(start, end);
    switch (node.type) {
      case 'html':
        comments.push(...[...slice.matchAll(/<!--([\s\S]*?)-->/g)].map(([, it = '']) => it.trim()));
        edits.push({ start, end, text: toMarkdown(slice) });
        return;
      case 'image':
      case 'imageReference': {
        const url = node.type === 'image' ? node.url : addresses.get(node.identifier.toLowerCase());
        const alt = (node.alt ?? '').replaceAll(/[[\]]/g, '\\$&');
        const plain = inLink || alt === '' || url === undefined;
        edits.push({ start, end, text: plain ? alt : `[${alt}](${url})` });
        return;
      }
      case 'linkReference': {
        const last = node.children.at(-1) as MdastNode | undefined;
        const url = addresses.get(node.identifier.toLowerCase());
        if (last !== undefined && url !== undefined) {
          edits.push({ start: endOf(last), end, text: `](${url})` });
        }
        break;
      }
      case 'definition':
        edits.push({ start, end, text: '' });
        return;
      case 'footnoteReference':
        edits.push({ start, end, text: ` (${node.identifier})` });
        return;
      case 'footnoteDefinition': {
        const first = node.children.at(0) as MdastNode | undefined;
        const until = first === undefined ? end : startOf(first);
        edits.push({ start, end: until, text: `(${node.identifier}) ` });
        break;
      }
      case 'text':
        edits.push(...toEmoji(slice, start));
        return;
    }
    const linked = inLink || node.type === 'link' || node.type === 'linkReference';
    if ('children' in node) for (const it of node.children) visit(it as MdastNode, linked);
  };
  visit(root, false);
  return edits;
}

function toEmoji(slice: string, offset: number): Edit[] {
  return [...slice.matchAll(/:([a-z0-9_+-]+):/g)].flatMap(({ 0: code, 1: name = '', index }) => {
    const sign = emoji.get(name);
    const start = offset + index;
    return sign === undefined ? [] : [{ start, end: start + code.length, text: sign }];
  });
}

function see(node: MdastNode, use: (node: MdastNode) => void): void {
  use(node);
  if ('children' in node) for (const it of node.children) see(it as MdastNode, use);
}

function startOf(node: MdastNode): number {
  return node.position?.start.offset ?? 0;
}

function endOf(node: MdastNode): number {
  return node.position?.end.offset ?? 0;
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((whole, it) => whole.slice(0, it.start) + it.text + whole.slice(it.end), text);
}
