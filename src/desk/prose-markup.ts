/** Adjusts the HTML of prose to the site's policy and to keyboards: no style attribute, and code that scrolls can be reached. */
import { defineHastPlugin } from 'satteri';

/** A column's alignment becomes a class, since the policy forbids inline style; a code block takes focus to be scrolled. */
export const proseMarkup = defineHastPlugin({
  name: 'prose-markup',
  element: {
    filter: ['th', 'td', 'pre'],
    visit(node, context) {
      if (node.tagName === 'pre') {
        context.setProperty(node, 'tabIndex', 0);
        return;
      }
      const [, side] =
        /text-align:\s*(left|center|right)/.exec(String(node.properties.style ?? '')) ?? [];
      const align = side ?? node.properties.align;
      if (align === undefined || align === null) return;
      context.setProperty(node, 'style', undefined);
      context.setProperty(node, 'align', undefined);
      context.setProperty(node, 'className', [`align-${align}`]);
    },
  },
});
