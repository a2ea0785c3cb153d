/** HTML of a Markdown file as the Markdown that says the same: what has no counterpart leaves its words behind. */

const breaks: ReadonlyMap<string, string> = new Map(
  Object.entries({
    br: '\n',
    hr: '\n\n---\n\n',
    li: '\n- ',
    summary: '\n\n',
  }),
);
const marks: ReadonlyMap<string, string> = new Map(
  Object.entries({
    b: '**',
    strong: '**',
    i: '*',
    em: '*',
    code: '`',
    kbd: '`',
    tt: '`',
  }),
);
const blocks =
  /^(?:article|aside|blockquote|body|center|dd|details|div|dl|dt|footer|header|html|main|nav|ol|p|pre|section|summary|ul)$/;
const silent =
  /^(?:abbr|big|colgroup|col|del|font|head|ins|meta|link|mark|q|s|small|span|strike|sub|sup|u|picture|source|tbody|thead|tfoot|caption|title|wbr|table|tr|td|th)$/;

/** Turns pieces of HTML into Markdown; one instance for a whole text, since a link may begin in one piece and end in the next. */
export function createHtmlToMarkdown(): (html: string) => string {
  const links: string[] = [];
  const toTag = (whole: string, closing: boolean, name: string, attributes: string): string => {
    const heading = /^h([1-6])$/.exec(name)?.[1];
    if (heading !== undefined) return closing ? '\n\n' : `\n\n${'#'.repeat(Number(heading))} `;
    const mark = marks.get(name);
    if (mark !== undefined) return mark;
    if (name === 'a') return toLink(closing, attributes);
    if (name === 'img') return attribute(attributes, 'alt');
    const line = breaks.get(name);
    if (!closing && line !== undefined) return line;
    if (blocks.test(name)) return '\n\n';
    if (silent.test(name) || line !== undefined) return '';
    // No element of HTML: what looks like one is a word in pointed brackets.
    return `\\${whole}`;
  };
  const toLink = (closing: boolean, attributes: string): string => {
    if (!closing) {
      const href = attribute(attributes, 'href');
      links.push(href);
      return href === '' ? '' : '[';
    }
    const href = links.pop() ?? '';
    return href === '' ? '' : `](${href})`;
  };
  return (html) =>
    html
      .replaceAll(/<!--[\s\S]*?-->/g, '')
      .replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/gi, '')
      .replaceAll(/<(\/?)([A-Za-z][\w-]*)([^<>]*)>/g, (whole, slash: string, name: string, rest) =>
        toTag(whole, slash === '/', name.toLowerCase(), String(rest)),
      )
      .replaceAll(/^[ \t]+/gm, '');
}

/** A whole `<table>` as a Markdown table; its first row is the heading. */
export function toMarkdownTable(html: string): string {
  const convert = createHtmlToMarkdown();
  const rows = html
    .split(/<tr\b[^>]*>/i)
    .slice(1)
    .map((row) =>
      [...row.matchAll(/<t[hd]\b[^>]*>([\s\S]*?)(?=<\/t[hd]>|<t[hd]\b|<\/tr>|<\/table>|$)/gi)].map(
        ([, cell = '']) => convert(cell).replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim(),
      ),
    )
    .filter((cells) => cells.length > 0);
  const [head = []] = rows;
  const caption = /<caption\b[^>]*>([\s\S]*?)<\/caption>/i.exec(html)?.[1];
  const lines = [head, head.map(() => '---'), ...rows.slice(1)].map(
    (it) => `| ${it.join(' | ')} |`,
  );
  return [...(caption === undefined ? [] : [convert(caption), '']), ...lines].join('\n');
}

function attribute(attributes: string, name: string): string {
  const pattern = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i');
  const [, double, single, bare] = pattern.exec(attributes) ?? [];
  return double ?? single ?? bare ?? '';
}
