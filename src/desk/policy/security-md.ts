/** `SECURITY.md`: the policy as plain Markdown for code hosts, its facts from the same records as the pages. */
import { mdxToMdast } from 'satteri';
import { away as awayWords } from '#words/away';
import { policy, supportTable } from '#words/policy';
import { channelList } from '#words/product-ways';
import { securityMd as words } from '#words/security-md';
import { toChannels } from '../channel.ts';
import type { Desk } from '../desk.ts';
import type { Product } from '../product/product.ts';
import { toOwnProducts, toProductDesk } from '../product/product-desk.ts';
import { type SupportView, toSupport } from '../product/support.ts';
import { toPromises } from '../promise.ts';
import { visitNodes } from '../prose/mdast.ts';
import type { ProseComponent } from '../prose/prose.ts';
import type { Section } from '../prose/section.ts';
import type { Site } from '../site.ts';
import { toAway } from './away-view.ts';
import { escapeMarkdown, renderFactMarkdown } from './fact-markdown.ts';
import { type PolicyComponent, policyComponents, toFactBlocks } from './policy-view.ts';

interface Facts {
  readonly site: Pick<Site, 'date'>;
  readonly desk: Desk;
  readonly products: readonly Product[];
  readonly policy: readonly Section[];
}

/** What the first line of every such file says, so that a command knows its own. */
export const securityMdMark =
  '<!-- Written by Postern from the policy of this project. Edit that, not this file. -->';

/**
 * The file's text. Without `repository`, the private advisory is linked relative to a file at the top of the
 * repository; without `url`, the form is left out, since nobody could open it.
 * @param whatToInclude what a good report holds, one phrase each, in the words of the form
 * @throws Error for a body that checkProse refuses
 */
export function renderSecurityMd(facts: Facts, whatToInclude: readonly string[]): string {
  const components: Record<ProseComponent, () => string> = {
    SupportedVersions: () => renderVersions(facts),
    Channels: () => renderAll(facts, 'channels', renderChannels),
    Promises: () => renderAll(facts, 'promises', renderPromises),
    WhatToInclude: () => renderList(whatToInclude),
    ...toFactRenderers(facts.desk),
  };
  const { url, reviewed } = facts.desk;
  const blocks = [
    securityMdMark,
    `# ${policy.title}`,
    ...(url === undefined ? [] : [words.onTheWeb(`<${base(url)}/policy/>`)]),
    ...renderAway(facts),
    ...facts.policy.flatMap(({ title, body }) => [
      `## ${title}`,
      renderBody(body, components, url).trim(),
    ]),
    ...(reviewed === undefined ? [] : [policy.reviewed(reviewed).join('')]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** A quotation, so that it stands out on every code host. */
function renderAway({ desk, site }: Pick<Facts, 'desk' | 'site'>): string[] {
  const away = toAway(desk.away, site.date);
  if (away === null) return [];
  const said = [
    away.note,
    ...(away.urgent === null ? [] : [awayWords.urgent(away.urgent).join('')]),
  ].map(escapeMarkdown);
  return [`> **${away.title}** ${said.join(' ')}`];
}

function toFactRenderers(desk: Desk): Record<PolicyComponent, () => string> {
  const renderers = policyComponents.map((name) => [
    name,
    () => renderFactMarkdown(toFactBlocks(name, desk)),
  ]);
  return Object.fromEntries(renderers);
}

function renderVersions({ desk, products }: Facts): string {
  const support = toSupport(products, desk);
  return support
    .map((it) =>
      [
        ...(support.length > 1 ? [`### ${it.product}`] : []),
        ...(it.lines.length > 0 ? [renderLines(it)] : []),
        ...(it.text === null ? [] : [it.text]),
      ].join('\n\n'),
    )
    .join('\n\n');
}

function renderLines({ lines, ends }: SupportView): string {
  const head = [
    supportTable.version,
    words.supported,
    ...(ends ? [supportTable.until] : []),
    words.note,
  ];
  const rows = lines.map(({ name, supported, until, note }) => [
    name,
    supported ? supportTable.yes : supportTable.no,
    ...(ends ? [until ?? ''] : []),
    note,
  ]);
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

/** What holds for the desk, and after it, below headings, what its products have of their own. */
function renderAll(
  { desk, products }: Facts,
  what: 'channels' | 'promises',
  render: (desk: Desk) => string,
): string {
  const own = toOwnProducts(products, what).map(
    (product) => `### ${product.name}\n\n${render({ ...desk, ...toProductDesk(product, desk) })}`,
  );
  return [render(desk), ...own].join('\n\n');
}

function renderPromises(desk: Desk): string {
  return renderList(toPromises(desk).map(({ term, text }) => `**${term}.** ${text}`));
}

/** From `SECURITY.md` as code hosts show it, at `<repository>/blob/<branch>/`. */
const relativeAdvisoryForm = '../../security/advisories/new';

function renderChannels(desk: Desk): string {
  const shown = toChannels(desk).filter(({ kind }) => kind !== 'form' || desk.url !== undefined);
  return shown
    .map(({ kind, title, href, how, readers, account }, index) => {
      const address = kind === 'form' ? `${base(desk.url ?? '')}${href}` : href;
      const link = kind === 'code-host' ? (address ?? relativeAdvisoryForm) : address;
      // What the desk's author wrote is no markup.
      const name = kind === 'web' ? escapeMarkdown(title) : title;
      const target = link?.replaceAll('(', '%28').replaceAll(')', '%29');
      const preferred = index === 0 && shown.length > 1 ? ` ${words.preferred}` : '';
      return [
        `${index + 1}. **${target === undefined ? name : `[${name}](${target})`}**${preferred}. ${how}`,
        `   ${channelList.notes(readers, account)}`,
      ].join('\n');
    })
    .join('\n');
}

function renderList(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** A body with its components as Markdown, and links within the site as whole addresses or, without one, as text. */
function renderBody(
  body: string,
  components: Record<ProseComponent, () => string>,
  url: string | undefined,
): string {
  const edits: { start: number; end: number; text: string }[] = [];
  visitNodes(mdxToMdast(body), (node) => {
    const start = node.position?.start.offset;
    const end = node.position?.end.offset;
    if (start === undefined || end === undefined) return;
    if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
      const render = components[node.name as ProseComponent];
      if (render === undefined) throw new Error(`<${node.name}> has no Markdown.`);
      edits.push({ start, end, text: render() });
    }
    if (node.type === 'link' && node.url.startsWith('/')) {
      const label = body.slice(
        node.children[0]?.position?.start.offset ?? start,
        node.children.at(-1)?.position?.end.offset ?? end,
      );
      edits.push({
        start,
        end,
        text: url === undefined ? label : `[${label}](${base(url)}${node.url})`,
      });
    }
  });
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), body);
}

function base(url: string): string {
  return url.replace(/\/+$/, '');
}
