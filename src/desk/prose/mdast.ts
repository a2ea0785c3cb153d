/** Markdown and MDX as trees (mdast): walked, and read as plain text. */
import type { MdastNode } from 'satteri';

/** Sees a node and all below it, in the order of the text. */
export function visitNodes(node: MdastNode, see: (node: MdastNode) => void): void {
  see(node);
  if ('children' in node) for (const child of node.children) visitNodes(child as MdastNode, see);
}

/** The text of a node without markup; of what has none, such as an image, nothing. */
export function textOf(node: MdastNode): string {
  if ('children' in node) return node.children.map((it) => textOf(it as MdastNode)).join('');
  return 'value' in node && typeof node.value === 'string' ? node.value : '';
}
