/** Adjusts the HTML of prose to where it is read: links that hold there, no style attribute, code that a keyboard can scroll, each block from its own side. */
import { defineHastPlugin } from 'satteri';

/** A letter of a writing that runs from right to left (Unicode, bidirectional classes R and AL, by their blocks). */
const fromTheRight =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * @param base what an address from the site's root gets before it: the site's path for a page, its whole address for a feed
 * @returns a plugin: a column's alignment becomes a class, since the policy forbids inline style; a code block takes focus; and
 * where some of the prose is written from right to left, each block takes its direction from its first letter (HTML, `dir`)
 */
export function createProseMarkup(base: string) {
  const prefix = base.replace(/\/$/, '');
  return defineHastPlugin({
    name: 'prose-markup',
    before(root, context) {
      if (!fromTheRight.test(context.source)) return;
      for (const block of root.children) {
        if (block.type === 'element' && block.tagName !== 'pre')
          context.setProperty(block, 'dir', 'auto');
      }
    },
    element: {
      filter: ['a', 'th', 'td', 'pre'],
      visit(node, context) {
        const { href, style, align } = node.properties;
        if (node.tagName === 'a') {
          if (typeof href === 'string' && /^\/(?!\/)/.test(href))
            context.setProperty(node, 'href', prefix + href);
          return;
        }
        if (node.tagName === 'pre') {
          context.setProperty(node, 'tabIndex', 0);
          return;
        }
        const [, side] = /text-align:\s*(left|center|right)/.exec(String(style ?? '')) ?? [];
        if (side === undefined && align === undefined) return;
        context.setProperty(node, 'style', undefined);
        context.setProperty(node, 'align', undefined);
        context.setProperty(node, 'className', [`align-${side ?? align}`]);
      },
    },
  });
}
