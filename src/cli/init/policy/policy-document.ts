/** A policy in Markdown as sections of sentences: the pieces that a fact can be found in, each with its place. */
import { type MdastNode, markdownToMdast } from 'satteri';

/** The smallest piece that can become a fact. */
export interface Sentence {
  readonly key: number;
  /** As written, Markdown. */
  readonly source: string;
  /** As read, on one line. */
  readonly text: string;
  /** The same with the address of each link behind it, for a place that cannot link. */
  readonly line: string;
  /** Addresses that it leads to. */
  readonly links: readonly string[];
}

export interface Item {
  /** What stands before the colon or in bold at its beginning, or empty. */
  readonly label: string;
  readonly labelSource: string;
  readonly sentences: readonly Sentence[];
  readonly source: string;
}

export type Block = { readonly path: readonly string[]; readonly source: string } & (
  | { readonly kind: 'text'; readonly quoted: boolean; readonly sentences: readonly Sentence[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Item[] }
  | {
      readonly kind: 'table';
      readonly whole: Sentence;
      readonly header: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'other'; readonly whole: Sentence }
);

export interface PolicySection {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface PolicyDocument {
  /** The heading over the whole, or null. */
  readonly title: string | null;
  /** What stands before the first heading has no title of its own: an empty one. */
  readonly sections: readonly PolicySection[];
}

/** Where a link leads when it is followed from elsewhere; null for one that leads nowhere then. */
export type ToAddress = (url: string) => string | null;

/** @param markdown without HTML and references */
export function parsePolicy(markdown: string, toAddress: ToAddress): PolicyDocument {
  const root = markdownToMdast(markdown);
  const nodes = 'children' in root ? (root.children as MdastNode[]) : [];
  const depths = nodes.flatMap((it) => (it.type === 'heading' ? [it.depth] : []));
  const [first] = nodes.filter((it) => it.type === 'heading');
  const alone = first?.type === 'heading' && depths.filter((it) => it <= first.depth).length === 1;
  // A single heading over all others names the whole; with nothing below it, it is a section like any.
  const titled = alone && depths.length > 1 ? first : null;
  const level = Math.min(...depths.slice(titled === null ? 0 : 1));
  const reader = createReader(markdown, toAddress);
  const sections: { title: string; blocks: Block[] }[] = [];
  let path: { depth: number; text: string }[] = [];
  for (const node of nodes) {
    if (node === titled || node.type === 'thematicBreak') continue;
    if (node.type === 'heading') {
      const text = reader.textOf(node);
      path = [...path.filter((it) => it.depth < node.depth), { depth: node.depth, text }];
      if (node.depth <= level) {
        sections.push({ title: text, blocks: [] });
        continue;
      }
    }
    if (sections.length === 0) sections.push({ title: '', blocks: [] });
    const block = reader.toBlock(
      node,
      path.map((it) => it.text),
    );
    sections.at(-1)?.blocks.push(block);
  }
  return { title: titled === null ? null : reader.textOf(titled), sections };
}

function createReader(markdown: string, toAddress: ToAddress) {
  let key = 0;
  const sliceOf = (node: MdastNode) => markdown.slice(startOf(node), endOf(node)).trimEnd();
  const toSentence = (start: number, end: number, nodes: readonly MdastNode[]): Sentence => {
    const links: string[] = [];
    const read = (see: (url: string, label: string) => string) =>
      nodes
        .map((it) => readText(it, { start, end, markdown, see }))
        .join('')
        .replaceAll(/\s+/g, ' ')
        .trim();
    const text = read((url, label) => {
      links.push(url);
      return label;
    });
    const line = read((url, label) => {
      const address = toAddress(url);
      const shown = address === null || address.replace(/^mailto:/, '') === label;
      return shown ? label : `${label} (${address.replace(/^mailto:/, '')})`;
    });
    return { key: key++, source: markdown.slice(start, end).trim(), text, line, links };
  };
  const toWhole = (node: MdastNode) => toSentence(startOf(node), endOf(node), [node]);
  const toSentences = (paragraph: MdastNode, from: number): Sentence[] => {
    const children = 'children' in paragraph ? (paragraph.children as MdastNode[]) : [];
    const ends = [...findEnds(children, from, markdown), endOf(paragraph)];
    return ends
      .map((end, index) => toSentence(ends[index - 1] ?? from, end, children))
      .filter((it) => it.text !== '');
  };
  const toItem = (item: MdastNode): Item | null => {
    const [only, ...more] = 'children' in item ? (item.children as MdastNode[]) : [];
    if (only?.type !== 'paragraph' || more.length > 0) return null;
    const source = sliceOf(only);
    const { label, end } = findLabel(only, markdown);
    const labelSource = markdown.slice(startOf(only), end).trim();
    return { label, labelSource, source, sentences: toSentences(only, end) };
  };
  const textOf = (node: MdastNode) =>
    readText(node, { start: 0, end: markdown.length, markdown, see: (_, label) => label })
      .replaceAll(/\s+/g, ' ')
      .trim();

  return {
    textOf,
    toBlock(node: MdastNode, path: readonly string[]): Block {
      const source = sliceOf(node);
      const base = { path, source };
      if (node.type === 'heading') return { ...base, kind: 'heading', text: textOf(node) };
      if (node.type === 'paragraph') {
        return {
          ...base,
          kind: 'text',
          quoted: false,
          sentences: toSentences(node, startOf(node)),
        };
      }
      if (node.type === 'blockquote') {
        const [only, ...more] = node.children as MdastNode[];
        if (only?.type === 'paragraph' && more.length === 0) {
          return {
            ...base,
            kind: 'text',
            quoted: true,
            sentences: toSentences(only, startOf(only)),
          };
        }
      }
      if (node.type === 'list') {
        const items = (node.children as MdastNode[]).map(toItem);
        if (items.every((it) => it !== null)) {
          return { ...base, kind: 'list', ordered: node.ordered === true, items };
        }
      }
      if (node.type === 'table') {
        const [header = [], ...rows] = (node.children as MdastNode[]).map((row) =>
          'children' in row ? (row.children as MdastNode[]).map(textOf) : [],
        );
        return { ...base, kind: 'table', whole: toWhole(node), header, rows };
      }
      return { ...base, kind: 'other', whole: toWhole(node) };
    },
  };
}

/** Where sentences end within a paragraph: only between its own texts, never inside a link or a bold phrase. */
function findEnds(children: readonly MdastNode[], from: number, markdown: string): number[] {
  return children.flatMap((node, index) => {
    const [start, end] = [Math.max(startOf(node), from), endOf(node)];
    if (start >= end) return [];
    if (node.type !== 'text') {
      const next = markdown.slice(end, end + 3);
      const last = index === children.length - 1;
      return !last && /[.!?]\W*$/.test(markdown.slice(start, end)) && /^\s+\p{Lu}/u.test(next)
        ? [end]
        : [];
    }
    const text = markdown.slice(start, end);
    return [...text.matchAll(/[.!?]["”’')*_]*(?=\s+(?:["“‘'([]*[\p{Lu}\d]))/gu)]
      .filter(
        ({ index: at }) =>
          !/(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|no|[A-Z])$/i.test(text.slice(0, at)),
      )
      .map(({ 0: { length }, index: at }) => start + at + length);
  });
}

/** `**Label**:`, `**Label:**`, `Label: ` or `**Label** – ` at the beginning of an item. */
function findLabel(paragraph: MdastNode, markdown: string): { label: string; end: number } {
  const start = startOf(paragraph);
  const text = markdown.slice(start, endOf(paragraph));
  const bold =
    /^(?:\*\*|__)(.+?)(?:\*\*|__)(?:\s*\([^)]*\))?(?:\s*(?::|[–—]|-\s)|(?<=[:.]\*\*|[:.]__)|(?<=[:.]\*\*\s?\([^)]*\)))\s*/s;
  const plain = /^([\p{L}\p{N}][^.:!?*[\]`]{0,40}):\s+(?=\S)/u;
  const found = bold.exec(text) ?? plain.exec(text);
  if (found === null || found[0].length === text.length) return { label: '', end: start };
  const label = found[0].replaceAll(/[*_]/g, '').replaceAll(/\s+/g, ' ');
  return { label: label.replace(/[\s:.–—-]+$/, ''), end: start + found[0].length };
}

interface Part {
  readonly start: number;
  readonly end: number;
  readonly markdown: string;
  /** What is read of a link. */
  see(url: string, label: string): string;
}

const inline = ['paragraph', 'heading', 'strong', 'emphasis', 'link', 'delete', 'linkReference'];

function readText(node: MdastNode, part: Part): string {
  const [from, to] = [startOf(node), endOf(node)];
  if (to <= part.start || from >= part.end) return '';
  if (node.type === 'text') {
    if (from >= part.start && to <= part.end) return node.value;
    const slice = part.markdown.slice(Math.max(from, part.start), Math.min(to, part.end));
    return slice.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');
  }
  if (node.type === 'break') return ' ';
  if ('children' in node) {
    const parts = (node.children as MdastNode[]).map((it) => readText(it, part));
    const text = parts.join(inline.includes(node.type) ? '' : ' ');
    return node.type === 'link' ? part.see(node.url, text) : text;
  }
  return 'value' in node && typeof node.value === 'string' ? node.value : '';
}

function startOf(node: MdastNode): number {
  return node.position?.start.offset ?? 0;
}

function endOf(node: MdastNode): number {
  return node.position?.end.offset ?? 0;
}
