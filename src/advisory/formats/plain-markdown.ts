/** A body as plain Markdown that may leave the site: links within the site become whole addresses. */
import { type MdastNode, mdxToMdast } from 'satteri';
import { visitNodes } from '../../desk/prose/mdast.ts';
import type { Site } from '../../desk/site.ts';

/** Control characters other than tab and newline, which neither XML 1.0 nor a reader can use. */
const unusable = /[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu;

/**
 * @param body checked MDX without components: Markdown whose braces and less-than signs are escaped, which Markdown reads alike
 */
export function toPlainMarkdown(body: string, site: Site): string {
  const text = body.replaceAll(unusable, '').trim();
  if (!/\](?:\(|:)\s*<?\//.test(text)) return text;
  const places: number[] = [];
  visitNodes(mdxToMdast(text), (node) => {
    const place = findAddress(text, node);
    if (place !== null) places.push(place);
  });
  return places
    .toSorted((a, b) => b - a)
    .reduce((whole, at) => whole.slice(0, at) + site.url + whole.slice(at), text);
}

/** Where in the text the address of a link begins, when it is one from the site's root. */
function findAddress(text: string, node: MdastNode): number | null {
  if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') return null;
  const [start, end] = [node.position?.start.offset, node.position?.end.offset];
  if (!/^\/(?!\/)/.test(node.url) || start === undefined || end === undefined) return null;
  const [, before] = /^([\s\S]*\](?:\(|:)\s*<?)\//.exec(text.slice(start, end)) ?? [];
  return before === undefined ? null : start + before.length;
}
