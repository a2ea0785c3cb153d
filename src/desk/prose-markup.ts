/** Adjusts the HTML of prose to where it is read: links that hold there, no style attribute, code that a keyboard can scroll, each block from its own side. */
import { defineHastPlugin } from 'satteri';

/** What stands by itself. What is within follows it, so that a list has its marks on the side that it is read from. */
const blocks = ['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'blockquote', 'table'];

/**
 * @param base what an address from the site's root gets before it: the site's path for a page, its whole address for a feed
 * @returns a plugin: a column's alignment becomes a class, since the policy forbids inline style; a code block takes focus; a block
 * takes its direction from its first letter, for one page may hold more than one writing (HTML, `dir`)
 */
export function createProseMarkup(base: string) {
  const prefix = base.replace(/\/$/, '');
  return defineHastPlugin({
    name: 'prose-markup',
    element: {
      filter: ['a', 'th', 'td', 'pre', ...blocks],
      visit(node, context) {
        const { href, style, align } = node.properties;
        if (node.tagName === 'a') {
          if (typeof href === 'string' && /^\/(?!\/)/.test(href))
            context.setProperty(node, 'href', prefix + href);
          return;
        }
        if (blocks.includes(node.tagName)) {
          if (context.parent(node)?.type === 'root') context.setProperty(node, 'dir', 'auto');
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
